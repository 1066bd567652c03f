"""Runs the audits, prints what each found, and exits 1 if anything did not hold."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.audit import axe, further, keyboard, lighthouse, markup, weight
from scripts.audit.findings import Finding
from scripts.serving import BROWSER_ARGUMENTS, chromium, served

AUDITS = ("axe", "further", "keyboard", "weight", "markup", "lighthouse")


def main() -> int:
    """Run them; gives the exit code."""
    parser = argparse.ArgumentParser(description="Check accessibility, markup and speed of a built site.")
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path("build/audit"))
    parser.add_argument("--only", default=",".join(AUDITS))
    parser.add_argument("--speed", action="store_true", help="Speed counts, too: on a machine that does nothing else.")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = options.only.split(",")
    findings: list[Finding] = []
    with served(options.site) as root:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_ARGUMENTS))
            for module in (axe, keyboard, weight):
                name = module.__name__.rsplit(".", 1)[1]
                if name in wanted:
                    findings += _reported(name, lambda m=module: m.audit(browser, options.site, root, options.out))
            if "further" in wanted:
                findings += _reported("further", lambda: further.audit(browser, options.out))
            browser.close()
        if "markup" in wanted:
            findings += _reported("markup", lambda: markup.audit(options.site))
        if "lighthouse" in wanted:
            findings += _reported(
                "lighthouse", lambda: lighthouse.audit(root, options.site, options.out, options.speed)
            )
    print(f"audit: {len(findings)} findings" if findings else "audit: everything holds")
    return 1 if findings else 0


def _reported(name: str, run: object) -> list[Finding]:
    began = time.monotonic()
    findings, said = run()  # type: ignore[operator]
    for line in said:
        print(f"{name}: {line}")
    for finding in findings:
        print(f"{name}: FAIL {finding.where}: {finding.what}")
    print(f"{name}: {'failed' if findings else 'fine'} ({time.monotonic() - began:.0f} s)")
    sys.stdout.flush()
    return list(findings)


if __name__ == "__main__":
    sys.exit(main())

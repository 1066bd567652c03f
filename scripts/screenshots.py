"""Takes screenshots of every kind of page of a built site: two widths, light and dark.

    python -m scripts.screenshots [--site site] [--out build/screenshots] [--only error,home]

The pictures are for looking at; docs/screenshot.png, which the README shows, is made with `--readme`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.serving import BROWSER_ARGUMENTS, chromium, served

PAGES = {
    "home": "",
    "faq": "faq/",
    "severity": "severity/",
    "assess": "severity/assess/",
    "table": "severity/table/",
    "corrections": "corrections/",
    "listing": "corrections/page/1/",
    "case": "corrections/case/",
    "watching": "corrections/watching/",
    "compare": "corrections/compare/",
    "promises": "corrections/promises/",
    "changes": "changes/",
    "feeds": "feeds/",
    "api": "api/",
    "404": "no-such-page/",
}
FIRST_OF = {"product": "corrections/product", "release": "corrections/release", "status": "corrections/status"}
WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")


def page_kinds(site: Path) -> dict[str, str]:
    """Return an address for each kind of page of a built site."""
    pages = dict(PAGES)
    for kind, folder in FIRST_OF.items():
        found = sorted(path.parent.name for path in (site / folder).glob("*/index.html"))
        if found:
            pages[kind] = f"{folder}/{found[-1]}/"
    further = sorted(
        path.parent.relative_to(site).as_posix() for path in site.glob("corrections/product/*/page/2/*.html")
    )
    if further:
        pages["further"] = f"{further[-1]}/"
    fixed = {"case", "compare", "page", "product", "promises", "release", "severity", "status", "watching"}
    errors = sorted(p.name for p in (site / "corrections").iterdir() if p.is_dir() and p.name not in fixed)
    if errors:
        pages["error"] = f"corrections/{'nrc-1042' if 'nrc-1042' in errors else errors[0]}/"
    return pages


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", default="")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--schemes", default=",".join(SCHEMES))
    parser.add_argument("--readme", action="store_true", help="make docs/screenshot.png instead")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pages = page_kinds(options.site)
    wanted = options.only.split(",") if options.only else list(pages)
    with served(options.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_ARGUMENTS))
        if options.readme:
            page = browser.new_page(viewport={"width": 1100, "height": 760})
            page.goto(root + pages["error"])
            page.screenshot(path="docs/screenshot.png")
            return
        for scheme in options.schemes.split(","):
            for width in map(int, options.widths.split(",")):
                context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
                page = context.new_page()
                for kind in wanted:
                    page.goto(root + pages[kind])
                    page.wait_for_timeout(150)
                    page.screenshot(path=options.out / f"{kind}-{width}-{scheme}.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()

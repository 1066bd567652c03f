"""Valid markup: the W3C's checker (vnu) over every built page and the site's own style sheet."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.audit.findings import Finding, Report

JAR = Path(__file__).resolve().parents[2] / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
EXCEPTIONS = {
    r"Attribute “autocomplete” is only allowed .*md-toggle": "the theme's two checkboxes for its drawer and its search",
}
"""Messages with their extract (regular expressions) that are the theme's, with what of the theme it is."""


def audit(site: Path) -> Report:
    """Check all pages and the style sheet."""
    pages = sorted(str(path) for path in site.rglob("*.html"))
    styles = sorted(str(path) for path in (site / "assets/corrigenda").glob("*.css"))
    findings, suppressed = findings_of(pages, styles)
    said = [f"{len(pages)} pages and {len(styles)} style sheet"]
    said += [
        f"excused {count} times: {pattern} ({EXCEPTIONS[pattern]})" for pattern, count in sorted(suppressed.items())
    ]
    return findings, said


def findings_of(pages: list[str], styles: Sequence[str] = ()) -> tuple[list[Finding], Counter[str]]:
    """Check files; gives what does not hold, and how often each exception was made."""
    messages = [*checked(pages), *(checked([*styles], "--css") if styles else ())]
    findings = []
    suppressed: Counter[str] = Counter()
    for message in messages:
        extract = " ".join(str(message.get("extract", "")).split())[:200]
        text = f"{message['message']} [{extract}]"
        suppression = next((pattern for pattern in EXCEPTIONS if re.search(pattern, text)), None)
        if suppression:
            suppressed[suppression] += 1
            continue
        place = str(message.get("url", "")).split("/site/")[-1]
        findings.append(Finding(f"{place}:{message.get('lastLine', '')}", text))
    return findings, suppressed


def checked(paths: list[str], *options: str) -> list[dict[str, object]]:
    """Run the checker; gives its errors, without warnings."""
    command = ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--errors-only", *options, *paths]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return list(json.loads(result.stderr)["messages"])

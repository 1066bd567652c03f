"""Problems as SARIF 2.1.0, the OASIS format that code hosts and editors read."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from .. import __version__
from .counts import count
from .lines import shortened_line
from .problem import LocatedProblem

_ROOT = "%SRCROOT%"
"""The usual name of the folder that files are named from."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(
    problems: Sequence[LocatedProblem], texts: Mapping[str, str], rules: Mapping[str, str], most: int | None = None
) -> str:
    """Return the log of one run; `texts` are the files' texts by name, `rules` one sentence for each rule's id.

    `most` limits the results.
    """
    ids = sorted({problem.rule for problem in problems} | set(rules))
    driver = {
        "name": "corrigenda",
        "version": __version__,
        "rules": [{"id": rule, "shortDescription": {"text": rules.get(rule, rule)}} for rule in ids],
    }
    results = [_result(problem, texts, ids.index(problem.rule)) for problem in problems[:most]]
    counts = count(problems, most)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": results,
        "properties": counts,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(problem: LocatedProblem, texts: Mapping[str, str], index: int) -> dict[str, object]:
    position = problem.position
    location = {
        "artifactLocation": {"uri": quote(position.file), "uriBaseId": _ROOT},
        "region": {"startLine": position.line, "startColumn": position.column},
        "contextRegion": {"startLine": position.line, "snippet": {"text": shortened_line(position, texts)}},
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": problem.sentence},
        "locations": [{"physicalLocation": location}],
    }

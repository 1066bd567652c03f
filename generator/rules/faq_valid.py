"""Each question is listed once, and links from answers to other questions (`#id`) lead to questions that exist.

Passes:

    answer: See [the severity](#which-severity).

Fails:

    answer: See [the severity](#wich-severity).
"""

import re

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.suggest import nearest

_ANCHOR = re.compile(r"\]\(#([^)\s]+)\)")


def _check(catalog: Catalog) -> Problems:
    questions = catalog.site_data.faq.questions
    ids = dict.fromkeys(question.id for question in questions)
    before: set[str] = set()
    for index, question in enumerate(questions):
        if question.id.lower() in before:
            location = catalog.field("faq.yml", "questions", index, "id")
            yield RULE.problem(location, f"the question '{question.id}' is listed twice; choose another id")
        before.add(question.id.lower())
        for found in _ANCHOR.finditer(question.answer):
            if found[1] not in ids:
                location = catalog.field("faq.yml", "questions", index, "answer").at(found.start(1))
                yield RULE.problem(location, f"no question has the id '{found[1]}'", nearest(found[1], ids))


RULE = Rule("faq-valid", whole=_check)

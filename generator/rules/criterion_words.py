"""A criterion's words name the same answer as its terms, and no milder one.

An answer is recognised by its id or label or, if it has any, by its `names_in_criteria` instead. They are found at the
beginning of words, whatever their case: `continuous` is found in "continuously". Worse answers may be named as well.

Passes:

    - {question: interruption, at_least: intermittent, words: Service is disrupted intermittently.}

Fails, as the words promise more than the terms:

    - {question: interruption, at_least: intermittent, words: Service is interrupted continuously.}
"""

import re
from collections.abc import Iterator

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.model import Answer, Criterion, SeverityMatrix


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.provable_table
    if table is None:
        return
    for level in table.matrix.levels:
        for at, criterion in enumerate(level.criteria):
            for message, offset in _problems(table.matrix, criterion):
                path = ("levels", level.rank, "criteria", at, "words")
                yield RULE.problem(catalog.field("severity.yml", *path).at(offset), message)


def _problems(matrix: SeverityMatrix, criterion: Criterion) -> Iterator[tuple[str, int]]:
    question = matrix.question(criterion.question)
    answers = question.answers if question else ()
    named = [answer.id == criterion.at_least for answer in answers].index(True)
    if _where(answers[named], criterion.words) is None:
        looked = " or ".join(f"'{word}'" for word in _words(answers[named]))
        message = f"the words do not name '{criterion.at_least}', which the terms do; write {looked}, or list"
        yield f"{message} other words as 'names_in_criteria' at the answer", 0
    for milder in answers[named + 1 :]:
        offset = _where(milder, criterion.words)
        if offset is not None:
            message = f"the words name '{milder.id}', but the terms ask for '{criterion.at_least}' or worse"
            yield f"{message}; correct one of the two", offset


def _where(answer: Answer, text: str) -> int | None:
    found = (re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in _words(answer))
    return min((match.start() for match in found if match), default=None)


def _words(answer: Answer) -> tuple[str, ...]:
    return answer.names_in_criteria or tuple(dict.fromkeys((answer.id, answer.label)))


RULE = Rule("criterion-words", whole=_check)

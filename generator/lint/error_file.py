"""What an error's file says, and everything that is wrong with that file alone: the same for checks and edits."""

import hashlib
from contextlib import suppress
from typing import Any, NamedTuple

from ..model.corrections import decisive_step
from ..model.error import KnownError, PrivateRecord
from ..model.not_known import NOT_KNOWN, NotKnownError
from ..model.site import CaseIds
from ..model.site_data import SiteData
from ..problems.problem import AnyProblem
from ..schema.error import ErrorSource, to_error, to_private
from ..schema.read_source import read_source
from .known_names import with_known_ids
from .run import check_error

_NO_DIGESTS = CaseIds(lookup=False, pattern="", example="", salt="")
"""Without site.yml nothing is published, not even digests."""


class CheckedFile(NamedTuple):
    """An error with its private part, both None if its file is invalid; and its problems."""

    error: KnownError | None
    private: PrivateRecord | None
    problems: tuple[AnyProblem, ...]


def check_file(data: bytes, name: str, site_data: SiteData) -> CheckedFile:
    """Read the bytes of an error's file and let the rules look at them; `name` is the file's in problems."""
    file = read_source(data, name, ErrorSource)
    source = file.recovered.source if file.recovered else file.source
    reported: tuple[AnyProblem, ...] = (*file.syntax_errors, *with_known_ids(file.validation_errors, site_data))
    if source is None:
        return CheckedFile(None, None, reported)
    answers, level = NOT_KNOWN, NOT_KNOWN
    with suppress(NotKnownError):
        answers, level = site_data.decision_table.read(source.assessment)
    mark = hashlib.blake2b(data, digest_size=12).hexdigest()
    error = to_error(source, answers, level, name, mark)
    decisive: Any = NOT_KNOWN
    with suppress(NotKnownError):
        product = site_data.find_product(error)
        decisive = decisive_step(error, product, site_data.status_by_id)
    error = error._replace(decisive=None if decisive is error.history[-1] else decisive)
    private = to_private(source, _NO_DIGESTS if site_data.site is NOT_KNOWN else site_data.site.cases)
    if file.recovered:
        more = check_error(error, private, site_data, file.recovered.unreadable, file.recovered.renamed)
        return CheckedFile(None, None, (*reported, *more))
    return CheckedFile(error, private, tuple(check_error(error, private, site_data)))

"""What an error's file says, and everything that is wrong with it by itself: the same for a check and for an edit."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import NamedTuple

from ..model.error import Error, PrivateRecord
from ..model.not_known import NOT_KNOWN, NotKnownError
from ..model.site_data import Setting
from ..problems.problem import Problem
from ..schema.error import ErrorSource, to_error, to_private
from ..schema.read_source import read_source
from .known_names import with_known_ids
from .run import check_error


class Judged(NamedTuple):
    """An error with its private part, None if its file is not sound as a source; and its problems."""

    error: Error | None
    private: PrivateRecord | None
    problems: tuple[Problem, ...]


def judge(data: bytes, name: str, setting: Setting) -> Judged:
    """Read the bytes of an error's file and let the rules look at them; `name` is the file's in problems."""
    file = read_source(data, name, ErrorSource)
    source = file.mended.source if file.mended else file.source
    told = with_known_ids(file.problems, setting)
    if source is None:
        return Judged(None, None, told)
    answers, level = NOT_KNOWN, NOT_KNOWN
    with suppress(NotKnownError):
        answers, level = setting.decision_table.read(source.assessment)
    mark = hashlib.blake2b(data, digest_size=12).hexdigest()
    error = to_error(source, answers, level, name, mark)
    # Without site.yml nothing is published, digests neither.
    private = to_private(source, "" if setting.site is NOT_KNOWN else setting.site.cases.salt)
    if file.mended:
        more = check_error(error, private, setting, file.mended.unread, file.mended.renamed)
        return Judged(None, None, (*told, *more))
    return Judged(error, private, tuple(check_error(error, private, setting)))

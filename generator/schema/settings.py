"""The settings files of `content/`, one of each kind: how they are typed, and what makes the model of each.

Imported only when one of them has to be read: defining the types takes longer than reading a stored result.
"""

import enum
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic import BaseModel

from ..model.not_known import NOT_KNOWN, NotKnownError
from ..problems.problem import AnyProblem, FieldPath
from .calendar import CalendarSource, to_calendar
from .faq import FaqSource, to_faq
from .lifecycle import LifecycleSource, to_lifecycle
from .messages import MessagesSource, to_messages
from .placeholders import Recovered
from .products import ProductsSource, to_products
from .read_source import SourceFile, read_source
from .severity import SeveritySource, to_severity
from .site import SiteSource, to_site

KINDS: Mapping[str, tuple[type[BaseModel], Callable[[Any], Any]]] = {
    "site": (SiteSource, to_site),
    "faq": (FaqSource, to_faq),
    "severity": (SeveritySource, to_severity),
    "calendar": (CalendarSource, to_calendar),
    "products": (ProductsSource, to_products),
    "lifecycle": (LifecycleSource, to_lifecycle),
    "messages": (MessagesSource, to_messages),
}


NEEDED_EARLY = ("time_zone", "locale", "cases", "rules")
"""What is needed of site.yml before the rules run; if one of them is not known, nothing of the file counts as known."""
_OF_VALUES = ("unknown-field", "missing-field", "bad-value", "bad-type")
"""Rules whose problems leave the rest of a file as it is."""


class ReadFiles(NamedTuple):
    """What the settings files say, by kind, and all their problems.

    `valid` is what files without a problem say. `meant` is what the others say where their problems leave that clear:
    each value that cannot be read is `NOT_KNOWN`. `doubtful` are the paths to those, and to misspelled fields.
    """

    valid: dict[str, Any]
    meant: dict[str, Any]
    doubtful: dict[str, tuple[FieldPath, ...]]
    problems: list[AnyProblem]


def read_settings(files: Mapping[str, tuple[str, bytes]]) -> ReadFiles:
    """Read the settings files, given as name and bytes by kind."""
    read = ReadFiles({}, {}, {}, [])
    for kind, (source_type, to_model) in KINDS.items():
        if kind not in files:
            continue
        name, data = files[kind]
        file = read_source(data, name, source_type)
        read.problems.extend(file.problems)
        if file.source is not None:
            read.valid[kind] = to_model(file.source)
        elif file.recovered is not None and _is_clear(file, file.recovered):
            # Making the model may need a value that is not known.
            with suppress(NotKnownError, *_NO_SUCH_PLACE):
                for path in file.recovered.unreadable:
                    _forget(file.recovered.source, path)
                read.meant[kind] = to_model(file.recovered.source)
                read.doubtful[kind] = (*file.recovered.unreadable, *file.recovered.renamed)
    return read


def _is_clear(file: SourceFile[Any], recovered: Recovered[Any]) -> bool:
    """Return whether nothing is wrong with a file but single values, and field names that are like right ones."""
    rules = [problem.rule for problem in file.problems]
    early = any(path[:1] == (field,) for path in recovered.unreadable for field in NEEDED_EARLY)
    return set(rules) <= set(_OF_VALUES) and rules.count("unknown-field") == len(recovered.renamed) and not early


_NO_SUCH_PLACE = (KeyError, IndexError, TypeError)


def _forget(source: Any, path: FieldPath) -> None:
    """Put `NOT_KNOWN` in place of a value of a source; KeyError where that would not be noticed."""
    holder: Any = None
    for step in path:
        holder = vars(source) if isinstance(source, BaseModel) else source
        source = holder[step]
    if isinstance(source, enum.Enum):
        # Members of enums are compared with `is`, which `NOT_KNOWN` cannot notice.
        raise KeyError(path)
    holder[path[-1]] = NOT_KNOWN

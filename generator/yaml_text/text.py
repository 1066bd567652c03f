"""From bytes to text: one encoding, no invisible traps, bounded size. What is refused is refused at its place.

A bidirectional control can make a line read otherwise than it is, a control character can hide, and an endless file
can stall a build; an author's file needs none of them.
"""

import re
from dataclasses import dataclass
from itertools import islice

from ..problems.problem import LocatedProblem, Position, ProblemSeverity

MAX_BYTES = 1024 * 1024
LONGEST_NAME = 200
"""The most characters of a field's name."""
_BIDI = "\u202a-\u202e\u2066-\u2069"
# A byte order mark belongs at the very beginning, and `decode` has taken it from there. What Unicode keeps free for
# programs (U+FDD0 and so on) is no text; this one has a use for it, too (`recovery.MARK`).
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff"
UNWANTED = re.compile(f"[{_CONTROL}{_BIDI}]")
TRAPS = ("tab-indent", "bidi-control", "control-character")
"""The rules that `decode` applies to a file as it is written."""
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\[tnr]")
"""An escape that puts a tab or a line break into a string in double quotes, as `C:\\temp` has one."""
_ODD_SPACES = "\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300d"
_ODD_INDENT = re.compile(f"^ *[{_ODD_SPACES}]", re.MULTILINE)
_INDENT = re.compile(f"^[ {_ODD_SPACES}]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark, or None if it cannot be read as text; and its problems.

    Where there are problems, the text is what can be read of it all the same, without what is refused.
    """

    text: str | None
    problems: tuple[LocatedProblem, ...]


def lenient_text(data: bytes) -> str:
    """Read bytes as text whatever they are, for showing the line of a problem; nothing is refused."""
    return data[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, file: str) -> Decoded:
    """Read bytes as UTF-8 text with the line ends of any system, and refuse what a source must not hold."""
    if len(data) > MAX_BYTES:
        reason = f"the file has more than {MAX_BYTES:,} bytes, the most a source may have; split it"
        return Decoded(None, (_error("too-large", file, 1, 1, reason),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = lenient_text(data[: error.start])
        line, column = position(before, len(before))
        encoding = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        reason = f"the text is {encoding}; save the file as UTF-8"
        return Decoded(None, (_error("encoding", file, line, column, reason),))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        # libyaml would end a block (`|`) otherwise at the end of a file than everywhere else.
        text += "\n"
    problems = []
    traps = list(islice(UNWANTED.finditer(text), 20))
    if "\t" in text or not text.isascii():
        traps += islice(_ODD_INDENT.finditer(text), 20)
    for found in traps:
        line, column = position(text, found.end() - 1)
        rule, reason = trap_of(found[0][-1])
        problems.append(_error(rule, file, line, column, reason))
    return Decoded(without_traps(text) if problems else text, tuple(problems))


def without_traps(text: str) -> str:
    """Return a text with ordinary spaces in place of what `decode` refuses; each line stays where it is.

    A tab that indents becomes two spaces; `as_written` takes a column back to the text before that.
    """
    return _INDENT.sub(lambda found: " " * len(found[0].replace("\t", "  ")), UNWANTED.sub(" ", text))


def as_written(line: str, column: int) -> int:
    """Return where a column (from 1) of a line without traps is in the line as it was written."""
    indent = _INDENT.match(line)
    for index, one in enumerate(indent[0] if indent else ""):
        if one == "\t" and column > index + 1:
            column -= 1
    return column


def trap_of(character: str) -> tuple[str, str]:
    """Return the rule that a character breaks, and the sentence for its author."""
    code = f"U+{ord(character):04X}"
    if character == "\t":
        return "tab-indent", "a tab indents this line; YAML wants spaces, so replace the tab by two spaces"
    if re.match(f"[{_ODD_SPACES}]", character):
        return "tab-indent", f"an unusual space ({code}) indents this line; replace it by an ordinary one"
    if re.match(f"[{_BIDI}]", character):
        return "bidi-control", f"an invisible character ({code}) changes the direction of the text; delete it"
    return "control-character", f"an invisible control character ({code}) is in the text; delete it"


def visible(text: str) -> str:
    """Return a text for a message: at most 60 characters, and the invisible ones as their codes."""
    return shown(text if len(text) <= 60 else f"{text[:57]}…")


def shown(text: str) -> str:
    """Return a text with the invisible characters as their codes."""
    return "".join(one if one.isprintable() or one == "\n" else f"<U+{ord(one):04X}>" for one in text)


def invisible(text: str) -> tuple[int, str] | None:
    """Return the index of the first invisible character of a text and its code (`U+200B`), or None."""
    for index, one in enumerate(text):
        if not one.isprintable() and one not in "\n\t":
            return index, f"U+{ord(one):04X}"
    return None


def plain_name(text: str) -> str:
    """Return a name without what cannot be seen in it, spaces around it and invisible characters anywhere; and cut."""
    return (text if text.isprintable() else "".join(one for one in text if one.isprintable() or one in "\n\t")).strip()[
        :LONGEST_NAME
    ]


def unquoted(text: str) -> str | None:
    """Return what is between typographic quotation marks around a whole text; None if it is not so."""
    whole = text.strip()
    first, inner, last = whole[:1], whole[1:-1], whole[-1:]
    if not inner or first not in _QUOTES or last not in _QUOTES:
        return None
    # Two quotations, at the beginning and at the end, are none around the whole.
    return None if first in inner or last in inner else inner


def position(text: str, index: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of a character in a text whose lines end in `\\n`."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _error(rule: str, file: str, line: int, column: int, message: str) -> LocatedProblem:
    return LocatedProblem(rule, ProblemSeverity.ERROR, Position(file, line, column), message)

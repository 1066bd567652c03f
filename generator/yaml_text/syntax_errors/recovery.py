"""Recovers from YAML syntax errors: blanks the unreadable value and parses again, so that one run reports everything.

The parser gives up at the first syntax error. Then a mark replaces the value on its line, and the text is read again;
where that does not help, the line goes, with what is indented below it. Work is bounded, and so is guessing: what may
only be wrong because of a line that is gone is not reported.
"""

import re

MARK = "\ufdd0"
"""Stands for a value that was blanked. Unicode will never give this character a meaning."""
_MOST_TIMES = 30
_MOST_CHARACTERS = 1024 * 1024
_FIELD = re.compile(r"(?P<head>(?P<dashes> *(?:- +)*)[\w.-]+ *:)(?P<value>.*)")
_STUCK = re.compile(r"(?P<indent> *)-(?P<name>\w[\w.-]*) *:")
"""An entry whose dash has no space after it: read as a field, it would end the list that it is in."""
_ITEM = re.compile(r"(?P<head> *(?:- +)*-)(?: +\S|[^\s-])")


class Recovery:
    """A text whose lines are blanked one after the other; each keeps its number.

    `lost` are the first and last lines of what is gone without a mark, with the line before, which may lack it now.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.lost: list[tuple[int, int]] = []
        self._times = min(_MOST_TIMES, _MOST_CHARACTERS // max(1, len(text)))
        self._tried: set[int] = set()

    @property
    def text(self) -> str:
        """Return what is left of the text."""
        return "\n".join(self.lines)

    def blank(self, line: int) -> bool:
        """Blank what is wrong on a line, and return whether it is worth reading again. Lines count from 1."""
        self._times -= 1
        if self._times < 0 or self._at_loss(line):
            return False
        written = self.lines[line - 1]
        field, item = _FIELD.match(written), _ITEM.match(written)
        if item and written.rstrip().endswith("}"):
            # Such as `- date: 2026-08-14, status: registered}`: braces that are only closed are about the whole entry.
            field = None
        stuck = _STUCK.match(written)
        if line not in self._tried and stuck:
            self._tried.add(line)
            self._replace(line, f"{stuck['indent']}- {stuck['name']}: {MARK}", len(stuck["indent"]) + 2)
        elif line not in self._tried and field and field["value"].strip():
            self._tried.add(line)
            self._replace(line, f"{field['head']} {MARK}", len(field["dashes"]))
        elif line not in self._tried and item and not field:
            self._tried.add(line)
            self._replace(line, f"{item['head']} {MARK}", len(item["head"]) - 1)
        else:
            last = self._replace(line, "", len(written) - len(written.lstrip(" ")))
            before = line - 1
            while before > 1 and not self.lines[before - 1].strip():
                before -= 1
            self.lost.append((before, last))
        return True

    def is_new(self, line: int) -> bool:
        """Return whether a problem on a line is one of its own, not a consequence of what was blanked."""
        return line not in self._tried and not self._at_loss(line)

    def _at_loss(self, line: int) -> bool:
        # A field that begins far left is a field of its own, also below what is gone.
        apart = re.match(r"[\w-]+:(?: |$)", self.lines[line - 1])
        return any(first <= line <= last + (0 if apart else 1) for first, last in self.lost)

    def _replace(self, line: int, new: str, indent: int) -> int:
        """Put a line in the place of another one and of what is indented further below it; return the last of these."""
        self.lines[line - 1] = new
        last = line
        for number in range(line + 1, len(self.lines) + 1):
            below = self.lines[number - 1]
            if below.strip() and len(below) - len(below.lstrip(" ")) <= indent:
                break
            if below.strip():
                self.lines[number - 1], last = "", number
        return last

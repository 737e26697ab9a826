"""Where each key stands in a TOML text: this is where an error in a disclosure file gets its line.

The standard reader gives values without lines, so the text is walked once more, after the reader has accepted it.
"""

from bisect import bisect_left

KeyPath = tuple[str | int, ...]

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table, key and array element of a TOML text that the standard reader accepts.

    Array elements are numbered: `("window", 0, "from")` is the key `from` of the first `[[window]]`.
    """
    walk = _Walk(text)
    walk.document()
    return walk.lines


class _Walk:
    """One pass over the text, keeping the place and the table that is open."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text.replace("\r\n", "\n"), 0
        self.line_ends = [place for place, character in enumerate(self.text) if character == "\n"]
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Statements up to the end: headers open tables, the rest are keys of the open one."""
        table: KeyPath = ()
        self.blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.statement(table)
            self.blank()

    def here(self) -> int:
        """The line of the present place."""
        return bisect_left(self.line_ends, self.at) + 1

    def mark(self, path: KeyPath, line: int) -> None:
        """Remembers the first line of a path, and of the tables that dotted keys open on the way."""
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def header(self) -> KeyPath:
        """`[table]` or `[[table]]`; the path it opens."""
        line, many = self.here(), self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self.keys()
        self.at += 2 if many else 1
        path = (*self.resolved(keys[:-1]), keys[-1])
        if many:
            number = self.counts.get(path, -1) + 1
            self.counts[path] = number
            path = (*path, number)
        self.mark(path, line)
        return path

    def resolved(self, keys: list[str]) -> KeyPath:
        """A path in which each array of tables stands for its latest element."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path])
        return path

    def statement(self, table: KeyPath) -> None:
        """`key = value` in a table."""
        line = self.here()
        path = (*table, *self.keys())
        self.mark(path, line)
        self.at += 1
        self.value(path)

    def keys(self) -> list[str]:
        """A key, perhaps dotted or quoted, with the spaces around it."""
        found = []
        while True:
            self.spaces()
            if self.text[self.at] in "\"'":
                found.append(self.string())
            else:
                began = self.at
                while self.text[self.at] in _BARE:
                    self.at += 1
                found.append(self.text[began : self.at])
            self.spaces()
            if self.text[self.at] != ".":
                return found
            self.at += 1

    def value(self, path: KeyPath) -> None:
        """Steps over a value, marking what lies inside."""
        self.spaces()
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def array(self, path: KeyPath) -> None:
        """`[a, b]`, over several lines perhaps."""
        self.at += 1
        number = 0
        while True:
            self.blank()
            if self.text[self.at] == "]":
                break
            self.mark((*path, number), self.here())
            self.value((*path, number))
            number += 1
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        """`{a = 1, b = 2}`."""
        self.at += 1
        while True:
            self.blank()
            if self.text[self.at] == "}":
                break
            self.statement(path)
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def string(self) -> str:
        """Steps over a string of any of the four kinds; its text where it is a key."""
        quote = self.text[self.at]
        ends = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(ends)
        found = []
        while not self.text.startswith(ends, self.at):
            if quote == '"' and self.text[self.at] == "\\":
                self.at += 1
                found.append(_ESCAPES.get(self.text[self.at], ""))
            else:
                found.append(self.text[self.at])
            self.at += 1
        self.at += len(ends)
        while len(ends) == 3 and self.text.startswith(quote, self.at):
            self.at += 1
        return "".join(found)

    def spaces(self) -> None:
        """Steps over spaces and tabs."""
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1

    def blank(self) -> None:
        """Steps over spaces, line ends and comments."""
        while self.at < len(self.text) and self.text[self.at] in " \t\n\r#":
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end == -1 else end
            else:
                self.at += 1

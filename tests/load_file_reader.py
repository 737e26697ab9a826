"""Readers of load files, written from the formats' own descriptions and sharing no code with what writes them.

rows = read_dat(raw)                        # Concordance: field by name, ® read back as a line end
rows = read_dat(raw, separator="|", qualifier="^", newline="")
pages = read_opt(raw)                       # Opticon: (first key, path, pages) of each document
"""

import re
from dataclasses import dataclass

BOM = b"\xef\xbb\xbf"


class BadLoadFile(Exception):
    """What a loader would stumble over."""


@dataclass(frozen=True)
class PagedFile:
    """One document of a page list."""

    key: str
    path: str
    pages: int


def read_dat(
    raw: bytes, *, separator: str = "\x14", qualifier: str = "þ", newline: str = "®", line_end: str = "\r\n"
) -> list[dict[str, str]]:
    """Every row by the names of the first; refuses a missing byte order mark, an unended last row, rows of another length."""
    if line_end == "\r\n" and not raw.startswith(BOM):
        raise BadLoadFile("no byte order mark")
    text = raw.removeprefix(BOM).decode("utf-8")
    if not text.endswith(line_end):
        raise BadLoadFile("the last row has no end: Concordance would not load it")
    rows = [_cells(line, separator, qualifier) for line in _lines(text, qualifier, line_end)]
    head = rows[0]
    if len(set(head)) != len(head) or "" in head:
        raise BadLoadFile("fields without a name of their own")
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(head):
            raise BadLoadFile(f"row {number} has {len(row)} values for {len(head)} fields")
    said = [[value.replace(newline, "\n") if newline else value for value in row] for row in rows[1:]]
    return [dict(zip(head, row, strict=True)) for row in said]


def _lines(text: str, qualifier: str, line_end: str) -> list[str]:
    """A row ends at a line end that stands outside qualifiers."""
    lines, start, inside, at = [], 0, False, 0
    while at < len(text):
        if text[at] == qualifier:
            inside = not inside
        if not inside and text.startswith(line_end, at):
            lines.append(text[start:at])
            start = at = at + len(line_end)
            continue
        at += 1
    if inside or start != len(text):
        raise BadLoadFile("a qualifier is not closed")
    return lines


def _cells(line: str, separator: str, qualifier: str) -> list[str]:
    cells, at = [], 0
    while True:
        if line.startswith(qualifier, at):
            end = line.find(qualifier, at + 1)
            if end < 0:
                raise BadLoadFile("a qualifier is not closed")
            cells.append(line[at + 1 : end])
            at = end + 1
        else:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
            at = end
        if at == len(line):
            return cells
        if not line.startswith(separator, at):
            raise BadLoadFile(f"after a value comes {line[at]!r}")
        at += len(separator)


def read_opt(raw: bytes, *, line_end: str = "\r\n") -> list[PagedFile]:
    """Documents of an Opticon list, of one line a page or one line a file; the first line of a file begins a document."""
    text = raw.decode("utf-8")
    if text and not text.endswith(line_end):
        raise BadLoadFile("the last line has no end")
    documents: list[PagedFile] = []
    lines_left = 0
    for line in text.split(line_end)[:-1]:
        fields = line.split(",")
        if len(fields) != 7:
            raise BadLoadFile(f"{len(fields)} fields instead of 7")
        key, _volume, path, begins, _folder, _box, count = fields
        if begins not in ("", "Y") or (not documents and begins != "Y"):
            raise BadLoadFile("the first line begins no document")
        if begins:
            if not re.fullmatch("[1-9][0-9]*", count):
                raise BadLoadFile("a document says how many pages it has")
            documents.append(PagedFile(key, path, int(count)))
            lines_left = int(count) - 1
        elif (lines_left := lines_left - 1) < 0:
            raise BadLoadFile("more lines than pages")
    return documents

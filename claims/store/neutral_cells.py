"""Cells of tables that a spreadsheet may open: no text of a stranger is ever run. This is where a text becomes a harmless cell.

A text that a spreadsheet would take for a formula gets an apostrophe in front; unseen acting characters are written out by number.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from claims.store.inert_text import inert

# What a spreadsheet takes for the start of a formula, the full-width forms of East Asian keyboards included.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 16


def neutral(text: str) -> str:
    """The same text as a cell that is read and never run. Some programs drop leading spaces first, so those are looked behind.

    >>> neutral("=1+1"), neutral("  @SUM(A1)"), neutral("7K3M-9Q4T")
    ("'=1+1", "'  @SUM(A1)", '7K3M-9Q4T')
    """
    return "'" + text if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text


def cell(value: object) -> str:
    """What stands in the table for a value: None is blank, a truth yes or no, a text inert and neutral, a number as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else neutral(inert(str(value)))


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A table as CSV (RFC 4180): UTF-8 with byte order mark, CRLF, head row first; rows are taken as the bytes are asked for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    yield BYTE_ORDER_MARK
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if text.tell() >= _CHUNK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()

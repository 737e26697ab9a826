"""Cells of tables: no text is run, nothing acts unseen, and a long table comes in pieces."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store.neutral_cells import FORMULA_STARTS, cell, csv_chunks, neutral


def rows_of(chunks: bytes) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(chunks.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("before", ["", " ", "\u3000", "\u00a0"])
def test_what_would_run_gets_an_apostrophe(start: str, before: str) -> None:
    """Behind leading spaces too, East Asian and unbroken ones included."""
    assert neutral(f"{before}{start}=1") == f"'{before}{start}=1"


@pytest.mark.parametrize("text", ["", "a=1", "7K3M-9Q4T", "홍길동", "'=1", "1", "محمد"])
def test_what_would_not_stays(text: str) -> None:
    assert neutral(text) == text


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=6))
def test_any_table_reads_back_as_cells_that_do_not_run(rows: list[list[str]]) -> None:
    """As many rows and cells as went in, whatever was typed; none starts a formula, none holds an override."""
    read = rows_of(b"".join(csv_chunks(("a", "b"), rows)))

    assert read == [["a", "b"], *([cell(text) for text in row] for row in rows)]
    for text in (text for row in read[1:] for text in row):
        assert not text.startswith(FORMULA_STARTS)
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\r")


def test_values_of_every_kind() -> None:
    assert [cell(value) for value in (None, True, False, 0, -5, "-5", "a\u202eb\r\nc")] == [
        *("", "yes", "no", "0", "-5", "'-5", "a[U+202E]b\nc"),
    ]


def test_bytes_come_while_rows_are_asked_for() -> None:
    asked = 0

    def rows() -> object:
        nonlocal asked
        for number in range(20_000):
            asked += 1
            yield (number, "x" * 50)

    chunks = csv_chunks(("number", "text"), rows())
    assert next(chunks) == b"\xef\xbb\xbf"
    next(chunks)
    assert asked < 5000
    whole = b"".join(csv_chunks(("number", "text"), rows()))
    assert len(rows_of(whole)) == 20_001
    assert whole.startswith(b"\xef\xbb\xbfnumber,text\r\n0,xxx")

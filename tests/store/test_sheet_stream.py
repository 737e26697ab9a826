"""A workbook written row by row: read back by another program, the same bytes, no cell that runs, nothing cut."""

import io
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest

from claims.store.sheet_stream import Sheet, workbook

HOSTILE = ["=1+1", "@SUM(A1)", "https://evil.example", "<b>&amp;</b>", "a\nb", "  edge  ", "x\u202ey", "]]>", "محمد"]


def book(*rows: tuple[str | int | None, ...], titles: tuple[str, ...] = ("a", "b")) -> bytes:
    return b"".join(workbook([Sheet("List", (10, 20), titles, rows)]))


def test_another_program_reads_every_cell_as_it_is() -> None:
    read = openpyxl.load_workbook(io.BytesIO(book(*((text, n) for n, text in enumerate(HOSTILE)))))
    sheet = read["List"]

    assert [cell.value for cell in sheet[1]] == ["a", "b"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        text.replace("\u202e", "[U+202E]") for text in HOSTILE
    ]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(range(len(HOSTILE)))
    assert {row[0].data_type for row in sheet.iter_rows(min_row=2)} <= {"s", "inlineStr"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "A2"


def test_several_sheets_and_blank_cells() -> None:
    second = Sheet("합계 & <x>", (5,), (), [(None,), ("",), (3,)])
    read = openpyxl.load_workbook(io.BytesIO(b"".join(workbook([Sheet("L", (9,), (), []), second]))))

    assert read.sheetnames == ["L", "합계 & <x>"]
    assert [row[0].value for row in read["합계 & <x>"].iter_rows()] == [None, None, 3]


def test_equal_rows_give_equal_bytes_and_a_whole_zip() -> None:
    made = book(("x", 1))
    assert made == book(("x", 1))
    assert made != book(("y", 1))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None


def test_rows_leave_while_they_come() -> None:
    """What has been written is handed on before the last row was asked for."""
    asked = 0

    def rows() -> Iterator[tuple[str]]:
        nonlocal asked
        for asked in range(1, 200_001):
            yield (f"row {asked * 7919 % 1_000_003}",)

    stream = workbook([Sheet("L", (9,), (), rows())])
    handed = 0
    while handed < 50_000:
        handed += len(next(stream))
    assert asked < 100_000


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="32768"):
        book(("x" * 32_768,))

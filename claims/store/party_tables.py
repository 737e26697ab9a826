"""The party list as a table counsel can paste from: XLSX and CSV, streamed, laid out as counsel's own sheet is.

This is where party rows become spreadsheets; nothing in a cell runs, names come from strangers.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims.model.court_costs import Costs, CostTable
from claims.model.court_paper import PartyRow
from claims.rules.court_costs import costs_of
from claims.store.neutral_cells import neutral
from claims.store.party_mapping import MappedColumn, PartyMapping, laid_out
from claims.store.party_sheet import row_in_words
from claims.store.sheet_stream import Cell, Sheet, workbook

Words = Mapping[str, str]
_WIDTHS = {"number": 8, "name_hangul": 18, "name": 26, "name_latin": 28, "address": 40, "amount": 16, "": 12}
_NUMBERS = ("number", "amount")
_LINES_A_CHUNK = 500


def party_csv_stream(rows: Iterable[PartyRow], *, mapping: PartyMapping, words: Words) -> Iterator[bytes]:
    """UTF-8 with byte order mark, CRLF, in pieces; a text that a spreadsheet might run gets an apostrophe in front."""
    columns = laid_out(mapping)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    text.write("\ufeff")
    if mapping.title_row:
        writer.writerow([neutral(title) for title in _titles(columns, words)])
    for at, row in enumerate(rows, start=1):
        cells = ("" if cell is None else cell for cell in _cells(row, columns=columns, words=words))
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in cells])
        if at % _LINES_A_CHUNK == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def party_xlsx_stream(
    rows: Iterable[PartyRow], *, mapping: PartyMapping, words: Words, table: CostTable | None, defendants: int = 1
) -> Iterator[bytes]:
    """A workbook in pieces: the list as counsel's sheet has it, and a second sheet with the amounts in all and what the suit costs.

    `table` None: nothing but the amounts is reckoned.
    Every text is text, numbers and amounts are numbers; the same bytes for the same rows.
    """
    columns = laid_out(mapping)
    amounts: list[int | None] = []

    def counted() -> Iterator[Sequence[Cell]]:
        for row in rows:
            amounts.append(row.amount)
            yield _cells(row, columns=columns, words=words)

    def costs() -> Iterator[Sequence[Cell]]:
        # Sheets are written one after the other: when this is asked for, all rows have passed.
        known = [amount for amount in amounts if amount is not None]
        yield words["party_list.persons"], len(amounts)
        yield words["costs.value"], sum(known)
        yield words["costs.unknown"], len(amounts) - len(known)
        if table is not None:
            yield from _fees(costs_of(amounts, parties=len(amounts) + defendants, table=table), words)

    titles = _titles(columns, words) if mapping.title_row else ()
    widths = [_WIDTHS.get(column.fact, 20) for column in columns]
    listed = Sheet(words["party_list.title"], widths, titles, counted())
    yield from workbook([listed, Sheet(words["costs.title"], (44, 22), (), costs())])


def _fees(costs: Costs, words: Words) -> Iterator[Sequence[Cell]]:
    for name in ("stamp", "stamp_electronic", "serving"):
        yield words[f"costs.{name}"], getattr(costs, name)
    if not costs.sure:
        yield words["costs.not_sure"], None


def _titles(columns: Sequence[MappedColumn], words: Words) -> list[str]:
    return [column.title or (words[f"party_list.{column.fact}"] if column.fact else "") for column in columns]


def _cells(row: PartyRow, *, columns: Sequence[MappedColumn], words: Words) -> list[Cell]:
    worded = row_in_words(row, words=words)
    return [_cell(row, worded, column.fact) for column in columns]


def _cell(row: PartyRow, worded: Mapping[str, object], fact: str) -> Cell:
    if fact in _NUMBERS:
        number: int | None = getattr(row, fact)
        return number
    return str(worded[fact]) if fact else None

"""The party list as a table counsel can paste from: XLSX and CSV with the same columns as the paper.

Nothing in a cell is ever a formula or a link: names come from strangers. This is where the rows become spreadsheets.
"""

import csv
import io
from collections.abc import Mapping
from datetime import datetime, time

from xlsxwriter import Workbook

from claims.model.court_paper import PartyList, PartyRow
from claims.store.inert_text import inert

Words = Mapping[str, str]
COLUMNS = (
    *("number", "name_hangul", "name", "name_latin", "born"),
    *("nationality_trips", "nationality_during", "nationality_now", "address", "representative"),
    *("amount", "power", "group"),
)
_WIDTHS = {"number": 8, "name_hangul": 18, "name": 26, "name_latin": 28, "address": 40, "amount": 16}
# What a spreadsheet takes for the start of a formula, the full-width forms of East Asian keyboards included.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def party_lines(party_list: PartyList, *, words: Words) -> list[dict[str, object]]:
    """Rows for the paper: countries by name, amount with thousands, power as its code."""
    return [_worded(row, words) | {"power": row.power} for row in party_list.rows]


def party_csv(party_list: PartyList, *, words: Words) -> bytes:
    """UTF-8 with byte order mark, CRLF; a text that a spreadsheet might run gets an apostrophe in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([words[f"party_list.{column}"] for column in COLUMNS])
    for row in party_list.rows:
        values = _worded(row, words) | {"amount": "" if row.amount is None else str(row.amount)}
        writer.writerow([_neutral(str(values[column])) for column in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def party_xlsx(party_list: PartyList, *, words: Words) -> bytes:
    """One sheet; every text is text, number and amount are numbers; the same bytes for the same list."""
    target = io.BytesIO()
    as_given = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = Workbook(target, as_given)
    book.set_properties({"title": words["party_list.title"], "created": datetime.combine(party_list.day, time())})
    sheet = book.add_worksheet(words["party_list.title"])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text_cell = book.add_format({"text_wrap": True, "valign": "top"})
    won = book.add_format({"num_format": "#,##0", "valign": "top"})
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column, 20))
        sheet.write_string(0, at, words[f"party_list.{column}"], head)
    for line, row in enumerate(party_list.rows, start=1):
        worded = _worded(row, words)
        for at, column in enumerate(COLUMNS):
            number = getattr(row, column) if column in {"number", "amount"} else None
            if number is not None:
                sheet.write_number(line, at, number, won)
            elif worded[column] != "":
                sheet.write_string(line, at, str(worded[column]), text_cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(party_list.rows)), len(COLUMNS) - 1)
    book.close()
    return target.getvalue()


def _worded(row: PartyRow, words: Words) -> dict[str, object]:
    values = {column: getattr(row, column) for column in COLUMNS}
    values |= {
        "nationality_trips": ", ".join(_country(code, words) for code in dict.fromkeys(row.nationality_trips) if code),
        "nationality_during": _country(row.nationality_during, words),
        "nationality_now": _country(row.nationality_now, words),
        "amount": "" if row.amount is None else f"{row.amount:,}",
        "power": words.get(f"power.{row.power}", row.power),
    }
    return {column: inert(value) if isinstance(value, str) else value for column, value in values.items()}


def _country(code: str, words: Words) -> str:
    name = words.get(f"country.{code}", "")
    return f"{name} ({code})" if name else code


def _neutral(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

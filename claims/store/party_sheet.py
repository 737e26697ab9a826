"""One party as a row of words: the columns of the party list, on paper and in spreadsheets alike. This is where they are said."""

from collections.abc import Mapping

from claims.model.court_paper import PartyRow
from claims.store.inert_text import inert

Words = Mapping[str, str]
COLUMNS = (
    *("number", "name_hangul", "name", "name_latin", "born"),
    *("nationality_trips", "nationality_during", "nationality_now", "address", "representative"),
    *("amount", "power", "group"),
)


def row_in_words(row: PartyRow, *, words: Words) -> dict[str, object]:
    """One party by column: countries by name, amount with thousands, power in words; what was typed is inert."""
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

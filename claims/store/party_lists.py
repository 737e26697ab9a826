"""당사자목록 over everybody as PDF: files of at most 500 rows with running numbers, what the suit costs on the last.

Countries are said by name. This is where party rows become the files of the list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from claims.model.court_costs import CostTable
from claims.model.court_paper import FilingHead, PartyRow
from claims.rules.court_costs import costs_of
from claims.store.list_files import ListFile, list_files
from claims.store.papers import Press
from claims.store.party_sheet import row_in_words

Words = Mapping[str, str]
PARTY_LIST = "00-lists/party-list.pdf"


def party_lists(
    rows: Iterable[PartyRow],
    *,
    press: Press,
    head: FilingHead,
    table: CostTable | None,
    words: Words,
    defendants: int = 1,
    path: str = PARTY_LIST,
) -> Iterator[tuple[str, bytes]]:
    """Path and PDF of each file, in the order of the rows. `words` names countries ("country.VNM").

    `table` is what this court charges, None where none is known: then the amounts are added up and nothing else is reckoned.
    `defendants` count as parties to be served. Raises NotValid `missing_glyph`.
    """
    terms = dict(press.court_terms) | dict(words)
    amounts: list[int | None] = []
    for file in list_files(rows, path=path):
        amounts += [row.amount for row in file.rows]
        totals = totals_of(amounts, table=table, defendants=defendants) if file.last else None
        yield file.path, _set(file, press=press, head=head, terms=terms, totals=totals)
        if not file.alone:
            press.let_go()


def totals_of(amounts: Sequence[int | None], *, table: CostTable | None, defendants: int) -> dict[str, object]:
    """What stands below the last row, in words: how many, the amounts in all, and the costs where a table says them."""
    known = [amount for amount in amounts if amount is not None]
    said: dict[str, object] = {
        "persons": f"{len(amounts):,}",
        "value": f"{sum(known):,}",
        "unknown": f"{len(amounts) - len(known):,}" if len(known) < len(amounts) else "",
        "fees": None,
    }
    if table is None:
        return said
    costs = costs_of(amounts, parties=len(amounts) + defendants, table=table)
    won = ("stamp", "stamp_electronic", "serving", "serving_each", "parties")
    fees = {name: f"{getattr(costs, name):,}" for name in won}
    return said | {"fees": fees | {"rounds": costs.rounds, "sure": costs.sure}}


def _set(
    file: ListFile[PartyRow], *, press: Press, head: FilingHead, terms: Words, totals: dict[str, object] | None
) -> bytes:
    paper = asdict(head) | {
        "rows": [row_in_words(row, words=terms) | {"power": row.power} for row in file.rows],
        "file": {
            "alone": file.alone,
            "first": file.rows[0].number if file.rows else 0,
            "to": file.rows[-1].number if file.rows else 0,
        },
        "totals": totals,
    }
    return press.set_paper("party_list", paper, words=terms, language=press.terms)

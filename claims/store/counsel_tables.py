"""Counsel's table of claimants: results, first knowledge, what was agreed, one line per claimant and project. This is where it is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from claims.rules.court_papers import Going, power_of
from claims.store.neutral_cells import csv_chunks

CLAIM_COLUMNS = (
    *("party", "reference", "name", "nationality", "born", "project", "result", "strength", "flags", "notes"),
    *("first_knowledge", "learned_how", "other_proceedings", "agreements", "power"),
)


def claims_csv(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """One row per claimant and disclosed project (`claim_rows`), UTF-8 with byte order mark; rows are taken one at a time."""
    return csv_chunks(CLAIM_COLUMNS, rows)


def claim_rows(going: Going, *, today: date) -> Iterator[tuple[str | int, ...]]:
    """One claimant's rows, one a disclosed project, by CLAIM_COLUMNS; the power as the party list says it."""
    said, person = going.file.for_lawyers, going.file.claimant
    agreed = " ".join(f"{a.code}:{'yes' if a.yes else 'no'}" for a in going.file.agreements)
    power = power_of(going, today=today)
    for verdict in going.judgement.verdicts:
        yield (
            *(going.number, going.reference, person.name or person.name_latin, person.nationality, person.born),
            *(
                verdict.project,
                verdict.result,
                verdict.strength or "",
                "|".join(verdict.flags),
                "|".join(verdict.notes),
            ),
            *(said.learned_when, said.learned_how, said.other_proceedings or "", agreed),
            power,
        )

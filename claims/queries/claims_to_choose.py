"""Which claims may be chosen for a matter? Far enough to go and not chosen yet, narrowed by their cards, a page at a time.

This is where triage's choice is asked for, also among very many.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from claims.model.vocabulary import Result, Status
from claims.queries.queue_table import QueueTable
from claims.queries.triage_queue import Asked, QueueRow
from claims.rules.bundling import GOES

NO_COUNSEL_AGREEMENT = "agreement_counsel"
PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Among:
    """What is asked for: result, language, nationality, status; "" for anything."""

    result: str = ""
    spoken: str = ""
    nationality: str = ""
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class ToChoose:
    """One page of the claims that fit, by reference: how many fit in all, which page this is, of how many."""

    rows: tuple[QueueRow, ...]
    found: int
    number: int
    pages: int


def claims_to_choose(table: QueueTable, *, chosen: Collection[str], among: Among, number: int = 1) -> ToChoose:
    """The page `number` (from 1) of the claims that fit and are not among the `chosen` references."""
    wanted = [status for status in Status if status in GOES and among.state in ("", status.value)]
    rows = [
        table.narrowed(
            Asked(
                status=status,
                result=among.result if among.result in set(Result) else "",
                language=among.spoken,
                nationality=among.nationality,
                sort="reference",
            ),
            viewer="",
        )
        for status in wanted
    ]
    every = np.sort(np.concatenate(rows)) if rows else np.array([], dtype=np.intp)
    left = [int(row) for row in every if table.claims.references[row] not in chosen]
    start = (number - 1) * PAGE
    return ToChoose(
        rows=tuple(table.rows(left[start : start + PAGE])),
        found=len(left),
        number=number,
        pages=max(1, -(-len(left) // PAGE)),
    )

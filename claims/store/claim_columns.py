"""What stands in clear of all sent claims, as columns in order of their references. Read anew for each question.

A hundred thousand rows as so many values take the database's driver longer than everything else together, so each column comes
as one text; a text that is the same as last time is not taken apart again. This is where clear facts become columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, case, col, func, select

from claims.errors import Damaged
from claims.model.claim import Claim
from claims.model.vocabulary import Status

COMMA = ","
STATUSES = tuple(Status)
Numbers = NDArray[np.int32]


@dataclass(frozen=True, eq=False, repr=False)
class ClaimColumns:
    """All sent claims, in order of reference. `statuses` number STATUSES; `weeks` and `assignees` number the values beside."""

    ids: Sequence[str]
    references: Sequence[str]
    statuses: Numbers
    unread: NDArray[np.bool_]
    weeks: Numbers
    week_values: Sequence[str]
    assignees: Numbers
    assignee_values: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class ClaimTexts:
    """The texts of last time and what they were taken apart into; nothing in them but what stands in clear."""

    _texts: dict[str, str] = field(default_factory=dict, repr=False)
    _lists: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _order: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp), repr=False)
    _ordered: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _numbered: dict[str, tuple[Numbers, list[str]]] = field(default_factory=dict, repr=False)

    def columns(self, texts: Mapping[str, str]) -> ClaimColumns:
        """The columns in these texts. Raises Damaged where a row holds what no row of ours does."""
        # Nobody's column and that of one row with nothing in it are the same text.
        first = not (self._texts.get("id") and texts["id"])
        changed = {name for name, text in texts.items() if first or self._texts.get(name) != text}
        lists = self._lists | {name: _parts(texts[name], rows=texts["id"]) for name in changed}
        if len({len(each) for each in lists.values()}) > 1:
            raise Damaged("claim_row")
        if changed & {"id", "reference"}:
            self._order = np.argsort(np.array(lists["reference"], dtype=np.str_), kind="stable")
            order = self._order.tolist()
            self._ordered = {name: [lists[name][at] for at in order] for name in ("id", "reference")}
        self._numbered |= {name: _numbered(lists[name]) for name in changed - {"id", "reference"}}
        self._texts, self._lists = dict(texts), lists
        return self._put_in_order()

    def _put_in_order(self) -> ClaimColumns:
        statuses, status_values = self._numbered["status"]
        unread, unread_values = self._numbered["unread"]
        weeks, week_values = self._numbered["week"]
        assignees, assignee_values = self._numbered["assignee"]
        return ClaimColumns(
            ids=self._ordered["id"],
            references=self._ordered["reference"],
            statuses=_statuses(status_values)[statuses[self._order]],
            unread=np.array([value == "1" for value in unread_values], dtype=np.bool_)[unread[self._order]],
            weeks=weeks[self._order],
            week_values=week_values,
            assignees=assignees[self._order],
            assignee_values=assignee_values,
        )


def read_texts(session: Session, office_id: str) -> dict[str, str]:
    """One text for each column of all claims that were sent, in the same order, a comma between two claims."""
    columns = {
        "id": col(Claim.id),
        "reference": col(Claim.reference),
        "status": col(Claim.status),
        "unread": case((col(Claim.unread), "1"), else_="0"),
        "week": col(Claim.week),
        "assignee": col(Claim.assignee),
    }
    # Nearly all rows are wanted: said so that SQLite reads the table from end to end and asks no index for each row.
    sent = case((col(Claim.office_id) == office_id, col(Claim.status)), else_=Status.DRAFT) != Status.DRAFT
    texts = [func.aggregate_strings(column, COMMA) for column in columns.values()]
    found = session.execute(select(*texts).where(sent)).one()
    return {name: text or "" for name, text in zip(columns, found, strict=True)}


def _parts(text: str, *, rows: str) -> list[str]:
    return text.split(COMMA) if rows else []


def _numbered(values: Sequence[str]) -> tuple[Numbers, list[str]]:
    distinct = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(distinct.__getitem__, values), dtype=np.int32, count=len(values)), list(distinct)


def _statuses(values: Sequence[str]) -> Numbers:
    try:
        return np.array([STATUSES.index(Status(value)) for value in values], dtype=np.int32)
    except ValueError:
        raise Damaged("claim_row") from None

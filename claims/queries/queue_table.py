"""Which claims wait, among very many? The rows of the queue as columns: counted, narrowed and put in order without making a row of each.

What each view, filter and order means is said row by row in triage_queue; here is the same for all rows at once. This is where
a page of the queue is asked for.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, select

from claims.model.disclosure import Registry
from claims.model.staff import Member
from claims.model.vocabulary import Result, Status
from claims.queries.queue_answers import answers_today
from claims.queries.triage_queue import NO_LANGUAGE, STATUS_ORDER, VIEWS, Asked, QueueRow
from claims.rules.cards import search_key, wanted_keys
from claims.rules.eligibility import RESULT_ORDER
from claims.store.card_columns import NONE
from claims.store.claim_columns import STATUSES
from claims.store.open_cards import Guest, Look, OpenCards

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
_WITHDRAWN = STATUSES.index(Status.WITHDRAWN)


def look_at_queue(
    session: Session,
    office_id: str,
    *,
    open_cards: OpenCards,
    card_key: bytes,
    guest: Guest,
    registry: Registry,
    today: date,
) -> "QueueTable":
    """Every claim that was sent, by reference, as it is now. The caller has written the ledger line before."""
    look = open_cards.look(session, office_id, card_key=card_key, guest=guest)
    named = session.exec(select(Member.id, Member.name).where(col(Member.office_id) == office_id))
    return QueueTable(look, names=dict(named.all()), registry=registry, today=today)


class QueueTable:
    """The queue as it was at one look. Rows are numbered by their references, from 0."""

    def __init__(self, look: Look, *, names: Mapping[str, str], registry: Registry, today: date) -> None:
        self.claims, self.cards, self._names = look.claims, look.cards, names
        self._statuses = look.claims.statuses
        # A card may outlive its withdrawn claim until the next clearing; the name on it is nobody's business any more.
        self._places = np.where(self._statuses == _WITHDRAWN, NONE, look.places)
        self._answers = answers_today(look, registry=registry, today=today)

    def __len__(self) -> int:
        return len(self.claims)

    def counts(self, *, viewer: str) -> dict[str, int]:
        """How many rows each view has."""
        return {view: int(np.count_nonzero(self._view(view, viewer))) for view in VIEWS}

    def narrowed(self, asked: Asked, *, viewer: str) -> NDArray[np.intp]:
        """The numbers of the rows asked for, in the order asked for."""
        shown = self._view(asked.view, viewer) & self._fits(asked)
        rows = np.flatnonzero(shown)
        if asked.words:
            rows = np.array(self._found(rows.tolist(), asked.words), dtype=np.intp)
        return rows[np.argsort(self._sort_key(asked.sort)[rows], kind="stable")]

    def rows(self, numbers: Iterable[int]) -> list[QueueRow]:
        """These rows, made to be shown."""
        return [self._row(int(number)) for number in numbers]

    def languages(self) -> list[str]:
        """The languages that occur on cards of the queue."""
        return _occurring(self._of_cards(self.cards.languages), self.cards.seen.languages.values)

    def nationalities(self) -> list[str]:
        """The nationalities that occur on cards of the queue."""
        return _occurring(self._of_cards(self.cards.nationalities), self.cards.seen.nationalities.values)

    def without_card(self) -> list[str]:
        """The ids of claims that have no card: those that nobody has opened yet, and damaged ones."""
        return [self.claims.ids[row] for row in np.flatnonzero(self._view("not_opened", "")).tolist()]

    def cards_of_gone(self) -> list[str]:
        """The ids of claims that have a card, but were withdrawn or are there no more."""
        living = np.zeros(len(self.cards) + 1, dtype=np.bool_)
        living[self._places] = True
        gone = set(np.flatnonzero(~living[:NONE]).tolist())
        return [claim_id for claim_id, place in self.cards.places.items() if place in gone] if gone else []

    def _of_cards(self, column: Numbers) -> Numbers:
        return column[self._places]

    @cached_property
    def _result_ranks(self) -> Numbers:
        """Each row's place in RESULT_ORDER, LAST where it has no result."""
        return self._answers.ranks[self._of_cards(self.cards.results)]

    def _view(self, view: str, viewer: str) -> Mask:
        return self._by_status(view) if view in _STATUS_OF_VIEW else self._by_more(view, viewer)

    def _by_status(self, view: str) -> Mask:
        return self._statuses == STATUSES.index(_STATUS_OF_VIEW[view])

    def _by_more(self, view: str, viewer: str) -> Mask:
        stays = self._statuses != _WITHDRAWN
        if view == "mine":
            return _is_value(self.claims.assignees, self.claims.assignee_values, viewer)
        if view == "unread":
            return self.claims.unread
        if view == "not_opened":
            return stays & (self._places == NONE)
        if view == "missing":
            return stays & self.cards.missing[self._places]
        return stays if view == "all" else stays & (self._result_ranks == RESULT_ORDER[Result(view)])

    def _fits(self, asked: Asked) -> Mask:
        fits = np.ones(len(self), dtype=np.bool_)
        if asked.status:
            fits &= _is_value(self._statuses, STATUSES, asked.status)
        if asked.result:
            fits &= self._result_ranks == RESULT_ORDER.get(asked.result, NONE)  # type: ignore[call-overload]  # a text that is a Result finds it
        if asked.language:
            number = self.cards.seen.languages.find(asked.language)
            fits &= False if number is None else self._of_cards(self.cards.languages) == number
        if asked.nationality:
            number = self.cards.seen.nationalities.find(asked.nationality)
            fits &= False if number is None else self._of_cards(self.cards.nationalities) == number
        return fits

    def _found(self, rows: list[int], words: str) -> list[int]:
        """Each word in one of a card's keys; where there is no card, all of them together in the reference."""
        places, searched, references = self._places.tolist(), self.cards.searched, self.claims.references
        wanted, together = wanted_keys(words), search_key(words)
        with_card = [row for row in rows if places[row] != NONE]
        for word in wanted:
            with_card = [row for row in with_card if word in searched[places[row]]]
        without = [row for row in rows if places[row] == NONE and together in _reference_key(references[row])]
        return sorted(with_card + without) if without else with_card

    def _sort_key(self, sort: str) -> Numbers:
        if sort == "deadline":
            return self._answers.days[self._of_cards(self.cards.results)]
        if sort == "week":
            return _ranks(self.claims.week_values)[self.claims.weeks]
        if sort == "name":
            return self._of_cards(self.cards.name_order)
        if sort == "status":
            return _numbers([STATUS_ORDER[status] for status in STATUSES])[self._statuses]
        if sort == "result":
            return self._result_ranks
        if sort == "language":
            return _ranks([*self.cards.seen.languages.values, NO_LANGUAGE])[self._of_cards(self.cards.languages)]
        return np.zeros(len(self), dtype=np.int32)

    def _row(self, row: int) -> QueueRow:
        place = int(self._places[row])
        answered = self._answers.listed[int(self.cards.results[place])]
        assignee = self.claims.assignee_values[int(self.claims.assignees[row])]
        return QueueRow(
            reference=self.claims.references[row],
            status=STATUSES[int(self._statuses[row])],
            week=self.claims.week_values[int(self.claims.weeks[row])],
            unread=bool(self.claims.unread[row]),
            assignee_id=assignee,
            assignee=self._names.get(assignee, ""),
            card=None if place == NONE else self.cards.card(place),
            result=answered.result,
            deadline=answered.deadline,
            days=answered.days,
        )


@lru_cache(maxsize=1 << 17)
def _reference_key(reference: str) -> str:
    return search_key(reference)


_STATUS_OF_VIEW = {
    "new": Status.RECEIVED,
    "asked": Status.ASKED,
    "checked": Status.CHECKED,
    "signed": Status.SIGNED,
    "filed": Status.FILED,
    "set_aside": Status.SET_ASIDE,
    "withdrawn": Status.WITHDRAWN,
}


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array(list(values), dtype=np.int32)


def _ranks(values: Iterable[str]) -> Numbers:
    """For each value its place when all are put in order."""
    listed = list(values)
    places = {value: place for place, value in enumerate(sorted(set(listed)))}
    return _numbers(places[value] for value in listed)


def _is_value(column: Numbers, values: Iterable[str], value: str) -> Mask:
    listed = list(values)
    return column == (listed.index(value) if value in listed else NONE)


def _occurring(column: Numbers, values: list[str]) -> list[str]:
    found = np.bincount(column[column != NONE], minlength=len(values))
    return [value for value, times in zip(values, found.tolist(), strict=True) if times]

"""Which claims wait? Rows of the queue: what stands in clear, joined with the cards that a signed-in office opens in memory.

A row at a time: where there are very many, queue_table answers the same from columns. This is where views, filters and orders
of the queue get their meaning.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from claims.model.card import Card
from claims.model.claim import Claim
from claims.model.disclosure import Deadline, Registry
from claims.model.staff import Member
from claims.model.vocabulary import Result, Status
from claims.rules.cards import finds, search_key
from claims.rules.eligibility import RESULT_ORDER
from claims.rules.next_deadline import days_left, next_deadline
from claims.store.cards import read_cards

PAGE_ROWS = 50
LAST = 10**6
NO_LANGUAGE = "~"


@dataclass(frozen=True)
class QueueRow:
    """One claim in the queue. `card` is None until somebody has opened it; `assignee` a member's name or empty."""

    reference: str
    status: Status
    week: str
    unread: bool
    assignee_id: str
    assignee: str
    card: Card | None
    result: Result | None
    deadline: Deadline | None
    days: int | None


def read_queue(session: Session, office_id: str, *, card_key: bytes, registry: Registry, today: date) -> list[QueueRow]:
    """Every claim that was sent, by reference; drafts are nobody's business. The caller has written the ledger line before."""
    cards = read_cards(session, office_id, card_key=card_key)
    names = {m.id: m.name for m in session.exec(select(Member).where(Member.office_id == office_id))}
    sent = select(Claim).where(Claim.office_id == office_id, col(Claim.status) != Status.DRAFT)
    claims = session.exec(sent.order_by(col(Claim.reference)))
    return [_row(claim, _card(claim, cards), names=names, registry=registry, today=today) for claim in claims]


def _card(claim: Claim, cards: Mapping[str, Card]) -> Card | None:
    # A card may outlive its withdrawn claim until the next clearing; the name on it is nobody's business any more.
    return None if Status(claim.status) is Status.WITHDRAWN else cards.get(claim.id)


def _row(claim: Claim, card: Card | None, *, names: Mapping[str, str], registry: Registry, today: date) -> QueueRow:
    results = card.results if card else {}
    deadline = next_deadline(registry, results, today=today)
    return QueueRow(
        reference=claim.reference,
        status=Status(claim.status),
        week=claim.week,
        unread=claim.unread,
        assignee_id=claim.assignee,
        assignee=names.get(claim.assignee, ""),
        card=card,
        result=min(results.values(), key=RESULT_ORDER.__getitem__, default=None),
        deadline=deadline,
        days=days_left(deadline, today=today),
    )


def _with_result(result: Result) -> Callable[[QueueRow, str], bool]:
    return lambda row, viewer: row.result is result and row.status is not Status.WITHDRAWN


def _with_status(status: Status) -> Callable[[QueueRow, str], bool]:
    return lambda row, viewer: row.status is status


VIEWS: Mapping[str, Callable[[QueueRow, str], bool]] = {
    "all": lambda row, viewer: row.status is not Status.WITHDRAWN,
    "mine": lambda row, viewer: row.assignee_id == viewer,
    "new": _with_status(Status.RECEIVED),
    "unread": lambda row, viewer: row.unread,
    "not_opened": lambda row, viewer: row.card is None and row.status is not Status.WITHDRAWN,
    "inside": _with_result(Result.INSIDE),
    "inside_flagged": _with_result(Result.INSIDE_FLAGGED),
    "cannot_tell": _with_result(Result.CANNOT_TELL),
    "outside": _with_result(Result.OUTSIDE),
    "missing": lambda row, viewer: bool(row.card and row.card.missing) and row.status is not Status.WITHDRAWN,
    "asked": _with_status(Status.ASKED),
    "checked": _with_status(Status.CHECKED),
    "signed": _with_status(Status.SIGNED),
    "filed": _with_status(Status.FILED),
    "set_aside": _with_status(Status.SET_ASIDE),
    "withdrawn": _with_status(Status.WITHDRAWN),
}
"""Which rows each view shows to a viewer (a member's id)."""

STATUS_ORDER = {status: place for place, status in enumerate(Status)}
SORTS: Mapping[str, Callable[[QueueRow], tuple[object, ...]]] = {
    "deadline": lambda row: (LAST if row.days is None else row.days,),
    "week": lambda row: (row.week,),
    "name": lambda row: (row.card is None, search_key(row.card.name) if row.card else ""),
    "reference": lambda row: (),
    "status": lambda row: (STATUS_ORDER[row.status],),
    "result": lambda row: (LAST if row.result is None else RESULT_ORDER[row.result],),
    "language": lambda row: (row.card.language if row.card else NO_LANGUAGE,),
}
"""By what rows may be put in order; equal ones stay in the order of their references."""


@dataclass(frozen=True)
class Asked:
    """What of the queue somebody wants to see. Empty text: anything. `words` are searched in the cards."""

    view: str = "all"
    status: str = ""
    result: str = ""
    language: str = ""
    nationality: str = ""
    sort: str = "deadline"
    words: str = ""


def counts(rows: Sequence[QueueRow], *, viewer: str) -> dict[str, int]:
    """How many rows each view has."""
    return {view: sum(shows(row, viewer) for row in rows) for view, shows in VIEWS.items()}


def narrowed(rows: Iterable[QueueRow], asked: Asked, *, viewer: str) -> list[QueueRow]:
    """The rows asked for, in the order asked for."""
    shows = VIEWS[asked.view]
    kept = [row for row in rows if shows(row, viewer) and _fits(row, asked)]
    return sorted(sorted(kept, key=lambda row: row.reference), key=SORTS[asked.sort])


def _fits(row: QueueRow, asked: Asked) -> bool:
    card = row.card
    return (
        asked.status in ("", row.status)
        and asked.result in ("", row.result)
        and asked.language in ("", card.language if card else None)
        and asked.nationality in ("", card.nationality if card else None)
        and (not asked.words or _found(row, asked.words))
    )


def _found(row: QueueRow, words: str) -> bool:
    return finds(row.card, words) if row.card else search_key(words) in search_key(row.reference)

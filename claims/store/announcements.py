"""What a matter tells its claimants, sealed under the matter's told key. This is where offers and the course of a case are kept and read."""

from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from sqlmodel import Session, col, func, select

from claims.errors import Damaged
from claims.model.offer import Announcement, CourseEntry, Offer, OfferEnded
from claims.model.vocabulary import AnnouncementKind
from claims.store.clock import seconds
from claims.store.seal import context, open_sealed, seal

LEAST = 8 * 1024
_T = TypeVar("_T", bound=BaseModel)


def announce(session: Session, told_key: bytes, *, office_id: str, matter_id: str, what: BaseModel) -> int:
    """Append an Offer, OfferEnded or CourseEntry; returns its number within its kind, from 1."""
    kind = _KINDS[type(what)]
    mine = select(func.max(Announcement.number)).where(Announcement.matter_id == matter_id, Announcement.kind == kind)
    number = (session.exec(mine).one() or 0) + 1
    bound = context("announcement", office_id, matter_id, kind.value, number)
    sealed = seal(told_key, what.model_dump_json().encode(), context=bound, least=LEAST)
    session.add(Announcement(matter_id=matter_id, kind=kind, number=number, office_id=office_id, sealed=sealed))
    session.flush()
    return number


def next_offer_number(session: Session, matter_id: str) -> int:
    """The number the next offer of a matter will have."""
    offers = (Announcement.matter_id == matter_id, Announcement.kind == AnnouncementKind.OFFER)
    return (session.exec(select(func.max(Announcement.number)).where(*offers)).one() or 0) + 1


def offers_of(session: Session, told_key: bytes, *, matter_id: str) -> tuple[Offer, ...]:
    """Every offer a matter ever made, the first first; none is lost when a later one comes. Raises Damaged."""
    return tuple(_opened(row, told_key, shape=Offer) for row in _rows(session, matter_id, AnnouncementKind.OFFER))


def offer_in_force(session: Session, told_key: bytes, *, matter_id: str) -> Offer | None:
    """The offer that may be signed now: the last one, unless counsel has ended it. Raises Damaged."""
    offers = offers_of(session, told_key, matter_id=matter_id)
    rows = _rows(session, matter_id, AnnouncementKind.OFFER_ENDED)
    ended = {_opened(row, told_key, shape=OfferEnded).offer for row in rows}
    return offers[-1] if offers and offers[-1].number not in ended else None


def end_offer(session: Session, told_key: bytes, *, office_id: str, matter_id: str, offer: int, now: datetime) -> None:
    """Nobody new can sign that offer."""
    announce(session, told_key, office_id=office_id, matter_id=matter_id, what=OfferEnded(offer=offer, at=seconds(now)))


def course_of(session: Session, told_key: bytes, *, matter_id: str) -> tuple[CourseEntry, ...]:
    """What happened in the case, by day, without entries that later ones replaced. Raises Damaged."""
    entries = [_opened(row, told_key, shape=CourseEntry) for row in _rows(session, matter_id, AnnouncementKind.COURSE)]
    replaced = {entry.replaces for entry in entries}
    return tuple(sorted((e for e in entries if e.id not in replaced), key=lambda e: (e.day, e.at, e.id)))


def _rows(session: Session, matter_id: str, kind: AnnouncementKind) -> list[Announcement]:
    mine = select(Announcement).where(Announcement.matter_id == matter_id, Announcement.kind == kind)
    return list(session.exec(mine.order_by(col(Announcement.number))))


def _opened(row: Announcement, told_key: bytes, *, shape: type[_T]) -> _T:
    bound = context("announcement", row.office_id, row.matter_id, str(row.kind), row.number)
    try:
        return shape.model_validate_json(open_sealed(told_key, row.sealed, context=bound))
    except (ValidationError, Damaged):
        raise Damaged("announcement", kind=str(row.kind), number=row.number) from None


_KINDS: dict[type[BaseModel], AnnouncementKind] = {
    Offer: AnnouncementKind.OFFER,
    OfferEnded: AnnouncementKind.OFFER_ENDED,
    CourseEntry: AnnouncementKind.COURSE,
}

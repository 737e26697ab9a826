"""How far is each claim of a matter, what is missing, who must be reached? All its claims in a few statements.

This is where the board's question is answered; the judgements are in rules/board.py.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.matter import Matter
from claims.model.triage import DeskFacts
from claims.model.vocabulary import MessageCode, PartKind, Status
from claims.queries.matter_page import claim_rows
from claims.rules.appointments import Appointment
from claims.rules.board import (
    BoardLine,
    elsewhere_of,
    marks_of,
    missing_of,
    open_orders,
    signed_by_hand,
    stage_of,
    where_they_are,
)
from claims.rules.bundling import left_out_because
from claims.rules.duplicates import Person, person_of, to_decide
from claims.rules.power_standing import PowerStanding, lacks_notarisation, standing_for
from claims.store.announcements import offers_of
from claims.store.claim_parts import OpenClaim
from claims.store.clock import legal_day
from claims.store.keyring import Keyring, open_claims
from claims.store.read_together import ClaimParts, read_together

_KINDS = (PartKind.FILE, PartKind.DESK, PartKind.APPOINTMENT, PartKind.MESSAGE)


@dataclass(frozen=True, kw_only=True)
class BoardAsking:
    """By what claims are looked at: the day and its zone, the firm of the matter, which firms C4 named, whom counsel keep back and why."""

    today: date
    zone: ZoneInfo
    firm: str = ""
    firms_named: Mapping[str, str] | None = None
    kept_back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class BoardClaim:
    """One claim of a matter, open: its line on the board, its key, what it says, how its appointments stand."""

    line: BoardLine
    claim: OpenClaim
    file: ClaimFile
    desk: DeskFacts
    mine: Appointment | None


@dataclass(frozen=True)
class _Read:
    row: Claim
    claim: OpenClaim
    file: ClaimFile
    desk: DeskFacts
    standing: PowerStanding
    asked: str


def board_of(
    session: Session,
    matter: Matter,
    *,
    asking: BoardAsking,
    keyring: Keyring,
    references: Sequence[str] | None = None,
) -> tuple[BoardClaim, ...]:
    """Every claim of the matter by reference, or those among `references`; opened by the matter's key, else the office's.

    The caller has written the ledger lines before. Raises NotAllowed without a key, Damaged.
    """
    wanted = None if references is None else frozenset(references)
    rows = [row for row in claim_rows(session, matter) if wanted is None or row.reference in wanted]
    read = _read(session, rows, matter, keyring)
    alike, offer = _alike(read), _offer_now(session, matter, read)
    return tuple(_judged(one, offer=offer, alike=alike.get(one.row.reference, ()), asking=asking) for one in read)


def _read(session: Session, rows: Sequence[Claim], matter: Matter, keyring: Keyring) -> list[_Read]:
    claims = open_claims(session, rows, keyring=keyring, matter_id=matter.id)
    together = read_together(session, claims, kinds=_KINDS)
    return [
        _Read(
            row=row,
            claim=each.claim,
            file=each.file(),
            desk=each.desk(),
            standing=standing_for(each.events(), matter.id),
            asked=_asked_elsewhere(each),
        )
        for row, each in zip(rows, together, strict=True)
    ]


def _judged(one: _Read, *, offer: int | None, alike: tuple[str, ...], asking: BoardAsking) -> BoardClaim:
    file, status = one.file, Status(one.row.status)
    mine = one.standing.appointment
    stage = stage_of(file, status=status, standing=one.standing, today=asking.today)
    elsewhere = elsewhere_of(file, mine=mine, asked=one.asked)
    left_out = left_out_because(
        file,
        status=status,
        today=asking.today,
        firm=asking.firm,
        firms_named=asking.firms_named,
        kept_back=asking.kept_back.get(one.row.reference, ""),
        standing=one.standing,
    )
    line = BoardLine(
        reference=one.row.reference,
        name=file.claimant.name or file.claimant.name_latin,
        status=status,
        stage=stage,
        language=file.language,
        country=where_they_are(file, mine=mine),
        left_out=left_out,
        missing=missing_of(
            stage,
            mine=mine,
            lacks_notary=lacks_notarisation(file, one.standing),
            left_out=left_out,
            elsewhere=elsewhere,
            alike=alike,
        ),
        marks=marks_of(mine, offer=offer, by_hand=signed_by_hand(one.standing, status=status)),
        elsewhere=elsewhere,
        alike=alike,
        orders=open_orders(mine),
        channel=file.contact.channel,
        signings=one.standing.in_force,
    )
    if mine is not None and mine.reminded is not None:
        line = replace(line, reminded=_day(mine.reminded.at, asking.zone), by_mail=mine.reminded.by_mail)
    return BoardClaim(line=line, claim=one.claim, file=file, desk=one.desk, mine=mine)


def _offer_now(session: Session, matter: Matter, read: Sequence[_Read]) -> int | None:
    """The number of the newest offer, by the key that any invited claim holds; None where nobody was invited."""
    keys = (one.standing.appointment.invited.told_key for one in read if one.standing.appointment)
    told_key = next(keys, "")
    offers = offers_of(session, bytes.fromhex(told_key), matter_id=matter.id) if told_key else ()
    return offers[-1].number if offers else None


def _alike(read: Sequence[_Read]) -> Mapping[str, tuple[str, ...]]:
    """For each claim those that may be the same person's and nobody decided about, or that are noted as the same; both name each other."""
    here = {one.row.reference for one in read if Status(one.row.status) is not Status.WITHDRAWN}
    decided = {one.row.reference: (*one.desk.duplicates, *one.desk.distinct_from) for one in read}
    people: list[tuple[str, Person]] = [
        (one.row.reference, person_of(one.file.claimant, name_hangul=one.desk.name_hangul))
        for one in read
        if one.row.reference in here
    ]
    noted = [(one.row.reference, other) for one in read for other in one.desk.duplicates]
    found: dict[str, set[str]] = defaultdict(set)
    for one_reference, other in (*to_decide(people, decided=decided).items(), *noted):
        if {one_reference, other} <= here and one_reference != other:
            found[one_reference].add(other)
            found[other].add(one_reference)
    return {reference: tuple(sorted(others)) for reference, others in found.items()}


def _asked_elsewhere(parts: ClaimParts) -> str:
    """`asked` when the claimant was asked whether they are a party elsewhere, `answered` when they have written since."""
    state = ""
    for message in parts.messages():
        if message.code is MessageCode.ELSEWHERE_ASKED:
            state = "asked"
        elif state and message.sender == "claimant":
            state = "answered"
    return state


def _day(at: int, zone: ZoneInfo) -> date:
    return legal_day(datetime.fromtimestamp(at, tz=UTC), zone)

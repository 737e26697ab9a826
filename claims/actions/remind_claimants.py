"""Remind claimants neutrally that there is a message: by mail those who chose mail, by hand those who chose otherwise.

The mail goes out first, outside any transaction, and only what the server took is noted: nobody counts as told who was not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import compress

from sqlmodel import Session

from claims.actions.note_power import note_power
from claims.model.appointment import Reminded
from claims.queries.board import BoardClaim
from claims.store.anchors import KEPT
from claims.store.clock import seconds
from claims.store.ledger import Actor
from claims.store.neutral_mail import Letter, Sentences, can_be_mailed, mail_letters


@dataclass(frozen=True, kw_only=True)
class ToRemind:
    """How each of these claimants is reached: by mail, by hand (phone, an organisation, no channel, no plain address), or not at all,
    because nobody invited them or they are out.
    """

    by_mail: tuple[BoardClaim, ...]
    by_hand: tuple[BoardClaim, ...]
    not_now: tuple[BoardClaim, ...]


@dataclass(frozen=True, kw_only=True)
class Mailed:
    """Whose reminder the mail server took, and whose it did not, with why: `refused` or `not_reached`."""

    taken: tuple[BoardClaim, ...]
    not_taken: tuple[tuple[BoardClaim, str], ...]


def to_remind(claims: Sequence[BoardClaim]) -> ToRemind:
    """Each claim under the way its claimant is reached."""
    may = [may_be_reminded(each) for each in claims]
    mail = [can_be_mailed(each.file.contact.address) and each.file.contact.channel == "email" for each in claims]
    return ToRemind(
        by_mail=tuple(each for each, yes, plain in zip(claims, may, mail, strict=True) if yes and plain),
        by_hand=tuple(each for each, yes, plain in zip(claims, may, mail, strict=True) if yes and not plain),
        not_now=tuple(compress(claims, (not yes for yes in may))),
    )


def may_be_reminded(one: BoardClaim) -> bool:
    """Who was invited, has not left and has not withdrawn."""
    return one.mine is not None and one.mine.left is None and one.line.stage not in {"withdrawn", "set_aside"}


def post_letters(claims: Sequence[BoardClaim], *, sentences: Sentences, server: str, sender: str) -> Mailed:
    """Mail them over one connection, outside any transaction; nothing is noted here."""
    letters = [Letter(address=each.file.contact.address, language=each.file.language) for each in claims]
    outcomes = mail_letters(letters, sentences=sentences, server=server, sender=sender) if letters else ()
    said = list(zip(claims, outcomes, strict=True))
    return Mailed(
        taken=tuple(each for each, outcome in said if outcome == KEPT),
        not_taken=tuple((each, outcome) for each, outcome in said if outcome != KEPT),
    )


def remind_claimants(
    session: Session,
    claims: Sequence[BoardClaim],
    *,
    matter_id: str,
    by_mail: bool,
    by: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Each claim says that its claimant was reminded, by mail or by hand, and the ledger has a line each; `by` is the member's id.

    Refuses NotFound `appointment` for a claim that was not invited: ask `may_be_reminded` first.
    """
    for each in claims:
        note = Reminded(matter_id=matter_id, by_mail=by_mail, by=by, at=seconds(now))
        note_power(session, each.claim, note=note, actor=actor, today=today, now=now)

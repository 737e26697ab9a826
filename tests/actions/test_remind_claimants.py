"""Reminding: mail goes to those who chose it, only what the server took is noted, the others are told by hand."""

import pytest

from claims.actions.remind_claimants import post_letters, remind_claimants, to_remind
from claims.errors import NotFound
from claims.model.claim_file import Contact
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter
from claims.queries.board import BoardAsking, BoardClaim, board_of
from claims.settings import ROOT
from claims.store.ledger import read_lines
from claims.store.neutral_mail import read_sentences
from tests.cast import LINH
from tests.mail_server import running_mail_server
from tests.make import SEOUL, TODAY, MadeOffice, Sent
from tests.make_appointments import Firm

SENTENCES = read_sentences(ROOT / "templates")


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """Park's firm with an offer in force."""
    return Firm(small_module_office)


def reached(channel: str, address: str = "") -> object:
    """Linh, to be reached so."""
    return LINH.model_copy(update={"contact": Contact.model_validate({"channel": channel, "address": address})})


def on_board(firm: Firm, *sent: Sent) -> list[BoardClaim]:
    """These claims, as Park sees them on the board."""
    with firm.office.database.question() as session:
        matter = session.get_one(Matter, firm.court.matter.id)
        asking = BoardAsking(today=TODAY, zone=SEOUL)
        references = [each.claim.reference for each in sent]
        found = board_of(session, matter, asking=asking, keyring=firm.court.park.keyring, references=references)
    return sorted(found, key=lambda each: references.index(each.line.reference))


def remind(firm: Firm, claims: list[BoardClaim] | tuple[BoardClaim, ...], *, by_mail: bool) -> None:
    """Note that they were reminded."""
    office, park = firm.office, firm.court.park
    with office.database.deed() as session:
        remind_claimants(
            session,
            claims,
            matter_id=firm.court.matter.id,
            by_mail=by_mail,
            by=park.member.id,
            actor=park.actor,
            today=TODAY,
            now=office.now,
        )


def reminded_lines(firm: Firm) -> list[LedgerLine]:
    """The ledger's lines about reminders."""
    with firm.office.database.question() as session:
        return [each for each in read_lines(session, firm.office.office.id) if each.action == "power_reminded"]


def test_who_chose_mail_is_mailed_and_only_what_was_taken_is_noted(firm: Firm) -> None:
    taken = firm.invite(reached("email", "linh@example.org"))  # type: ignore[arg-type]  # a claim file
    away = firm.invite(reached("email", "gone@example.org"))  # type: ignore[arg-type]  # a claim file
    before = len(reminded_lines(firm))

    with running_mail_server() as mail:
        mail.turned_away.add("gone@example.org")
        outcome = post_letters(
            to_remind(on_board(firm, taken, away)).by_mail,
            sentences=SENTENCES,
            server=mail.address,
            sender="p@example.org",
        )
    remind(firm, outcome.taken, by_mail=True)

    assert [recipients for recipients, _ in mail.letters if recipients] == [["linh@example.org"]]
    assert [(each.line.reference, why) for each, why in outcome.not_taken] == [(away.claim.reference, "refused")]
    noted = firm.standing(taken).reminded
    assert noted is not None
    assert noted.by_mail
    assert firm.standing(away).reminded is None
    assert [each.reference for each in reminded_lines(firm)[before:]] == [taken.claim.reference]


@pytest.mark.parametrize(
    ("channel", "address"),
    [("phone", "linh@example.org"), ("organisation", ""), ("none", ""), ("", ""), ("email", "no address")],
)
def test_whoever_chose_otherwise_is_never_mailed(firm: Firm, channel: str, address: str) -> None:
    linh = firm.invite(reached(channel, address))  # type: ignore[arg-type]  # a claim file

    sorted_out = to_remind(on_board(firm, linh))

    assert [each.line.reference for each in sorted_out.by_hand] == [linh.claim.reference]
    assert sorted_out.by_mail == sorted_out.not_now == ()
    remind(firm, sorted_out.by_hand, by_mail=False)
    noted = firm.standing(linh).reminded
    assert noted is not None
    assert not noted.by_mail


def test_nobody_is_reminded_of_an_offer_they_never_had(firm: Firm) -> None:
    sent = firm.office.send(reached("email", "linh@example.org"))  # type: ignore[arg-type]  # a claim file
    firm.court.choose(sent)
    (one,) = on_board(firm, sent)

    assert to_remind([one]).not_now == (one,)
    with pytest.raises(NotFound):
        remind(firm, [one], by_mail=True)

"""Asking whether somebody is a party elsewhere: a message by code, a ledger line, and nobody who cannot answer."""

from claims.actions.ask_elsewhere import ask_elsewhere
from claims.actions.send_message import read_messages
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.vocabulary import MessageCode
from claims.store.ledger import read_lines
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice
from tests.make_bundles import Court


def test_the_question_lies_on_their_page_and_a_withdrawn_claim_is_left_alone(small_module_office: MadeOffice) -> None:
    office, court = small_module_office, Court(small_module_office)
    linh, gone = office.send(LINH), office.send(MINJUN)
    court.choose(linh, gone)
    with office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=office.vault, now=office.now)

    with office.database.deed() as session:
        asked = ask_elsewhere(
            session, [linh.claim, gone.claim], matter_id=court.matter.id, actor=court.park.actor, now=office.now
        )

    assert asked == (linh.claim.reference,)
    with office.database.question() as session:
        assert [each.code for each in read_messages(session, linh.claim)] == [MessageCode.ELSEWHERE_ASKED]
        assert read_messages(session, gone.claim) == []
        last = read_lines(session, office.office.id)[-1]
    assert (last.action, last.reference, last.actor) == ("ask_elsewhere", linh.claim.reference, court.park.member.id)

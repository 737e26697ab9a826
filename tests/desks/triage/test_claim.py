"""One claim at the triage desk: read after its ledger line, decided by the table, taken, translated, noted."""

import pytest
from sqlmodel import select

from claims.actions.match_claims import match_again
from claims.actions.send_message import send_message
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.claim_file import EarlierAnswer, EntryRecord
from claims.model.triage import TriageEvent
from claims.model.vocabulary import Move, Status
from claims.store.cards import read_cards
from claims.store.claim_parts import read_claim_file
from tests.cast import ADA, HAN, LINH, MINJUN, PARK, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make import Sent
from tests.make_registries import corrected


def address(sent: Sent, more: str = "") -> str:
    """The claim's page."""
    return f"/en/office/claims/{sent.claim.reference}{more}"


def opened(work: AtWork, sent: Sent) -> Page:
    """The claim's page as Han sees it."""
    return work.inside(HAN).open(address(sent))


def test_everything_about_a_claim_stands_on_one_page(work: AtWork) -> None:
    sent = work.office.send(LINH)

    page = opened(work, sent)

    assert page.title.startswith(f"Claim {sent.claim.reference[:4]}-{sent.claim.reference[4:]}")
    for words in (
        "Nguyễn Thị Linh",
        "응우옌티린",
        "1 May 1990",
        "2 March 2015",
        "Inside a disclosed range",
        "Strength: strong",
        "F4: All entering foreigners aged 17 and over",
        "Không ai nói gì với tôi về ảnh của tôi.",
        "một người bạn kể",
        "C8: If lawyers file, the Ministry of Justice will see who you are ✓ yes",
        "No file was added.",
        "Nobody has been told that their own photo was used.",
    ):
        assert page.says(words), words
    assert "MINBYUN" in "".join(page.links)


def test_every_judgement_stays_readable_with_its_revision(work: AtWork) -> None:
    """The newest last; what the claimant was told of it stands among the messages."""
    sent = work.office.send(LINH)
    first = opened(work, sent)
    assert [row[1:] for row in first.rows("Judged on")[1:]] == [
        [work.office.registry.revision[:12], "Inside a disclosed range MOJ-AIRPORT-FACES"]
    ]
    registry = corrected(work.office.registry, from_="2016-01-01")
    with work.office.database.deed() as session:
        file, _ = read_claim_file(session, sent.claim)
        match_again(session, sent.claim, file=file, registry=registry, now=work.office.now)
    page = opened(work, sent)

    assert [row[1:] for row in page.rows("Judged on")[1:]] == [
        [work.office.registry.revision[:12], "Inside a disclosed range MOJ-AIRPORT-FACES"],
        [registry.revision[:12], "Outside the disclosed ranges MOJ-AIRPORT-FACES"],
    ]
    assert page.says("that the result of trip 1 is another one since the registry changed")


def test_what_a_claimant_changed_after_a_result_is_shown(work: AtWork) -> None:
    first = EarlierAnswer(entered="2010-08-22", exited=None, what_helped="my old diary")
    trip = EntryRecord(id="trip-one", passport="VNM", entered="2010-08-23", earlier=(first,))

    page = opened(work, work.office.send(LINH.model_copy(update={"records": (trip,)})))

    assert page.says("22 August 2010")
    assert page.says("my old diary")


def test_the_line_stands_in_the_ledger_before_the_claim_is_opened(work: AtWork) -> None:
    sent = work.office.send(LINH)
    han = work.inside(HAN)
    before = len(work.ledger("read_claim"))

    han.open(address(sent))

    line = work.ledger("read_claim")[before]
    assert (line.actor, line.role, line.reference) == (work.member(HAN).id, "lead", sent.claim.reference)
    with work.without_ledger():
        answer = han.fetch(address(sent))
    assert answer.status_code == 500
    assert "Linh" not in answer.get_data(as_text=True)
    assert len(work.ledger("read_claim")) == before + 1


def test_opening_a_claim_makes_it_read_and_its_card_new(work: AtWork) -> None:
    sent = work.office.send(LINH)
    assert work.row(sent).unread

    page = opened(work, sent)

    assert not work.row(sent).unread
    assert card(work, sent).missing == ("evidence", "translation")
    page.fill(translation="사진에 대해 아무도 말하지 않았습니다.", translator="An", reviewer="Bo").press(
        "Keep the translation"
    )
    assert card(work, sent).missing == ("evidence",)


def card(work: AtWork, sent: Sent):  # type: ignore[no-untyped-def]  # a card
    """The claim's card, opened."""
    with work.office.database.question() as session:
        key = work.holding(HAN).keyring.card
        return read_cards(session, work.office.office.id, card_key=key)[sent.claim.id]


def test_a_claim_is_checked_and_its_history_says_by_whom(work: AtWork) -> None:
    sent = work.office.send(LINH)

    page = opened(work, sent).fill(move="check").press("Do this")

    assert work.row(sent).status == Status.CHECKED
    assert page.rows("Step")[-1][1:] == ["Mark as checked", "Han"]
    assert work.ledger("move_check")[-1].reference == sent.claim.reference
    assert set(page.form("move").form.controls) == {"csrf_token", "move", "words"}


def test_asking_needs_words_and_they_reach_the_claimant(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = opened(work, sent)

    refused = page.fill(move="ask", words="  ").press_refused("Do this")
    assert refused.errors == ["Words to the claimant – Please write to the claimant what is missing, or why."]
    assert refused.value("move") == "ask"
    assert work.row(sent).status == Status.RECEIVED

    page = refused.fill(words="Which day in March?").press("Do this")
    assert work.row(sent).status == Status.ASKED
    assert page.says("Which day in March?")
    with work.office.database.deed() as session:
        send_message(session, sent.claim, text="Ngày 2.", language="vi", now=work.office.now)
    assert work.row(sent).unread
    assert opened(work, sent).says("Ngày 2.")


def test_a_resident_number_in_words_to_the_claimant_is_refused_and_kept_in_the_box(work: AtWork) -> None:
    page = opened(work, work.office.send(LINH))

    refused = page.fill(move="ask", words="Is 900101-1234567 yours?").press_refused("Do this")

    assert refused.value("words") == "Is 900101-1234567 yours?"


def test_nothing_chosen_and_moves_of_others_are_refused(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = opened(work, sent)

    assert page.form("move").press_refused("Do this").errors == ["What comes next? – Please choose what comes next."]
    assert page.tamper({"move": "file"}).press_refused("Do this").errors
    assert page.tamper({"move": "withdraw"}).press_refused("Do this").errors
    assert work.row(sent).status == Status.RECEIVED


def test_a_move_that_somebody_else_was_faster_with_is_refused(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = opened(work, sent)
    work.office.decide(sent, work.holding(TRIIN), Move.CHECK)

    refused = page.fill(move="check").press_refused("Do this")

    assert refused.says("checked")
    with work.office.database.question() as session:
        steps = session.exec(select(TriageEvent).where(TriageEvent.claim_id == sent.claim.id)).all()
    assert len(steps) == 2


def test_a_claim_is_taken_and_left(work: AtWork) -> None:
    sent = work.office.send(LINH)

    page = opened(work, sent).press("Take it")
    assert page.says("with Han")
    assert work.row(sent).assignee == work.member(HAN).id
    assert page.press("Leave it to others").says("with nobody yet")
    assert [line.reference for line in work.ledger("assign")][-2:] == [sent.claim.reference] * 2


def test_a_translation_needs_its_reviewer_and_keeps_what_was_typed(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = opened(work, sent)

    refused = page.fill(translation="번역", translator="An").press_refused("Keep the translation")
    assert refused.errors == ["Reviewed by – Please name who translated it and who reviewed it."]
    assert refused.value("translation") == "번역"

    page = refused.fill(reviewer="Bo", name_hangul="응우옌 티 린").press("Keep the translation")
    assert page.says("Translated by An, reviewed by Bo.")
    assert page.says("응우옌 티 린")
    assert work.ledger("translate")[-1].reference == sent.claim.reference


def test_a_note_is_kept_for_colleagues(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = opened(work, sent)

    assert page.form("note").press_refused("Keep the note").errors
    page = page.fill(note="Called back on Monday.").press("Keep the note")

    assert page.says("Called back on Monday.")
    assert page.value("note") == ""


@pytest.mark.parametrize("more", ["/decide", "/take", "/translate", "/note"])
def test_a_form_from_elsewhere_changes_nothing(work: AtWork, more: str) -> None:
    sent = work.office.send(LINH)
    typed = {"move": "check", "note": "x", "translation": "x", "translator": "x", "reviewer": "x"}

    answer = work.inside(HAN).fetch(address(sent, more), method="POST", data=typed)

    assert answer.status_code == 422
    assert (work.row(sent).status, work.row(sent).assignee) == (Status.RECEIVED, "")
    assert opened(work, sent).says("No note yet.")
    assert work.inside(HAN).fetch(address(sent, more)).status_code == 405


def test_of_a_withdrawn_claim_only_its_steps_are_left(work: AtWork) -> None:
    sent = work.office.send(MINJUN)
    with work.office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=work.office.vault, now=work.office.now)

    page = opened(work, sent)

    assert page.says("The claimant has withdrawn this claim.")
    assert page.rows("Step")[-1][1] == "Withdrawn by the claimant"
    assert "김민준" not in page.html
    token = page.form(button="Sign out").form.values("csrf_token")[0]
    answer = work.inside(HAN).fetch(address(sent, "/take"), method="POST", data={"csrf_token": token})
    assert answer.status_code in (409, 422)


def test_what_one_may_not_see_looks_as_if_it_were_not_there(work: AtWork) -> None:
    sent = work.office.send(LINH)
    _, draft = work.office.draft(LINH)
    before = len(work.ledger())

    assert work.stranger().open(address(sent)).h1 == "Sign in to the office"
    for who in (PARK, ADA):
        for more in ("", "/decide", "/take", "/translate", "/note"):
            verb = "POST" if more else "GET"
            assert work.inside(who).fetch(address(sent, more), method=verb).status_code in (404, 422), who
    assert work.inside(PARK).fetch(address(sent)).status_code == 404
    assert work.inside(HAN).fetch("/en/office/claims/00000000").status_code == 404
    assert work.inside(HAN).fetch(f"/en/office/claims/{draft.reference}").status_code == 404
    assert len(work.ledger()) == before

"""Counsel write what the firm offers, sign off each text in each language, put it in force and end it."""

import pytest

from claims.actions.edit_matter import edit_matter
from claims.actions.matter_file import read_matter_file
from claims.actions.open_matter import read_matter
from claims.model.matter import Matter
from tests.cast import HAN, LEE, PARK, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make_appointments import Firm

CODES = ("who", "fee", "success_fee", "costs", "loser_pays", "settlement", "ending", "not_chosen", "ngo")
KEEP, SIGN, PUT = "Keep the texts", "Sign off the ticked texts", "Put this offer in force"
CHANGED = "This text reads otherwise by now. Please read it again before you sign it off."


@pytest.fixture
def firm(work: AtWork) -> Firm:
    """Park's firm with an offer in force in English and Korean."""
    return Firm(work.office)


def offer_of(work: AtWork, matter: Matter) -> Page:
    """The offer, opened by its counsel."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}").follow("Offer to the claimants")


def states(page: Page, language: str = "English") -> dict[str, str]:
    """How each text stands in a language, by what it tells."""
    head, *rows = page.rows("Texts by language")
    return {row[0]: row[head.index(language)] for row in rows}


def open_in(page: Page, language: str = "English") -> list[str]:
    """What is not signed off in a language."""
    return [text for text, state in states(page, language).items() if not state.startswith("✓")]


def sign_all(page: Page) -> Page:
    """Tick every text that can be ticked and sign."""
    ticks = {f"stand_{code}": True for code in CODES if page.form(button=KEEP).form.has(f"stand_{code}")}
    return page.form(button=SIGN).fill(ticks).press(SIGN)


def test_an_offer_is_written_signed_off_put_in_force_and_ended(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    page = offer_of(work, matter)
    assert page.says("No offer is in force: nobody can sign.")
    assert page.says("The matter does not name: Proceeding")
    assert PUT not in page.buttons

    figures = page.follow("Edit the figures")
    wrong = {"fee": "free", "success_fee": "110", "selection": True}
    refused = figures.fill(wrong).press_refused("Keep the figures")
    assert [each.partition(" – ")[0] for each in refused.errors] == [
        "What each claimant pays the firm, in won",
        "Success fee, in per cent of money that came in",
        "Name of the proposed appointed party",
    ]
    assert (refused.value("fee"), refused.value("success_fee")) == ("free", "110")
    figures.fill({"fee": "0", "success_fee": "12,5 %"}).press("Keep the figures")

    offered = offer_of(work, matter).form("tag").form.controls["tag"]
    assert [each.attrib["value"] for each in offered] == ["ko", "en", "zh-Hans", "ja", "vi", "ar", "th"]
    texts = offer_of(work, matter).fill(tag="en").press("Add this language with its draft")
    assert texts.says("you pay the lawyers: 0 South Korean won.")
    assert not texts.form(button=KEEP).form.has("stand_who"), "a text with a gap was offered for signing"
    page = offer_of(work, matter)
    assert "{proceeding}" in states(page)["Who would act"]
    assert "{costs}" in states(page)["Court costs and expenses"]
    assert "{lawyer}" not in states(page)["Who would act"]

    _edit(work, matter, proceeding="손해배상(국)", lawyer_registration="12345")
    page.follow("Edit the figures").fill(costs="30000").press("Keep the figures")
    signed = sign_all(offer_of(work, matter).follow("Edit and sign off: English"))
    assert signed.says("9 of 9 texts are signed off.")
    put = offer_of(work, matter).press(PUT)

    assert put.says("Offer 1 of")
    assert put.says("offer 1, which is in force, says what stands here.")
    assert PUT not in put.buttons, "what is in force already was offered once more"
    read = put.follow("Read offer 1")
    assert read.says("30,000 South Korean won")
    assert read.says("12.5%")
    assert read.says("Signed off by Park")
    ended = put.press("End offer 1 now")
    assert ended.says("No offer is in force: nobody can sign.")
    assert ended.follow("Read offer 1").says("It is no longer in force.")
    actions = [line.action for line in work.ledger() if line.reference == matter.id and "offer" in line.action]
    assert actions == ["write_offer"] * 3 + ["sign_off_offer", "put_offer", "close_offer"]


def test_an_edited_text_is_open_again_and_what_was_left_alone_is_not(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    texts = offer_of(work, matter).follow("Edit and sign off: English")
    assert texts.says("9 of 9 texts are signed off.")

    kept = texts.fill(text_ngo="{office} takes nothing.", title_ngo="Nothing for us").press(KEEP)

    assert kept.says("8 of 9 texts are signed off.")
    assert kept.says(f"{work.office.office.name} takes nothing.")
    assert open_in(offer_of(work, matter)) == ["The organisation's part in fees"]
    assert open_in(offer_of(work, matter), "Korean") == []
    page = offer_of(work, matter)
    assert PUT not in page.buttons
    assert page.says("English: The organisation's part in fees (Not signed off)")
    assert [each.text for each in firm.offer_in_force().texts_in("en")] == [t.text for t in firm.offer.texts_in("en")]  # type: ignore[union-attr]


def test_a_figure_opens_exactly_the_texts_that_hold_it(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    offer_of(work, matter).follow("Edit the figures").fill(costs="40 000").press("Keep the figures")

    page = offer_of(work, matter)

    assert open_in(page) == open_in(page, "Korean") == ["Court costs and expenses"]
    assert "reads otherwise than what Park signed off" in states(page)["Court costs and expenses"]
    back = page.follow("Edit the figures").fill(costs="30000").press("Keep the figures")
    assert open_in(back) == []


def test_another_lawyer_opens_the_texts_that_name_them(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    _edit(work, matter, lawyer="이변호")

    page = offer_of(work, matter)

    assert open_in(page) == ["Who would act"]
    assert page.follow("Edit and sign off: English").says("이변호")


def test_one_open_text_of_one_language_keeps_it_all_back(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    offer_of(work, matter).press("Drop English with its texts")
    before = offer_of(work, matter)
    before.follow("Edit and sign off: Korean").fill(text_ending="언제든지.").press(KEEP)

    refused = before.press_refused(PUT)

    assert refused.errors == ["Some texts are missing or not signed off. The table shows which."]
    assert firm.offer_in_force() == firm.offer
    sign_all(refused.follow("Edit and sign off: Korean"))
    assert offer_of(work, matter).press(PUT).says("Offer 2 of")
    assert firm.offer_in_force().languages == ("ko",)  # type: ignore[union-attr]
    assert "Read offer 1" in offer_of(work, matter).links


def test_words_that_changed_meanwhile_are_not_signed_off(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    offer_of(work, matter).follow("Edit and sign off: English").fill(text_ngo="Nothing.").press(KEEP)
    mine = offer_of(work, matter).follow("Edit and sign off: English").fill(stand_ngo=True)
    offer_of(work, matter).follow("Edit and sign off: English").fill(text_ngo="Ten per cent.").press(KEEP)

    refused = mine.press_refused(SIGN)

    assert len(refused.errors) == 1
    assert refused.errors[0].endswith(CHANGED)
    assert refused.says("Ten per cent.")
    assert refused.value("stand_ngo") == ""
    assert open_in(offer_of(work, matter)) == ["The organisation's part in fees"]
    assert refused.fill(stand_ngo=True).form.values("read_ngo") != mine.form.values("read_ngo")


def test_a_text_that_no_font_draws_is_not_signed_off(work: AtWork, firm: Firm) -> None:
    """Nobody's copy of it could be printed."""
    page = offer_of(work, firm.court.matter).follow("Edit and sign off: English")
    page = page.fill(text_ngo="Nothing \U0001fae0.").press(KEEP).fill(stand_ngo=True)

    assert "No font draws one of the signs" in page.press_refused(SIGN).errors[0]
    assert open_in(offer_of(work, firm.court.matter)) == ["The organisation's part in fees"]


def test_what_is_typed_is_neither_signed_off_nor_lost(work: AtWork, firm: Firm) -> None:
    page = offer_of(work, firm.court.matter).follow("Edit and sign off: English")
    page = page.fill(text_ngo="Nothing.").press(KEEP)

    refused = page.fill(text_ngo="Everything.", stand_ngo=True).press_refused(SIGN)

    assert refused.value("text_ngo") == "Everything."
    assert [each.partition(" – ")[2] for each in refused.errors] == [
        "You changed this text here. Please keep the texts first, then read it again and sign it off."
    ]
    assert open_in(offer_of(work, firm.court.matter)) == ["The organisation's part in fees"]
    assert page.press_refused(SIGN).errors == ["Please tick the texts that you have read and stand by."]


def test_two_counsel_do_not_overwrite_each_other_unawares(work: AtWork, firm: Firm) -> None:
    matter = firm.court.matter
    mine = offer_of(work, matter).follow("Edit and sign off: English").fill(text_ngo="Mine.")
    offer_of(work, matter).follow("Edit and sign off: English").fill(text_ngo="Theirs.").press(KEEP)

    refused = mine.press_refused(KEEP)

    assert "Somebody else changed this text" in refused.errors[0]
    assert refused.value("text_ngo") == "Mine."
    assert refused.says("Theirs.")
    assert refused.press(KEEP).value("text_ngo") == "Mine."


def test_bad_words_are_named_at_their_box(work: AtWork, firm: Firm) -> None:
    page = offer_of(work, firm.court.matter).follow("Edit and sign off: English")
    wrong = {"text_fee": "You pay {fees}.", "text_ngo": "x" * 6001, "text_who": "900101-1234567"}

    refused = page.fill(wrong).press_refused(KEEP)

    assert [each.partition(" – ")[0] for each in refused.errors] == [
        "Text: Who would act",
        "Text: The fee",
        "Text: The organisation's part in fees",
    ]
    assert "“{fees}” is not one of the words" in refused.errors[1]
    assert refused.value("text_fee") == "You pay {fees}."
    assert open_in(offer_of(work, firm.court.matter)) == []


def test_arabic_is_written_from_right_to_left(work: AtWork, firm: Firm) -> None:
    page = offer_of(work, firm.court.matter).fill(tag="ar").press("Add this language with its draft")

    boxes = list(page.tree.iter("textarea"))
    assert {(each.attrib["lang"], each.attrib["dir"]) for each in boxes} == {("ar", "rtl")}
    assert len(boxes) == len(CODES)


@pytest.mark.parametrize("who", [HAN, TRIIN, LEE], ids=lambda who: who.name)
def test_only_counsel_who_hold_the_matters_key_come_near(work: AtWork, who: object) -> None:
    matter = work.open_matter(HAN, PARK)
    visitor = work.inside(who)  # type: ignore[arg-type]  # a NewMember
    token = visitor.open("/en/office/own").form(button="Sign out").form.values("csrf_token")[0]

    for page in ("offer", "offer/figures", "offer/en", "offer/read/1"):
        assert visitor.fetch(f"/en/office/matters/{matter.id}/{page}").status_code == 404
    own = (
        "offer-languages",
        "put-offer",
        "end-offer",
        "offer/figures",
        "offer/en",
        "offer/en/sign-off",
        "offer/en/drop",
    )
    for deed in own:
        sent = {"csrf_token": token, "tag": "en"}
        answer = visitor.fetch(f"/en/office/matters/{matter.id}/{deed}", method="POST", data=sent)
        assert answer.status_code == 404, deed
    park = work.holding(PARK)
    with work.office.database.question() as session:
        file = read_matter_file(session.get_one(Matter, matter.id), keyring=park.keyring)
    assert file.offer.texts == {}


def _edit(work: AtWork, matter: Matter, **facts: object) -> None:
    """Counsel edits what the matter is about."""
    park = work.holding(PARK)
    with work.office.database.deed() as session:
        was = read_matter(session.get_one(Matter, matter.id), keyring=park.keyring)
        edit_matter(session, matter.id, facts=was.model_copy(update=facts), actor=park.actor, now=work.office.now)

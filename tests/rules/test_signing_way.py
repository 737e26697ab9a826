"""The way to a signature: every page in its order and in one session, and what changed is read again."""

import pytest

from claims.model.offer import OFFER_TEXTS, Offer, OfferTerms, OfferText, Party, SignOff
from claims.model.signing import Answers, SigningDraft, TextShown
from claims.rules.offers import offer_hash
from claims.rules.signing_way import SIGN, STEPS, comes_before, first_open, taken_up, with_step

PARTY = Party(firm="Firm One", lawyer="Park", proceeding="suit", defendant="State")


def offer(*codes: str, selection: bool = False, words: str = "words") -> Offer:
    """An offer with one text for each code."""
    off = SignOff(by="park", name="Park", at=1, sha256="0")
    texts = tuple(OfferText(code=c, language="en", title=c, text=words, sha256=c + words, sign_off=off) for c in codes)
    return Offer(number=1, day="2026-11-22", party=PARTY, terms=OfferTerms(selection=selection), texts=texts)


PLAIN = offer(*OFFER_TEXTS)


def draft(about: Offer = PLAIN, *, court: bool | None = True) -> SigningDraft:
    """A draft of a session in which every page was gone through."""
    made = SigningDraft(
        matter_id="m",
        offer=1,
        offer_sha256=offer_hash(about),
        language="en",
        visit="one",
        begun_at=1,
        answers=Answers(court=court),
    )
    for at, step in enumerate(STEPS):
        made = with_step(made, step, at=at)
    return made


def test_who_went_through_every_page_may_sign() -> None:
    assert first_open(draft(), offer=PLAIN) == SIGN


@pytest.mark.parametrize("left_out", STEPS)
def test_a_page_that_was_left_out_comes_first(left_out: str) -> None:
    whole = draft()
    without = whole.model_copy(update={"steps": tuple(step for step in whole.steps if step.code != left_out)})
    assert first_open(without, offer=PLAIN) == left_out


@pytest.mark.parametrize("court", [False, None])
def test_without_a_yes_to_what_the_ministry_sees_the_way_ends_there(court: bool | None) -> None:
    assert first_open(draft(court=court), offer=PLAIN) == "court"


def test_a_changed_offer_is_read_again_and_nothing_else() -> None:
    changed = offer(*OFFER_TEXTS, words="others")
    assert first_open(draft(), offer=changed) == "read"
    reread = draft().model_copy(update={"offer_sha256": offer_hash(changed)})
    assert first_open(reread, offer=changed) == SIGN


def test_a_warning_that_was_not_shown_opens_the_powers_again() -> None:
    warned = offer(*OFFER_TEXTS, "selection", selection=True)
    seen = TextShown(code="selection", version=1, language="en", sha256="selectionwords")
    assert first_open(draft(warned), offer=warned) == "powers"
    assert first_open(with_step(draft(warned), "powers", at=9, texts=[seen]), offer=warned) == SIGN


def test_another_session_keeps_what_was_typed_and_begins_anew() -> None:
    typed = Answers(address="own", own_address="Đường 1", country="VNM")
    bound = typed.model_copy(update={"court": True, "granted": ("withdrawal",), "selection": True})
    kept = draft().model_copy(update={"answers": bound})
    assert taken_up(kept, visit="one", at=50) == kept
    other = taken_up(kept, visit="two", at=50)
    assert (other.answers, other.signer) == (typed, kept.signer)
    assert (other.steps, other.texts, other.begun_at, other.visit) == ((), (), 50, "two")
    assert first_open(other, offer=PLAIN) == "read"


def test_what_is_read_anew_takes_the_place_of_what_was_read() -> None:
    fee, costs, c8 = (TextShown(code=code, version=1, language="en", sha256="old") for code in ("fee", "costs", "C8"))
    before = with_step(draft(), "read", at=1, texts=[fee, costs])
    before = with_step(before, "court", at=2, texts=[c8])
    new = fee.model_copy(update={"sha256": "new", "version": 2})
    assert with_step(before, "read", at=3, texts=[new]).texts == (c8, new)


def test_the_order_of_the_pages() -> None:
    assert comes_before("read", "court")
    assert comes_before("signer", SIGN)
    assert not comes_before("where", "where")

"""Signing off: it holds for exactly the words that were read, and an offer goes out whole or not at all."""

import pytest

from claims.errors import NotValid
from claims.model.offer import OFFER_TEXTS, DraftText, OfferDraft, OfferTerms, SignOff
from claims.rules.offers import check_text, codes_wanted, filled_text, has_gaps, is_signed_off, open_texts, words_hash

FACTS = {"fee": "₩0", "firm": "Firm One", "appointed": ""}


def text(words: str = "You pay {fee}.", *, off: bool = True) -> DraftText:
    """A text, signed off with the facts above or not."""
    stands = SignOff(by="park", name="Park", at=1, sha256=words_hash("Title", filled_text(words, FACTS)))
    return DraftText(title="Title", text=words, sign_off=stands if off else None)


def draft(**texts: DraftText) -> OfferDraft:
    """An offer in English, every text signed off but for those given."""
    return OfferDraft(texts={"en": {code: texts.get(code, text()) for code in OFFER_TEXTS}})


def test_a_whole_offer_signed_off_may_go() -> None:
    assert open_texts(draft(), facts={"en": FACTS}) == ()


def test_one_changed_figure_opens_the_texts_that_hold_it_and_no_other() -> None:
    offer = draft(who=text("We are {firm}."))
    other = {**FACTS, "fee": "₩10"}
    assert open_texts(offer, facts={"en": other}) == tuple(("en", code) for code in OFFER_TEXTS if code != "who")


@pytest.mark.parametrize(
    "bad", [text(off=False), DraftText(title="Title", text=" "), text("You choose {appointed}."), text().model_copy(update={"text": "You pay {fee}!"})]
)  # fmt: skip
def test_one_open_text_keeps_the_whole_offer_back(bad: DraftText) -> None:
    assert open_texts(draft(fee=bad), facts={"en": FACTS}) == (("en", "fee"),)
    assert open_texts(OfferDraft(), facts={}) == (("", ""),)


def test_the_warning_is_needed_where_an_appointed_party_is_offered() -> None:
    offer = draft().model_copy(update={"terms": OfferTerms(selection=True, appointed="A")})
    assert open_texts(offer, facts={"en": FACTS}) == (("en", "selection"),)
    assert "selection" not in codes_wanted(OfferTerms())


def test_braces_in_a_fact_fill_nothing_further() -> None:
    assert filled_text("We are {firm}.", {"firm": "{fee}", "fee": "₩1"}) == "We are {fee}."
    assert has_gaps("{fee}")
    assert not has_gaps("{other}")
    assert not is_signed_off(DraftText(title="", text=""), facts={})


@pytest.mark.parametrize(("words", "reason"), [("{fees}", "unknown_placeholder"), ("x" * 6001, "text_too_long")])
def test_a_text_that_cannot_go_is_refused(words: str, reason: str) -> None:
    with pytest.raises(NotValid, match=reason):
        check_text(words)

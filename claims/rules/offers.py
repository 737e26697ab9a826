"""When an offer may be put before claimants. This is where counsel's signing off is ruled.

"Counsel stands by words, not by a form: a sign-off holds for exactly the words that were read, figures filled in. One letter changed,
or one figure, and it is open again. An offer goes out whole: every text, in every language in which any is offered."
"""

import re
from collections.abc import Mapping
from hashlib import sha256

from claims.errors import NotValid
from claims.model.offer import OFFER_TEXTS, SELECTION_TEXT, DraftText, Offer, OfferDraft, OfferTerms

PLACEHOLDERS = frozenset(
    {"firm", "lawyer", "registration", "proceeding", "defendant", "fee", "success_fee", "costs", "office", "appointed"}
)
LONGEST_TEXT = 6000
_NAME = re.compile(r"\{([a-z_]*)\}")


def codes_wanted(terms: OfferTerms) -> tuple[str, ...]:
    """The texts an offer must hold: nine, and the warning where an appointed party is offered."""
    return (*OFFER_TEXTS, SELECTION_TEXT) if terms.selection else OFFER_TEXTS


def check_text(text: str) -> None:
    """Raises NotValid: `text_too_long`, `unknown_placeholder` naming the word in braces."""
    if len(text) > LONGEST_TEXT:
        raise NotValid("text_too_long", most=LONGEST_TEXT)
    for name in _NAME.findall(text):
        if name not in PLACEHOLDERS:
            raise NotValid("unknown_placeholder", name=name)


def filled_text(text: str, facts: Mapping[str, str]) -> str:
    """The text with each {name} replaced once; a fact that is missing stays as a placeholder, so that nobody signs it off unseen.

    >>> filled_text("You pay {fee}.", {"fee": "₩30,000"})
    'You pay ₩30,000.'
    """
    return _NAME.sub(lambda found: facts.get(found[1]) or found[0], text)


def has_gaps(text: str) -> bool:
    """Whether a filled text still holds a placeholder, because the matter does not say that fact yet."""
    return any(name in PLACEHOLDERS for name in _NAME.findall(text))


def words_hash(title: str, text: str) -> str:
    """SHA-256 (hex) of a text as it is read: title, line feed, text, UTF-8."""
    return sha256(f"{title}\n{text}".encode()).hexdigest()


def is_signed_off(draft: DraftText, *, facts: Mapping[str, str]) -> bool:
    """Whether counsel stands by exactly these words with these facts in them."""
    title, text = filled_text(draft.title, facts), filled_text(draft.text, facts)
    return draft.sign_off is not None and draft.sign_off.sha256 == words_hash(title, text)


def open_texts(draft: OfferDraft, *, facts: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    """(language, code) of every text that keeps the offer from going out: missing, empty, with a gap, or not signed off.

    `facts` by language. Without any language the offer is open in itself: ("", "").
    """
    if not draft.texts:
        return (("", ""),)
    return tuple(
        (language, code)
        for language in sorted(draft.texts)
        for code in codes_wanted(draft.terms)
        if not _may_go(draft.texts[language].get(code), facts=facts.get(language, {}))
    )


def _may_go(text: DraftText | None, *, facts: Mapping[str, str]) -> bool:
    if text is None or not text.title.strip() or not text.text.strip():
        return False
    return not has_gaps(filled_text(text.text, facts)) and is_signed_off(text, facts=facts)


def offer_hash(offer: Offer) -> str:
    """SHA-256 (hex) of a whole offer as canonical JSON: what a signature is bound to."""
    return sha256(offer.model_dump_json().encode()).hexdigest()


def changed_texts(old: Offer, new: Offer, *, language: str) -> tuple[str, ...]:
    """The codes of texts that read otherwise in the newer offer, in a language; new and dropped ones too."""
    before = {text.code: text.sha256 for text in old.texts_in(language)}
    after = {text.code: text.sha256 for text in new.texts_in(language)}
    return tuple(code for code in (*OFFER_TEXTS, SELECTION_TEXT) if before.get(code) != after.get(code))


def says_the_same(one: Offer, other: Offer) -> bool:
    """Whether two offers are one for whoever reads them: the same party, figures and words in the same languages, whoever signed them off."""
    words = [sorted((text.language, text.code, text.sha256) for text in offer.texts) for offer in (one, other)]
    return (one.party, one.terms) == (other.party, other.terms) and words[0] == words[1]

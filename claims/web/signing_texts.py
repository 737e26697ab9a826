"""The record of what stood before somebody who signs, or was read to them: each text by code, version, language and fingerprint.

This is where texts become that record, at whichever door.
"""

from collections.abc import Sequence
from hashlib import sha256

from babel import Locale

from claims.model.appointment import Signed
from claims.model.claim_file import ClaimFile
from claims.model.offer import OfferText
from claims.model.signing import TextShown
from claims.store.agreement_texts import AgreementText
from claims.store.signing_papers import languages_of, read_in
from claims.web.language import current_language
from claims.web.wording_appoint import GENERAL_POWER, POWERS, SPECIAL_POWERS_EXPLAINED

POWERS_VERSION = 1


def offer_shown(texts: Sequence[OfferText], *, number: int) -> tuple[TextShown, ...]:
    """Texts of an offer; their version is its number."""
    return tuple(
        TextShown(code=text.code, version=number, language=text.language, sha256=text.sha256) for text in texts
    )


def agreement_shown(text: AgreementText) -> TextShown:
    """An agreement, as it was filled in."""
    return TextShown(code=text.code.value, version=text.version, language=text.language, sha256=text.shown_sha256)


def powers_shown() -> TextShown:
    """The words of the powers, in the language that is spoken now."""
    words = "\n".join(str(each) for each in (GENERAL_POWER, SPECIAL_POWERS_EXPLAINED, *POWERS.values()))
    return TextShown(
        code="powers",
        version=POWERS_VERSION,
        language=current_language().tag,
        sha256=sha256(words.encode()).hexdigest(),
    )


def language_names(signed: Signed, *, file: ClaimFile) -> dict[str, str]:
    """What the languages that a copy of this signing speaks of are called, in the language that it is read in."""
    said_in = Locale.parse(read_in(signed, file=file), sep="-")
    return {tag: Locale.parse(tag, sep="-").get_display_name(said_in) or tag for tag in languages_of(signed)}

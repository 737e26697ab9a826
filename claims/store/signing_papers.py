"""The copy of a signing that the claimant keeps: what was read, answered and signed, in their language and in Korean, with its record.

Texts are those of the offer that was signed, checked by their fingerprints; the answer to C8 is shown in the words that were shown, or
not at all. This is where a signing becomes that paper.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from claims.errors import NotFound, StartRefused
from claims.model.appointment import Signed
from claims.model.claim_file import ClaimFile
from claims.model.offer import Offer
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import TextShown
from claims.model.vocabulary import AgreementCode, Answer
from claims.store.agreement_texts import AgreementText, AgreementTexts
from claims.store.papers import Press
from claims.store.power_papers import read_beside
from claims.store.signature_image import drawing_of

Words = Mapping[str, str]
Row = dict[str, object]
_OTHER = {Answer.NO: "other_no", Answer.YES: "other_yes"}


@dataclass(frozen=True, kw_only=True)
class Copying:
    """Everything the copy is made of. `office` is the organisation's name, `office_facts` what its agreement texts are filled with.

    `language_names` are those of `languages_of` in the language the copy is read in.
    """

    reference: str
    office: str
    file: ClaimFile
    signed: Signed
    offer: Offer
    agreements: AgreementTexts
    office_facts: Mapping[str, str]
    language_names: Mapping[str, str]


def read_in(signed: Signed, *, file: ClaimFile) -> str:
    """The language (BCP-47) that a copy is read in, above Korean: that of the signing; the person's own where they were read Korean at a desk."""
    return file.language if signed.helped and signed.language == "ko" else signed.language


def languages_of(signed: Signed) -> tuple[str, ...]:
    """The languages (BCP-47) a copy speaks of, sorted: those the texts were shown in, and the interpreter's."""
    spoken = signed.helped.interpreter_language if signed.helped else ""
    return tuple(sorted({*(each.language for each in signed.texts), *filter(None, [spoken])}))


def copy_paper(copying: Copying, *, press: Press, templates: Path) -> bytes:
    """The copy as PDF/A-2a and PDF/UA-1. Raises NotValid `missing_glyph`, `drawing_unreadable`."""
    signed = copying.signed
    tag, words = read_copy_words(templates, language=_language(copying))
    _, korean = read_copy_words(templates, language="ko")
    beside = {"korean": korean, "two": tag != "ko"}
    foot = dict(words) | {"foot.page_of": words["copy.page"], "foot.mark": signed.id}
    paper = _sheet(copying, press=press, templates=templates)
    return press.set_paper("signing_copy", paper, words=foot, language=tag, beside=beside)


@cache
def read_copy_words(templates: Path, *, language: str) -> tuple[str, Words]:
    """The words of the copy and their language: words/signing_copy_<language>.toml, else English. Raises StartRefused naming the file."""
    own = templates / "words" / f"signing_copy_{language}.toml"
    tag, path = (language, own) if own.is_file() else ("en", own.with_name("signing_copy_en.toml"))
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the words of the copy of a signing cannot be read ({error}).") from error
    return tag, {f"{section}.{name}": text for section, words in sections.items() for name, text in words.items()}


def _language(copying: Copying) -> str:
    """As `read_in`, where the offer was made in that language too."""
    wished = read_in(copying.signed, file=copying.file)
    return wished if wished in copying.offer.languages else copying.signed.language


def _sheet(copying: Copying, *, press: Press, templates: Path) -> Row:
    signed, offer = copying.signed, copying.offer
    return {
        "reference": copying.reference,
        "day": date.fromisoformat(signed.day),
        "office": copying.office,
        "signed_on": signed.day,
        "claimant": copying.file.claimant.name or copying.file.claimant.name_latin,
        "party": offer.party.model_dump(),
        "offer_number": offer.number,
        "texts": _both(
            _offer_texts(signed, offer, language=_language(copying)), _offer_texts(signed, offer, language="ko")
        ),
        "court": _court(copying),
        "powers": _powers(copying, press=press, templates=templates),
        "selection": signed.answers.selection if offer.terms.selection else None,
        "appointed": offer.terms.appointed,
        "address": signed.answers.address,
        "own_address": signed.answers.own_address if signed.answers.address == "own" else "",
        "other": _OTHER.get(signed.answers.other, "other_unknown") if signed.answers.other else "other_unknown",
        "other_what": signed.answers.other_what if signed.answers.other is Answer.YES else "",
        "signer": {"name": signed.signer.name, "relation": signed.signer.relation, "share": signed.signer.share},
        "how": signed.how,
        "image": list(drawing_of(signed.image)) if signed.how == "drawn" else [],
        "helped": signed.helped.model_dump(include={"name", "interpreter", "interpreter_language"})
        if signed.helped
        else None,
        "trail": _trail(signed, titles=_titles(copying)),
        "languages": _languages(copying, press=press),
    }


def _languages(copying: Copying, *, press: Press) -> dict[str, list[str]]:
    """What each language that the copy speaks of is called, in the paper's language and in Korean."""
    terms = press.court_terms
    return {tag: [name, terms.get(f"language.{tag}", name)] for tag, name in sorted(copying.language_names.items())}


def _both(own: list[Row], korean: list[Row]) -> list[Row]:
    """Each text with its Korean below, where the offer has it in Korean too."""
    below = {row["code"]: row for row in korean}
    return [row | {"korean": below.get(row["code"]) if row["language"] != "ko" else None} for row in own]


def _offer_texts(signed: Signed, offer: Offer, *, language: str) -> list[Row]:
    """The texts in a language, as signed; where they were shown in another one, that one."""
    shown = {each.code: each.language for each in signed.texts}
    asked = {text.code: text for text in offer.texts_in(language)}
    if language == signed.language:
        for text in offer.texts:
            if shown.get(text.code) == text.language:
                asked[text.code] = text
    order = [text.code for text in offer.texts_in(offer.languages[0])]
    found = [asked[code] for code in order if code in asked]
    return [{"code": text.code, "language": text.language, "title": text.title, "text": text.text} for text in found]


def _court(copying: Copying) -> Row:
    """The answer to C8 and the words it was given to, in the claimant's language and Korean; no words where they read otherwise today."""
    shown = _court_text_shown(copying)
    own = _agreement(copying, shown) if shown else None
    korean = _agreement_in(copying, "ko", shown.version) if own and shown and shown.language != "ko" else None
    if own and shown and shown.language == "ko" != _language(copying):
        in_theirs = _agreement_in(copying, _language(copying), shown.version)
        own, korean = (in_theirs, own) if in_theirs else (own, None)
    return {
        "yes": copying.signed.answers.court is True,
        "text": _agreement_row(own) if own else None,
        "korean": _agreement_row(korean) if korean else None,
    }


def _court_text_shown(copying: Copying) -> TextShown | None:
    """C8 as it was put before the signer: in the record of the signing, else in the answer that was given with it."""
    code, signed = AgreementCode.C8.value, copying.signed
    for each in signed.texts:
        if each.code == code:
            return each
    given = [each for each in copying.file.agreements if each.code == AgreementCode.C8 and each.at <= signed.at]
    if not given:
        return None
    last = max(given, key=lambda each: each.at)
    return TextShown(code=code, version=last.version, language=last.language, sha256=last.text_sha256)


def _agreement(copying: Copying, shown: TextShown) -> AgreementText | None:
    text = _agreement_in(copying, shown.language, shown.version)
    return text if text is not None and text.shown_sha256 == shown.sha256 else None


def _agreement_in(copying: Copying, language: str, version: int) -> AgreementText | None:
    try:
        return copying.agreements.get(AgreementCode.C8, language, version).filled(copying.office_facts)
    except (NotFound, StartRefused):
        return None


def _agreement_row(text: AgreementText) -> Row:
    """Its words in the order of the file; what is a list there is one here."""
    alone = ([text.question], [text.plain], [text.purpose])
    parts = [*alone, list(text.items), list(text.recipients), [text.retention], [text.refusal]]
    return {"language": text.language, "title": text.title, "parts": parts}


def _powers(copying: Copying, *, press: Press, templates: Path) -> list[Row]:
    """The general power and the four special ones, each with what was answered, in plain words and as the power says it."""
    _, plain = read_beside(templates, language=_language(copying)) or ("ko", {})
    terms = press.court_terms
    said = plain.get("power.general", "")
    general: Row = {"code": "general", "granted": True, "korean": terms["power_paper.general"], "plain": said}
    return [
        general,
        *(
            {
                "code": code,
                "granted": code in copying.signed.answers.granted,
                "korean": terms[f"special_power.{code}"],
                "plain": plain.get(f"power.{code}", ""),
            }
            for code in SPECIAL_POWERS
        ),
    ]


def _titles(copying: Copying) -> Mapping[str, str]:
    """What each text that was shown is called, in the language it was shown in."""
    by_text = {(text.code, text.language): text.title for text in copying.offer.texts}
    found = {each.code: by_text.get((each.code, each.language), "") for each in copying.signed.texts}
    shown = _court_text_shown(copying)
    court = _agreement(copying, shown) if shown else None
    return found | ({AgreementCode.C8.value: court.title} if court else {})


def _trail(signed: Signed, *, titles: Mapping[str, str]) -> Row:
    """The record: every text by version, language and fingerprint, every answer with its instant, and what the signature itself is."""
    return {
        "texts": [each.model_dump() | {"title": titles.get(each.code, "")} for each in signed.texts],
        "steps": [{"code": each.code, "at": instant(each.at)} for each in signed.steps],
        "begun": instant(signed.begun_at),
        "at": instant(signed.at),
        "offer": signed.offer_sha256,
        "signing": signed.id,
        "files": list(_files(signed)),
    }


def _files(signed: Signed) -> Iterator[str]:
    """Fingerprints of the drawing or of the pages that were sent."""
    if signed.how == "drawn":
        yield sha256(drawing_of(signed.image)).hexdigest()
    for scan in signed.scans:
        yield scan.sha256


def instant(at: int) -> str:
    """UTC seconds as a reader sees them.

    >>> instant(1795305600)
    '2026-11-22 00:00:00 UTC'
    """
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")

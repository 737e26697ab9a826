"""From a signature to what its paper says. This is where a power is held against what was signed, and refused where it does not fit.

"A power binds whom it names, for the matter, in the words and to the powers that were put before the signer (Civil Procedure Act arts
89, 90). What is not in the record of the signing is not in the paper; where record and paper would differ there is no paper."
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.claim_file import ClaimFile
from claims.model.offer import OFFER_TEXTS, SELECTION_TEXT, Offer, Party
from claims.model.power_paper import (
    SPECIAL_POWERS,
    Agent,
    CaseNamed,
    Mark,
    Noted,
    Power,
    Principal,
    Selection,
    Signature,
)
from claims.model.signing import Answers, Signer
from claims.rules.appointments import Signing
from claims.rules.offers import offer_hash
from claims.rules.signers import name_letters, share_of

# Days on papers for a Korean court are days in Korea, which keeps no summer time.
_KOREA = timezone(timedelta(hours=9))


@dataclass(frozen=True, kw_only=True)
class Claiming:
    """Whose power it is: the claim's reference, what they said, their name in Hangul where the office has one, their party number if any."""

    reference: str
    file: ClaimFile
    name_hangul: str = ""
    party_number: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which the claimant is known."""
        person = self.file.claimant
        return tuple(name for name in (person.name, person.name_latin, person.name_hangul, self.name_hangul) if name)


def offer_signed(signed: Signed, *, offers: Sequence[Offer], matter_id: str) -> Offer:
    """The offer that was signed, of those the matter ever made. Raises NotValid `power_not_as_signed` naming `what` does not fit:
    matter, offer, texts or powers.
    """
    if signed.matter_id != matter_id:
        raise _differs("matter", signed)
    offer = next((each for each in offers if each.number == signed.offer), None)
    if offer is None or offer_hash(offer) != signed.offer_sha256:
        raise _differs("offer", signed)
    _check_texts(signed, offer)
    if not set(signed.answers.granted) <= set(SPECIAL_POWERS):
        raise _differs("powers", signed)
    return offer


def _check_texts(signed: Signed, offer: Offer) -> None:
    """Every text of the offer was shown, in the words the offer has, in whichever of its languages."""
    words = {(text.code, text.language): text.sha256 for text in offer.texts}
    codes = {text.code for text in offer.texts}
    shown = {(each.code, each.language): each.sha256 for each in signed.texts if each.code in codes}
    wanted = {*OFFER_TEXTS, SELECTION_TEXT} if signed.answers.selection else set(OFFER_TEXTS)
    if not wanted <= {code for code, _ in shown} or any(words.get(key) != digest for key, digest in shown.items()):
        raise _differs("texts", signed)


def check_person(signed: Signed, claiming: Claiming) -> None:
    """Raises NotValid `power_not_as_signed` (`what` = signer): who signs for themselves is the claimant, whichever way their name is written."""
    signer = signed.signer
    if not signer.name.strip():
        raise _differs("signer", signed)
    if signer.relation == "self" and name_letters(signer.name) not in {name_letters(name) for name in claiming.names}:
        raise _differs("signer", signed)
    if signer.relation == "heir":
        share_of(signer)


def power_of(signing: Signing, *, offers: Sequence[Offer], matter_id: str, claiming: Claiming) -> Power:
    """소송위임장 of one signature that is in force. Raises NotValid `power_not_as_signed`, `share_unreadable`."""
    signed = signing.signed
    if signing.state != "in_force":
        raise _differs("state", signed)
    offer = offer_signed(signed, offers=offers, matter_id=matter_id)
    check_person(signed, claiming)
    return Power(
        reference=claiming.reference,
        day=date.fromisoformat(signed.day),
        case=case_named(offer.party),
        party_number=claiming.party_number,
        principal=principal_named(claiming, answers=signed.answers, party=offer.party),
        agent=agent_named(offer.party),
        granted=in_order(signed.answers.granted),
        signatures=(_signature(signed),),
        mark=Mark(offer=offer.number, sha256=text_print(offer, matter_id=matter_id), signing=signed.id),
        noted=_noted(signing),
    )


def selection_of(power: Power, *, offer: Offer) -> Selection:
    """선정서 of the same person, hand and day as a power. The appointed party stands in it as counsel named them in the offer."""
    named = Principal(name=offer.terms.appointed) if offer.terms.appointed else None
    return Selection(
        reference=power.reference,
        day=power.day,
        case=power.case,
        party_number=power.party_number,
        principal=power.principal,
        appointed=named,
        appointed_number=offer.terms.appointed_number if named else None,
        signatures=power.signatures,
        mark=power.mark,
    )


def unsigned_power(
    offer: Offer, *, matter_id: str, answers: Answers, signer: Signer, claiming: Claiming, day: date
) -> Power:
    """The same paper before it is signed: boxes as answered, one line to sign. Raises NotValid `unknown_power`."""
    if not set(answers.granted) <= set(SPECIAL_POWERS):
        raise NotValid("unknown_power")
    return Power(
        reference=claiming.reference,
        day=day,
        case=case_named(offer.party),
        party_number=claiming.party_number,
        principal=principal_named(claiming, answers=answers, party=offer.party),
        agent=agent_named(offer.party),
        granted=in_order(answers.granted),
        signatures=(Signature(name=signer.name, relation=signer.relation, share=signer.share),),
        mark=Mark(offer=offer.number, sha256=text_print(offer, matter_id=matter_id)),
    )


def text_print(offer: Offer, *, matter_id: str) -> str:
    """SHA-256 (hex) of matter and offer together: what tells a page of another matter or another text from this one's."""
    return sha256(f"{matter_id}:{offer_hash(offer)}".encode()).hexdigest()


def in_order(granted: Sequence[str]) -> tuple[str, ...]:
    """Special powers in the order of the law's items, each once."""
    return tuple(code for code in SPECIAL_POWERS if code in granted)


def case_named(party: Party) -> CaseNamed:
    """The case as the firm's offer named it."""
    return CaseNamed(title=party.proceeding, court=party.court, number=party.case_number, defendant=party.defendant)


def agent_named(party: Party) -> Agent:
    """Firm and lawyer as the offer named them."""
    return Agent(
        firm=party.firm,
        lawyer=party.lawyer,
        registration=party.registration,
        address=party.firm_address,
        contact=party.contact,
    )


def principal_named(claiming: Claiming, *, answers: Answers, party: Party) -> Principal:
    """The claimant; the address is counsel's unless they chose their own. A protected one is for counsel and stands in no paper."""
    person = claiming.file.claimant
    return Principal(
        name=person.name or person.name_latin,
        name_hangul=claiming.name_hangul or person.name_hangul,
        name_latin=person.name_latin,
        born=person.born,
        nationality=person.nationality,
        address=answers.own_address if answers.address == "own" else party.firm_address or party.firm,
        contact=party.contact,
    )


def _signature(signed: Signed) -> Signature:
    try:
        image = base64.b64decode(signed.image, validate=True)
        return Signature(
            name=signed.signer.name,
            relation=signed.signer.relation,
            share=signed.signer.share,
            signed_on=signed.day,
            image=image if signed.how == "drawn" else b"",
            typed=signed.how == "typed",
        )
    except (binascii.Error, ValueError):
        raise _differs("drawing", signed) from None


def _noted(signing: Signing) -> Noted:
    counter, stamp, notary = signing.countersigned, signing.bar_stamp, signing.notarised
    return Noted(
        countersigned=counter.name if counter else "",
        countersigned_on=datetime.fromtimestamp(counter.at, _KOREA).date().isoformat() if counter else "",
        bar_stamp=stamp.number if stamp else "",
        notarised=notary.state if notary else "",
        notarised_on=notary.day if notary else "",
    )


def _differs(what: str, signed: Signed) -> NotValid:
    return NotValid("power_not_as_signed", what=what, signing=signed.id)

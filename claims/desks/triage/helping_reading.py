"""How it stands with a power of attorney that is signed at the desk, and the texts that are read aloud. This is where both are opened.

The ledger line of the reading is committed before anything of the claim is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from claims.actions.invite_claimants import MAY_SIGN
from claims.desks.triage.finding import find_claim
from claims.errors import NotFound
from claims.model.claim_file import ClaimFile
from claims.model.offer import SELECTION_TEXT, Offer, OfferText
from claims.model.signing import SigningDraft, TextShown
from claims.model.vocabulary import AgreementCode, Status
from claims.queries.appointing import is_chosen
from claims.rules.appointments import Appointment, appointments_in
from claims.rules.helped_signing import is_of_offer
from claims.rules.signers import is_complete
from claims.store.agreement_texts import AgreementText
from claims.store.announcements import offer_in_force, offers_of
from claims.store.appointment_parts import read_draft, read_events
from claims.store.claim_parts import read_claim_file
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.house import house
from claims.web.language import language_of, speaking
from claims.web.signing_texts import agreement_shown, offer_shown, powers_shown
from claims.web.wording_appoint import GENERAL_POWER, POWERS, SPECIAL_POWERS_EXPLAINED

TEXTS = "texts"


@dataclass(frozen=True)
class FoundSigning:
    """One invitation of a claim, opened. `offer` is the one in force; `draft` what was taken down, at `version` (0: nothing)."""

    found: FoundClaim
    file: ClaimFile
    standing: Appointment
    firm: str
    offer: Offer | None
    draft: SigningDraft | None
    version: int

    @property
    def place(self) -> dict[str, str | int]:
        """Its place in addresses."""
        return {**self.found.place, "place": self.standing.place}

    @property
    def may_sign(self) -> bool:
        """Whether anything can be signed where the claim stands, and counsel offers something."""
        return Status(self.found.row.status) in MAY_SIGN and self.offer is not None

    @property
    def complete(self) -> bool:
        """Whether everybody who must sign has signed."""
        return is_complete(self.file, [each.signed for each in self.standing.in_force], today=house().today())

    @property
    def changed(self) -> bool:
        """Whether counsel changed the offer since the answers were taken down."""
        return self.draft is not None and not is_of_offer(self.draft, self.offer)


@dataclass(frozen=True)
class ReadAloud:
    """The texts in one language (BCP-47): the offer's, what the Ministry will see (C8), the powers by code, all as the person hears them."""

    language: str
    direction: str
    offer: tuple[OfferText, ...]
    warning: OfferText | None
    court: AgreementText
    general: str
    special: str
    powers: dict[str, str]

    def shown(self, number: int) -> tuple[TextShown, ...]:
        """Each text as the record of the signing names it; `number` is the offer's."""
        offered = (*self.offer, *((self.warning,) if self.warning else ()))
        with speaking(self.language):
            return (*offer_shown(offered, number=number), agreement_shown(self.court), powers_shown())


@dataclass(frozen=True)
class PowerAsked:
    """One invitation as the claim's page names it: the firm, how it stands, whether everybody who must sign has."""

    standing: Appointment
    firm: str
    complete: bool


def powers_asked(found: FoundClaim, file: ClaimFile) -> tuple[PowerAsked, ...]:
    """The invitations of a claim whose reading is in the ledger already, the first first."""
    here = house()
    with here.database.question() as session:
        asked = []
        for standing in appointments_in(read_events(session, found.open)):
            key = bytes.fromhex(standing.invited.told_key)
            offers = offers_of(session, key, matter_id=standing.matter_id)
            signed = [each.signed for each in standing.in_force]
            complete = is_complete(file, signed, today=here.today())
            asked.append(PowerAsked(standing, offers[-1].party.firm if offers else "", complete))
    return tuple(asked)


def find_signing(reference: str, place: int, **details: object) -> FoundSigning:
    """The invitation of that place on a claim that triage may open; its ledger line stands before. Raises NotFound."""
    found, here = find_claim(reference), house()
    if found.key is None:
        raise NotFound("claim")
    note_on_claim(found, "read_claim", part="power of attorney", **details)
    with here.database.question() as session:
        standing = next((one for one in appointments_in(read_events(session, found.key)) if one.place == place), None)
        if standing is None:
            raise NotFound("appointment")
        key = bytes.fromhex(standing.invited.told_key)
        offers = offers_of(session, key, matter_id=standing.matter_id)
        draft, version = read_draft(session, found.key, place=place)
        chosen = is_chosen(session, found.key, standing.matter_id)
        return FoundSigning(
            found=found,
            file=read_claim_file(session, found.key)[0],
            standing=standing,
            firm=offers[-1].party.firm if offers else "",
            offer=offer_in_force(session, key, matter_id=standing.matter_id) if chosen else None,
            draft=draft if draft is None or draft.matter_id == standing.matter_id else None,
            version=version,
        )


def readable(offer: Offer) -> Sequence[str]:
    """The languages (BCP-47) in which offer and agreement can both be read."""
    return [tag for tag in offer.languages if language_of(tag) is not None]


def language_read(state: FoundSigning, offer: Offer) -> str:
    """The language the page shows the texts in: the one asked for in the address, of the answers kept, of the person; else Korean or the first."""
    offered = readable(offer)
    wished = (request.args.get(TEXTS, ""), state.draft.language if state.draft else "", state.file.language, "ko")
    return next((tag for tag in wished if tag in offered), offered[0])


def read_aloud(offer: Offer, tag: str) -> ReadAloud:
    """Everything that is read to the person, in a language of `readable`."""
    texts = offer.texts_in(tag)
    with speaking(tag) as language:
        return ReadAloud(
            language=tag,
            direction=language.direction,
            offer=tuple(text for text in texts if text.code != SELECTION_TEXT),
            warning=next((text for text in texts if text.code == SELECTION_TEXT), None),
            court=house().agreements.get(AgreementCode.C8, tag).filled(office_facts(tag)),
            general=str(GENERAL_POWER),
            special=str(SPECIAL_POWERS_EXPLAINED),
            powers={code: str(words) for code, words in POWERS.items()},
        )


def office_facts(tag: str) -> dict[str, str]:
    """What agreements name, in a language (BCP-47): the office, its firms, how to reach it."""
    here = house()
    return here.office_texts.facts(tag, office=here.office_name, contact=here.office_contact, firms=here.office_firms)

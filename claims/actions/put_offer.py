"""Put the offer of a matter in force as a whole, or end it. From then on every invited claimant reads it, or can sign it no more."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from claims.actions.matter_file import read_matter_file, with_told_key
from claims.errors import NotNow, NotValid
from claims.model.matter import Matter, MatterFacts
from claims.model.offer import Offer, OfferDraft, OfferText, Party
from claims.rules.offers import codes_wanted, filled_text, offer_hash, open_texts, says_the_same, words_hash
from claims.store.announcements import announce, end_offer, next_offer_number, offer_in_force
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line

Facts = Mapping[str, Mapping[str, str]]
"""Values of the placeholders by language (store/offer_facts.py)."""
PARTY_NEEDED = ("firm", "lawyer", "proceeding", "defendant")
"""What a matter must name before anything can be offered in it."""


def put_in_force(
    session: Session,
    matter: Matter,
    *,
    matter_facts: MatterFacts,
    facts: Facts,
    keyring: Keyring,
    actor: Actor,
    today: date,
    now: datetime,
) -> Offer:
    """The offer as it is written now can be signed by every invited claimant; one before it ends with it.

    Where the one in force says the same, it stays: pressing twice must not send everybody back to read what they have read.

    Refuses NotValid `offer_not_ready` (with `texts`), `party_incomplete` where the matter names no firm, lawyer, proceeding or defendant.
    """
    file = with_told_key(session, matter.id, keyring=keyring)
    number = next_offer_number(session, matter.id)
    offer = offer_written(file.offer, number=number, matter_facts=matter_facts, facts=facts, today=today)
    key = bytes.fromhex(file.told_key)
    before = offer_in_force(session, key, matter_id=matter.id)
    if before is not None and says_the_same(before, offer):
        return before
    announce(session, key, office_id=matter.office_id, matter_id=matter.id, what=offer)
    details = {"offer": offer.number, "sha256": offer_hash(offer)}
    _line(session, matter, "put_offer", details, actor=actor, now=now)
    return offer


def offer_written(draft: OfferDraft, *, number: int, matter_facts: MatterFacts, facts: Facts, today: date) -> Offer:
    """The offer that a draft makes, with its figures and names filled in. Refuses as `put_in_force`."""
    still_open = open_texts(draft, facts=facts)
    if still_open:
        raise NotValid("offer_not_ready", texts=still_open)
    texts = tuple(_offer_texts(draft, facts=facts))
    return Offer(number=number, day=today.isoformat(), party=_party(matter_facts), terms=draft.terms, texts=texts)


def close_offer(session: Session, matter: Matter, *, keyring: Keyring, actor: Actor, now: datetime) -> None:
    """Nobody new can sign; what was signed stays. Refuses NotNow `no_offer` where none is in force."""
    file = read_matter_file(matter, keyring=keyring)
    offer = offer_in_force(session, bytes.fromhex(file.told_key), matter_id=matter.id) if file.told_key else None
    if offer is None:
        raise NotNow("no_offer")
    key = bytes.fromhex(file.told_key)
    end_offer(session, key, office_id=matter.office_id, matter_id=matter.id, offer=offer.number, now=now)
    _line(session, matter, "close_offer", {"offer": offer.number}, actor=actor, now=now)


def _offer_texts(draft: OfferDraft, *, facts: Facts) -> list[OfferText]:
    found = []
    for language in sorted(draft.texts):
        for code in codes_wanted(draft.terms):
            text = draft.texts[language][code]
            assert text.sign_off is not None
            title, words = filled_text(text.title, facts[language]), filled_text(text.text, facts[language])
            found.append(
                OfferText(
                    code=code,
                    language=language,
                    title=title,
                    text=words,
                    sha256=words_hash(title, words),
                    sign_off=text.sign_off,
                )
            )
    return found


def _party(matter: MatterFacts) -> Party:
    missing = [name for name in PARTY_NEEDED if not getattr(matter, name).strip()]
    if missing:
        raise NotValid("party_incomplete", missing=tuple(missing))
    return Party(
        firm=matter.firm,
        firm_address=matter.firm_address,
        lawyer=matter.lawyer,
        registration=matter.lawyer_registration,
        contact=matter.contact,
        proceeding=matter.proceeding,
        court=matter.court,
        case_number=matter.case_number,
        defendant=matter.defendant,
    )


def _line(
    session: Session, matter: Matter, action: str, details: dict[str, object], *, actor: Actor, now: datetime
) -> None:
    write_line(session, matter.office_id, actor=actor, action=action, reference=matter.id, details=details, now=now)

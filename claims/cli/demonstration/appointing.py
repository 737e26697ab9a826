"""The demonstration's counsel makes an offer, invites everybody who may sign, and some of the made-up people sign. This is where they do."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from claims.actions.invite_claimants import invite_claimants
from claims.actions.put_offer import put_in_force
from claims.actions.sign_power import sign_power
from claims.actions.write_offer import set_terms, set_texts, sign_off
from claims.model.appointment import Signed
from claims.model.matter import Matter, MatterFacts
from claims.model.offer import Offer, OfferTerms
from claims.model.signing import Answers, Signer, Step, TextShown
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import AgreementCode, Answer
from claims.queries.matter_page import claim_rows
from claims.rules.agreements import latest, may_go_to_court
from claims.rules.offers import codes_wanted, filled_text, offer_hash, words_hash
from claims.rules.signers import who_may_sign
from claims.settings import ROOT
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import now, seconds
from claims.store.keyring import Keyring, open_claim
from claims.store.ledger import Actor
from claims.store.offer_drafts import read_offer_drafts
from claims.store.offer_facts import offer_facts

TERMS = OfferTerms(fee=0, success_fee="10", costs=30_000)
SIGN = 5


def make_offer(
    session: Session,
    matter: Matter,
    *,
    facts: MatterFacts,
    office: str,
    counsel: Member,
    keyring: Keyring,
    actor: Actor,
    today: date,
) -> Offer:
    """The drafts as they are, signed off by the made-up counsel, in force in every language there is a draft for."""
    drafts = read_offer_drafts(ROOT / "templates" / "offers" / "drafts")
    filling = {tag: offer_facts(facts, TERMS, office=office, locale=tag.replace("-", "_")) for tag in drafts}
    set_terms(session, matter, terms=TERMS, keyring=keyring, actor=actor, now=now())
    for tag in drafts:
        texts = {code: (drafts[tag][code].title, drafts[tag][code].text) for code in codes_wanted(TERMS)}
        set_texts(session, matter, language=tag, texts=texts, keyring=keyring, actor=actor, now=now())
        read = {code: _as_read(title, text, filling[tag]) for code, (title, text) in texts.items()}
        sign_off(
            session, matter, language=tag, read=read, facts=filling, by=counsel, keyring=keyring, actor=actor, now=now()
        )
    return put_in_force(
        session, matter, matter_facts=facts, facts=filling, keyring=keyring, actor=actor, today=today, now=now()
    )


def _as_read(title: str, text: str, facts: Mapping[str, str]) -> str:
    return words_hash(filled_text(title, facts), filled_text(text, facts))


def invite_and_sign(
    session: Session, matter: Matter, *, offer: Offer, keyring: Keyring, actor: Actor, today: date
) -> tuple[int, int]:
    """(how many were invited, how many of them signed): the first few adults who agreed to C8 type their names."""
    claims = [open_claim(session, row, keyring=keyring, matter_id=matter.id) for row in claim_rows(session, matter)]
    invited = invite_claimants(session, matter, claims=claims, keyring=keyring, actor=actor, now=now())
    signed = 0
    for claim in claims:
        if claim.reference in invited and signed < SIGN and _sign(session, claim, matter, offer=offer, today=today):
            signed += 1
    return len(invited), signed


def _sign(session: Session, claim: OpenClaim, matter: Matter, *, offer: Offer, today: date) -> bool:
    file, _ = read_claim_file(session, claim)
    name = file.claimant.name or file.claimant.name_latin
    if not may_go_to_court(file.agreements) or who_may_sign(file, today=today)[0] != "self" or not name:
        return False
    language = file.language if file.language in offer.languages else "en"
    at = seconds(now())
    signed = Signed(
        id=random_key(),
        matter_id=matter.id,
        offer=offer.number,
        offer_sha256=offer_hash(offer),
        language=language,
        texts=tuple(
            TextShown(code=text.code, version=offer.number, language=language, sha256=text.sha256)
            for text in offer.texts_in(language)
        ),
        steps=tuple(Step(code=code, at=at) for code in ("read", "court", "powers", "where", "signer", "sign")),
        begun_at=at,
        at=at,
        day=today.isoformat(),
        answers=Answers(court=True, granted=("appeal",), other=Answer.NO, country="KOR"),
        signer=Signer(name=name),
        how="typed",
    )
    agreement = latest(file.agreements)[AgreementCode.C8].model_copy(update={"at": at})
    sign_power(session, claim, signed=signed, typed=name, agreement=agreement, today=today, now=now())
    return True

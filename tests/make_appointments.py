"""Offers, invitations and signatures by the real deeds, on the matter of a tests/make_bundles.Court. This is where tests of them get what they stand on.

firm = Firm(office)                       # Park's matter, its offer in force in English and Korean
linh = firm.invite(LINH)                  # sent, checked, chosen, invited
firm.sign(linh, granted=("appeal",))
firm.standing(linh)                       # how it stands, as rules/appointments.py folds it
"""

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from claims.actions.invite_claimants import invite_claimants
from claims.actions.matter_file import read_matter_file
from claims.actions.put_offer import put_in_force
from claims.actions.sign_power import SignedNow, sign_power
from claims.actions.tell_course import tell_course
from claims.actions.write_offer import set_terms, set_texts, sign_off
from claims.model.appointment import Signed
from claims.model.claim_file import Agreement, ClaimFile
from claims.model.matter import Matter, MatterFacts
from claims.model.offer import CourseEntry, Offer, OfferTerms
from claims.model.signing import Answers, SignedHow, Signer, SigningDraft, Step, TextShown
from claims.model.tables import random_key
from claims.model.vocabulary import AgreementCode, Answer
from claims.rules.appointments import Appointment, appointment_for
from claims.rules.offers import codes_wanted, filled_text, offer_hash, words_hash
from claims.settings import ROOT
from claims.store.announcements import offer_in_force
from claims.store.appointment_parts import keep_draft, read_events
from claims.store.claim_parts import read_claim_file
from claims.store.clock import seconds
from claims.store.offer_drafts import read_offer_drafts
from claims.store.offer_facts import offer_facts
from tests.make import TODAY, MadeOffice, Sent
from tests.make_bundles import Court

FACTS = MatterFacts(
    title="국가배상 청구",
    proceeding="손해배상(국)",
    court="서울중앙지방법원",
    firm="Firm One",
    firm_address="서울특별시 서초구 서초대로 1",
    lawyer="박변호",
    lawyer_registration="12345",
    defendant="대한민국",
    contact="02-000-0000",
    project="MOJ-AIRPORT-FACES",
)
TERMS = OfferTerms(fee=0, success_fee="10", costs=30_000)
LANGUAGES = ("en", "ko")


def drawing() -> str:
    """A signature as a screen draws it: dark strokes on nothing, PNG in base64."""
    made, picture = io.BytesIO(), Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(40, 150), (160, 40), (240, 160), (380, 60), (560, 120)], fill=(20, 20, 60), width=6)
    picture.save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


@dataclass
class Firm:
    """Park's firm with a matter and an offer in force; `on` a matter that is there already."""

    office: MadeOffice
    terms: OfferTerms = TERMS
    languages: Sequence[str] = LANGUAGES
    facts: MatterFacts = FACTS
    on: Court | None = None
    court: Court = field(init=False)
    offer: Offer = field(init=False)

    def __post_init__(self) -> None:
        self.court = self.on or Court(self.office, facts=self.facts)
        self.offer = self.put(self.terms)

    def put(self, terms: OfferTerms, *, change: Mapping[str, str] | None = None) -> Offer:
        """A new offer in force; `change` adds a sentence to texts by code."""
        office, matter, park = self.office, self.court.matter, self.court.park
        drafts, added = read_offer_drafts(ROOT / "templates" / "offers" / "drafts"), change or {}
        filling = {tag: self.filling(terms, tag) for tag in self.languages}
        with office.database.deed() as session:
            more = {"keyring": park.keyring, "actor": park.actor, "now": office.now}
            set_terms(session, matter, terms=terms, **more)
            for tag in self.languages:
                texts = {
                    code: (drafts[tag][code].title, drafts[tag][code].text + added.get(code, ""))
                    for code in codes_wanted(terms)
                }
                set_texts(session, matter, language=tag, texts=texts, **more)
                read = {
                    code: words_hash(filled_text(title, filling[tag]), filled_text(text, filling[tag]))
                    for code, (title, text) in texts.items()
                }
                sign_off(session, matter, language=tag, read=read, facts=filling, by=park.member, **more)
            self.offer = put_in_force(session, matter, matter_facts=self.facts, facts=filling, today=TODAY, **more)
        return self.offer

    def filling(self, terms: OfferTerms, tag: str) -> dict[str, str]:
        """What stands in the placeholders of a language."""
        return dict(offer_facts(self.facts, terms, office=self.office.office.name, locale=tag.replace("-", "_")))

    @property
    def told_key(self) -> bytes:
        """What opens the matter's announcements."""
        with self.office.database.question() as session:
            matter = session.get_one(Matter, self.court.matter.id)
            return bytes.fromhex(read_matter_file(matter, keyring=self.court.park.keyring).told_key)

    def tell(self, **facts: object) -> CourseEntry:
        """Counsel tells that the case was filed; `facts` override."""
        at = seconds(self.office.now)
        entry = CourseEntry(id=random_key(), code="filed", day=TODAY.isoformat(), at=at).model_copy(update=facts)
        park = self.court.park
        with self.office.database.deed() as session:
            tell_course(
                session, self.court.matter, entry=entry, keyring=park.keyring, actor=park.actor, now=self.office.now
            )
        return entry

    def invite(self, *files: ClaimFile) -> Sent:
        """Claims sent, checked, chosen and invited; the last of them."""
        for file in files:
            sent = self.office.send(file)
            self.office.work(self.court.han)
            self.court.choose(sent)
            self.invite_again(sent)
        return sent

    def invite_again(self, *sent: Sent) -> tuple[str, ...]:
        """Counsel invites these claims; the references of those that were not invited before."""
        park = self.court.park
        with self.office.database.deed() as session:
            return invite_claimants(
                session,
                session.get_one(Matter, self.court.matter.id),
                claims=[each.claim for each in sent],
                keyring=park.keyring,
                actor=park.actor,
                now=self.office.now,
            )

    def signed(self, **facts: object) -> Signed:
        """A signature as the claimant's page makes it, to the offer in force; `facts` override."""
        offer, at = self.offer, seconds(self.office.now)
        texts = tuple(
            TextShown(code=text.code, version=offer.number, language="en", sha256=text.sha256)
            for text in offer.texts_in("en")
        )
        signed = Signed(
            id=random_key(),
            matter_id=self.court.matter.id,
            offer=offer.number,
            offer_sha256=offer_hash(offer),
            language="en",
            texts=texts,
            steps=(Step(code="read", at=at),),
            begun_at=at,
            at=at,
            day=TODAY.isoformat(),
            answers=Answers(court=True, other=Answer.NO, country="KOR"),
            signer=Signer(name="Nguyễn Thị Linh"),
            how="drawn",
            image=drawing(),
        )
        return signed.model_copy(update=facts)

    def sign(
        self,
        sent: Sent,
        *,
        signer: Signer | None = None,
        granted: tuple[str, ...] = (),
        how: SignedHow = "drawn",
        typed: str = "",
        **facts: object,
    ) -> SignedNow:
        """The claimant signs; `facts` override what the page made."""
        file = self.file_of(sent)
        who = signer or Signer(name=file.claimant.name)
        answers = Answers(court=True, other=Answer.NO, country="KOR", granted=granted)
        made = self.signed(**{"signer": who, "answers": answers, "how": how, **facts})
        if how != "drawn":
            made = made.model_copy(update={"image": ""})
        agreement = Agreement(
            code=AgreementCode.C8, version=1, language="en", text_sha256="0" * 64, yes=True, at=seconds(self.office.now)
        )
        with self.office.database.deed() as session:
            return sign_power(
                session,
                sent.claim,
                signed=made,
                typed=typed,
                agreement=agreement,
                today=TODAY,
                now=self.office.now,
            )

    def file_of(self, sent: Sent) -> ClaimFile:
        """What the claimant said, as it lies there now."""
        with self.office.database.question() as session:
            return read_claim_file(session, sent.claim)[0]

    def standing(self, sent: Sent) -> Appointment:
        """How it stands with this matter."""
        with self.office.database.question() as session:
            found = appointment_for(read_events(session, sent.claim), self.court.matter.id)
        assert found is not None
        return found

    def offer_in_force(self) -> Offer | None:
        """The offer that can be signed now."""
        with self.office.database.question() as session:
            return offer_in_force(session, self.told_key, matter_id=self.court.matter.id)


def begin_signing(firm: Firm, sent: Sent, *, answers: Answers | None = None) -> None:
    """A signing that was begun and not finished."""
    made = firm.signed()
    draft = SigningDraft(
        matter_id=made.matter_id,
        offer=made.offer,
        offer_sha256=made.offer_sha256,
        language="en",
        visit=random_key(),
        begun_at=made.begun_at,
        steps=made.steps,
        texts=made.texts,
        answers=answers or made.answers,
        signer=made.signer,
    )
    with firm.office.database.deed() as session:
        keep_draft(session, sent.claim, draft, place=1, after_version=0)

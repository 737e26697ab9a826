"""Files, matters and bundles by the real deeds, on an office of tests/make.py. This is where tests of lawyers' work get what they stand on.

stamp = attach(office, draft, picture())
court = Court(office)                     # Han leads, Park is counsel of one matter
court.choose(sent)
packages = court.bundle()                 # ordered by Park, made by a worker, collected: path to bytes
"""

import io
import zipfile
from dataclasses import dataclass, field
from functools import cache

from PIL import Image
from sqlmodel import select

from claims.actions.assemble_bundle import Candidate, Wanted, assemble_bundle
from claims.actions.attach_evidence import attach_evidence, begin_upload, read_upload
from claims.actions.bundle_candidates import Asking, look_at_candidates
from claims.actions.choose_claims import choose_claim
from claims.actions.collect_bundle import collect_bundle, read_finished
from claims.actions.open_matter import open_matter
from claims.actions.run_errands import run_errands
from claims.model.bundle import Bundle, BundleOptions, BundlePaper
from claims.model.claim_file import EvidenceFacts
from claims.model.matter import Matter, MatterFacts, MatterFile
from claims.model.staff import Member
from claims.model.vocabulary import EvidenceKind, Move
from claims.settings import ROOT
from claims.store.agreement_texts import load_agreements
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import now
from claims.store.errands import WorkerKeys
from claims.store.keyring import Keyring
from claims.store.named_firms import named_firms
from claims.store.office_texts import load_office_texts
from claims.store.sealed_files import new_identity
from tests.cast import HAN, OFFICE, PARK
from tests.make import SEOUL, TODAY, MadeOffice, Sent, SignedIn

WHY = {"why": "counsel", "why_words": "for the hearing"}
FACTS = MatterFacts(title="국가배상 청구", court="서울중앙지방법원", firm="Firm One", lawyer="Park", project="MOJ")


def picture(*, described: str = "a stamp", shade: int = 200) -> bytes:
    """A small photo (JPEG) with words in its metadata, as phones write them."""
    made, about = io.BytesIO(), Image.Exif()
    about[0x010E] = described
    Image.new("RGB", (120, 80), (shade, 90, 60)).save(made, "JPEG", exif=about)
    return made.getvalue()


def attach(
    office: MadeOffice,
    claim: OpenClaim,
    content: bytes,
    *,
    name: str = "IMG_0001.jpg",
    kind: EvidenceKind = EvidenceKind.STAMP,
    record_id: str | None = "trip-one",
    note: str = "",
) -> EvidenceFacts:
    """Upload a file to a claim, as the claimant's page does."""
    with office.database.question() as session:
        file, _ = read_claim_file(session, claim)
    sealer = begin_upload(claim, file, vault=office.vault, now=office.now)
    sealer.write(content)
    facts = read_upload(
        claim,
        sealer,
        identity=file.evidence_identity,
        file_name=name,
        kind=kind,
        record_id=record_id,
        note=note,
        vault=office.vault,
        now=office.now,
    )
    with office.database.deed() as session:
        attach_evidence(session, claim, facts=facts, now=office.now)
    return facts


@dataclass
class Court:
    """An office with a matter: Han leads, Park is its only counsel, claims are chosen, bundles ordered and made."""

    office: MadeOffice
    facts: MatterFacts = FACTS
    matter_file: MatterFile = field(default_factory=lambda: MatterFile(identity=new_identity()))
    han: SignedIn = field(init=False)
    park: SignedIn = field(init=False)
    matter: Matter = field(init=False)

    def __post_init__(self) -> None:
        office = self.office
        self.han = office.sign_in(HAN)
        with office.database.deed() as session:
            park = session.exec(select(Member).where(Member.sign_in_name == PARK.sign_in_name)).one()
            self.matter = open_matter(
                session, office.office.id, facts=self.facts, counsel=[park], actor=self.han.actor, now=office.now
            )
        self.park = office.sign_in(PARK)

    def choose(self, *sent: Sent, check: bool = True) -> None:
        """Claims that were checked are chosen for the matter."""
        for each in sent:
            if check:
                self.office.decide(each, self.han, Move.CHECK)
            claim = self.office.open(each, self.han)
            with self.office.database.deed() as session:
                file, _ = read_claim_file(session, claim)
                choose_claim(session, self.matter, claim=claim, file=file, actor=self.han.actor, now=self.office.now)

    def candidates(self) -> list[Candidate]:
        """Everybody chosen, as Park sees them."""
        return self.looked_at()

    def looked_at(self, *, keyring: Keyring | None = None) -> list[Candidate]:
        """As the page of the order looks at them, with the reason they stay out."""
        asking = Asking(
            facts=self.facts,
            matter_file=self.matter_file,
            firms_named=_firms_named(),
            registry=self.office.registry,
            reciprocity=self.office.export.tables.reciprocity,
            zone=SEOUL,
            today=TODAY,
        )
        with self.office.database.question() as session:
            mine = self.park.keyring if keyring is None else keyring
            found = look_at_candidates(session, self.matter, asking=asking, keyring=mine)
        return [one.candidate for one in found]

    def wanted(self, *, match_in_court: str = "no", purpose: str = "소장 제출", **options: object) -> Wanted:
        """What Park wants: everybody who may go, and how the bundle is made; `options` are those of BundleOptions."""
        going = self.candidates()
        said = {"volumes": False, **options, "match_in_court": match_in_court == "yes"}
        return Wanted(
            facts=self.facts,
            matter_file=self.matter_file,
            going=going,
            options=BundleOptions.model_validate(said),
            purpose=purpose,
            recipient="서울중앙지방법원",
            letters=self.office.export.tables.profiles["korea"].exhibits.letters,
        )

    def order(self, wanted: Wanted | None = None) -> Bundle:
        """Park orders a bundle of everybody who may go; a worker must be living."""
        with self.office.database.deed() as session:
            return assemble_bundle(
                session,
                self.matter,
                wanted=wanted or self.wanted(),
                by=self.park.member,
                actor=self.park.actor,
                keyring=self.park.keyring,
                vault=self.office.vault,
                host_key=self.office.host_key,
                today=TODAY,
                now=now(),
            )

    def make(self, worker: WorkerKeys) -> int:
        """The worker does its errands."""
        return run_errands(self.office.export, worker, host_key=self.office.host_key)

    def row(self, bundle: Bundle) -> Bundle:
        """The bundle as it stands now."""
        with self.office.database.question() as session:
            return session.get_one(Bundle, bundle.id)

    def paper(self, bundle: Bundle) -> BundlePaper:
        """What came of a finished bundle, as Park may know it."""
        return read_finished(self.row(bundle), keyring=self.park.keyring)[1]

    def collect(self, bundle: Bundle) -> bytes:
        """The bundle's bytes, as Park collects them."""
        with self.office.database.deed() as session:
            row = session.get_one(Bundle, bundle.id)
            _, parts = collect_bundle(
                session,
                row,
                why=WHY,
                keyring=self.park.keyring,
                vault=self.office.vault,
                actor=self.park.actor,
                now=self.office.now,
            )
        return b"".join(parts)

    def zipped(self, **options: object) -> bytes:
        """A bundle ordered, made and collected; `options` as those of `wanted`."""
        with self.office.worker() as worker:
            bundle = self.order(self.wanted(**options))
            self.make(worker)
        return self.collect(bundle)


@cache
def _firms_named() -> dict[str, str]:
    texts = load_agreements(ROOT / "templates" / "agreements")
    return named_firms(texts, load_office_texts(ROOT / "templates" / "office"), **OFFICE)


def unpacked(bundle: bytes) -> dict[str, bytes]:
    """The files of a bundle by path."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

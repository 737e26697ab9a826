"""A matter with everything in it that ever went wrong for others, and its bundle as counsel have it. This is where whole bundles are made.

matter = full_matter(url, folder)         # eight who go, four who stay out, every kind of evidence, hostile names
zipped = matter.zipped(profile="korea")
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from claims.actions.assemble_bundle import Candidate, Wanted
from claims.actions.attach_evidence import attach_evidence
from claims.actions.bundle_numbers import read_numbers
from claims.actions.decide_claim import add_note, keep_translation, read_desk_facts
from claims.actions.hold_claim import hold_claim
from claims.actions.mask_evidence import mask_evidence
from claims.actions.matter_file import read_matter_file
from claims.actions.share_exhibit import begin_sharing, keep_identity, read_shared, share_exhibit
from claims.actions.use_exhibits import keep_back, use_exhibits
from claims.model.bundle import Bundle, Chosen, ChosenExhibit, PartyNumbers
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.model.matter import Matter, MatterFile
from claims.model.tables import random_key
from claims.model.vocabulary import PartKind
from claims.store.claim_parts import OpenClaim, put_part, read_claim_file
from claims.store.clock import seconds, start_of_week
from claims.store.masking import Region
from claims.store.sealed_bundle import bundle_key, read_order
from claims.store.sealed_files import seal_file
from tests.bundle_people import EVERYBODY, FACTS, PEOPLE, Person, Piece, content_of, paper, place_of
from tests.cast import HAN, PARK
from tests.make import NOW, MadeOffice, Sent, make_office
from tests.make_bundles import Court, attach


class FullMatter(Court):
    """The matter, as the desk asks about it: exclusions by every rule, what counsel keep of it. Nothing in it is read from a sample."""

    sent: dict[str, Sent]

    def candidates(self) -> list[Candidate]:
        """Everybody chosen, by what counsel keep of the matter now."""
        self.matter_file = self.counsels_file()
        return super().candidates()

    def counsels_file(self) -> MatterFile:
        """What counsel keep of the matter, as it stands."""
        with self.office.database.question() as session:
            return read_matter_file(session.get_one(Matter, self.matter.id), keyring=self.park.keyring)

    def wanted(self, *, match_in_court: str = "yes", purpose: str = "VXQPURPOSE", **options: object) -> Wanted:
        """As `Court.wanted`, with volumes and the explanation by counsel's tick, and what counsel keep now."""
        return super().wanted(match_in_court=match_in_court, purpose=purpose, **{"volumes": True, **options})

    def numbers(self, bundle: Bundle) -> PartyNumbers:
        """Who has which number."""
        row = self.row(bundle)
        order = read_order(row, key=bundle_key(row, keyring=self.park.keyring))
        return read_numbers(row, order, vault=self.office.vault)

    def person(self, chosen: Chosen) -> Person:
        """Who has this number."""
        return next(PEOPLE[key] for key, sent in self.sent.items() if sent.claim.id == chosen.claim_id)

    def pieces(self, bundle: Bundle) -> Iterator[tuple[Chosen, ChosenExhibit, Piece]]:
        """Every piece that a bundle holds a number of, with what was given."""
        numbers = self.numbers(bundle)
        for chosen in numbers.parties:
            if chosen.number in numbers.going:
                for exhibit, piece in zip(chosen.exhibits, self.person(chosen).pieces, strict=True):
                    yield chosen, exhibit, piece

    def claim_file(self, key: str) -> ClaimFile:
        """What lies sealed of a person."""
        with self.office.database.question() as session:
            return read_claim_file(session, self.office.open(self.sent[key], self.han))[0]


def full_matter(url: str, folder: Path) -> FullMatter:
    """The whole matter, checked, chosen, masked, noted; nothing ordered yet."""
    matter = FullMatter(make_office(url, folder, members=(HAN, PARK)), facts=FACTS)
    matter.sent = {}
    for person in EVERYBODY:
        add_person(matter, person)
    _note_duplicate(matter)
    _keep_back(matter)
    _share(matter)
    return matter


def add_person(matter: FullMatter, person: Person) -> None:
    """Sent with all pieces, checked, chosen, with counsel's and the desk's words."""
    office = matter.office
    receipt, draft = office.draft(person.file)
    while person.key == "twin" and receipt.reference < matter.sent["linh"].receipt.reference:
        receipt, draft = office.draft(person.file)  # of two that are one the smaller reference goes
    for piece in person.pieces:
        content = content_of(person, piece)
        if piece.raw:
            keep_raw(office, draft, piece, content)
        else:
            attach(office, draft, content, name=piece.name, kind=piece.kind, note="VXQPIECE")
    matter.sent[person.key] = office.sent(receipt, draft)
    matter.choose(matter.sent[person.key])
    claim = office.open(matter.sent[person.key], matter.han)
    with office.database.deed() as session:
        _desk_words(session, claim, matter, person)
    _mask(matter, person)
    _use(matter, person)


def keep_raw(office: MadeOffice, claim: OpenClaim, piece: Piece, content: bytes) -> None:
    """A file that the door would have refused, kept as it came: an import, or a door that read less well than today's."""
    with office.database.question() as session:
        file, _ = read_claim_file(session, claim)
    identity, folder = file.evidence_identity, claim.vault_folder
    parts = seal_file([content], identity=identity, vault=office.vault, folder=folder, time=start_of_week(NOW))
    digest = sha256(content).hexdigest()
    pages = 5 if piece.slip == "incomplete" else 2 if piece.slip == "encrypted" else 1
    facts = EvidenceFacts(
        id=random_key(),
        kind=piece.kind,
        record_id="trip-one",
        file_name=piece.name,
        media_type=piece.media_type,
        size=len(content),
        sha256=digest,
        parts=parts,
        clean=parts,
        clean_media_type=piece.media_type,
        clean_sha256=digest,
        pages=pages,
        note="VXQPIECE",
        added_at=seconds(NOW),
    )
    with office.database.deed() as session:
        attach_evidence(session, claim, facts=facts, now=NOW)


def _desk_words(session: Session, claim: OpenClaim, matter: FullMatter, person: Person) -> None:
    add_note(session, claim, note=f"VXQNOTE{person.key}")
    if person.language not in ("ko", "ar"):
        keep_translation(
            session,
            claim,
            account=f"아무도 말하지 않았습니다. {person.own}",
            harm="",
            translator="박번역",
            reviewer="이검토",
            name_hangul=f"이름{chr(0xAC00 + 588 * place_of(person.key))}",
        )
    hold_claim(
        session, claim, reason=f"VXQHOLD{person.key}", until="2027-W05", by="Park", actor=matter.park.actor, now=NOW
    )
    facts, version = read_desk_facts(session, claim)
    changed = facts.model_copy(update={"first_knowledge_note": f"VXQFIRSTNOTE{person.key}"})
    _keep_desk(session, claim, changed.model_dump_json(), version=version)


def _keep_desk(session: Session, claim: OpenClaim, facts: str, *, version: int) -> None:
    put_part(session, claim, kind=PartKind.DESK, number=1, plaintext=facts.encode(), after_version=version)


def _mask(matter: FullMatter, person: Person) -> None:
    for piece, facts in zip(person.pieces, matter.claim_file(person.key).evidence, strict=True):
        if piece.masked:
            with matter.office.database.deed() as session:
                mask_evidence(
                    session,
                    matter.office.open(matter.sent[person.key], matter.han),
                    evidence_id=facts.id,
                    regions=[Region(page=1, x=0.05, y=0.05, width=0.9, height=0.3)],
                    vault=matter.office.vault,
                    actor=matter.han.actor,
                    now=NOW,
                )


def _use(matter: FullMatter, person: Person) -> None:
    file = matter.claim_file(person.key)
    uses = {facts.id: piece.use for piece, facts in zip(person.pieces, file.evidence, strict=True)}
    with matter.office.database.deed() as session:
        use_exhibits(
            session,
            matter.matter,
            reference=matter.sent[person.key].receipt.reference,
            file=file,
            uses=uses,
            keyring=matter.park.keyring,
            actor=matter.park.actor,
            now=NOW,
        )


def _note_duplicate(matter: FullMatter) -> None:
    claim = matter.office.open(matter.sent["twin"], matter.han)
    with matter.office.database.deed() as session:
        facts, version = read_desk_facts(session, claim)
        noted = facts.model_copy(update={"duplicates": (matter.sent["linh"].receipt.reference,)})
        _keep_desk(session, claim, noted.model_dump_json(), version=version)


def _keep_back(matter: FullMatter) -> None:
    with matter.office.database.deed() as session:
        keep_back(
            session,
            matter.matter,
            reference=matter.sent["back"].receipt.reference,
            why="VXQBACK",
            keyring=matter.park.keyring,
            actor=matter.park.actor,
            now=NOW,
        )


def _share(matter: FullMatter) -> None:
    """The Ministry's answer, which all share: two pages."""
    vault, keyring = matter.office.vault, matter.park.keyring
    with matter.office.database.deed() as session:
        file = keep_identity(session, matter.matter, keyring=keyring)
    sealer = begin_sharing(matter.matter, file, vault=vault, now=NOW)
    sealer.write(paper(pages=2, words="SHAREDBYALL"))
    exhibit = read_shared(
        matter.matter,
        sealer,
        identity=file.identity,
        file_name="answer.pdf",
        title="법무부 <b>답변</b>",
        author="법무부",
        made_on="2021-12-20",
        purpose="이용 사실",
        vault=vault,
        now=NOW,
    )
    with matter.office.database.deed() as session:
        share_exhibit(session, matter.matter, exhibit=exhibit, keyring=keyring, actor=matter.park.actor, now=NOW)

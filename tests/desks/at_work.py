"""An office at work, for the tests of its desks: the service, its members already inside, claims sent, a matter. This is where they are set up.

work = AtWork(office)
han = work.inside(HAN)               # a visitor with Han's open visit; the sign-in page is tested by itself
page = han.open("/en/office/claims")
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO

from flask import Flask
from PIL import Image, ImageDraw
from sqlmodel import select

from app import create_app
from claims.actions.attach_evidence import attach_evidence, begin_upload, read_upload
from claims.actions.choose_claims import choose_claim
from claims.actions.draft_claim import change_file
from claims.actions.open_matter import open_matter
from claims.actions.open_office import NewMember
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter, MatterFacts
from claims.model.session import Worker
from claims.model.staff import Member, Office
from claims.model.vocabulary import EvidenceKind, Status
from claims.store.claim_parts import read_claim_file
from claims.store.clock import seconds
from claims.store.errands import WorkerKeys
from claims.store.keyring import unlock_member_key
from claims.store.seal import context, open_wrap
from claims.store.sessions import Visit, begin_visit
from tests.client import Visitor
from tests.make import MadeOffice, Sent, SignedIn, lend_fonts


@dataclass
class AtWork:
    """The running service of one office and who is inside."""

    office: MadeOffice
    service: Flask = field(init=False)
    _unlocked: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lend_fonts(self.office.settings)
        self.service = create_app(self.office.settings)
        self.service.config["TESTING"] = True

    def stranger(self) -> Visitor:
        """Somebody whose browser knows nothing yet."""
        return Visitor(self.service)

    def inside(self, who: NewMember) -> Visitor:
        """A browser with an open visit of this member."""
        visit = Visit(
            kind="member",
            office_id=self.office.office.id,
            subject=self.member(who).id,
            key=self._private(who),
            since=seconds(datetime.now(UTC)),
            proved=seconds(datetime.now(UTC)),
            epoch=self.member(who).epoch,
        )
        with self.office.database.deed() as session:
            cookie = begin_visit(session, visit, host_key=self.office.host_key)
        visitor = self.stranger()
        visitor.browser.set_cookie("member", cookie, domain="127.0.0.1")
        return visitor

    def member(self, who: NewMember) -> Member:
        """The member's row."""
        with self.office.database.question() as session:
            return session.exec(select(Member).where(Member.sign_in_name == who.sign_in_name)).one()

    def holding(self, who: NewMember) -> SignedIn:
        """The member with what they can open by now, for deeds of a test."""
        return self.office.again(who, private=self._private(who), member_id=self.member(who).id)

    def _private(self, who: NewMember) -> bytes:
        if who.sign_in_name not in self._unlocked:
            words = self.office.sign_ins[who.sign_in_name].passphrase
            key = unlock_member_key(self.member(who), passphrase=words)
            assert key is not None
            self._unlocked[who.sign_in_name] = key
        return self._unlocked[who.sign_in_name]

    def open_matter(self, lead: NewMember, *counsel: NewMember, title: str = "Test matter") -> Matter:
        """A matter with these counsel."""
        facts = MatterFacts(title=title, court="서울중앙지방법원", defendant="대한민국", firm="Firm One", lawyer="Park")
        with self.office.database.deed() as session:
            return open_matter(
                session,
                self.office.office.id,
                facts=facts,
                counsel=[self.member(who) for who in counsel],
                actor=self.holding(lead).actor,
                now=datetime.now(UTC),
            )

    def choose(self, matter: Matter, *claims: Sent, by: NewMember) -> None:
        """These claims go with the matter."""
        who = self.holding(by)
        with self.office.database.deed() as session:
            for sent in claims:
                claim = self.office.open(sent, who)
                file, _ = read_claim_file(session, claim)
                choose_claim(session, matter, claim=claim, file=file, actor=who.actor, now=datetime.now(UTC))

    def send_with_picture(self, file: ClaimFile, picture: bytes) -> Sent:
        """A claim sent with one picture of a stamp for its first trip."""
        return send_with_picture(self.office, file, picture)

    @contextmanager
    def without_ledger(self) -> Iterator[None]:
        """While this lasts no ledger line can be written: the office's public key, to which its details are sealed, is broken."""
        self._set_public_key(b"broken")
        self.service.config["PROPAGATE_EXCEPTIONS"] = False
        try:
            yield
        finally:
            self._set_public_key(self.office.office.public_key)
            self.service.config["PROPAGATE_EXCEPTIONS"] = None

    def _set_public_key(self, key: bytes) -> None:
        with self.office.database.deed() as session:
            office = session.get_one(Office, self.office.office.id)
            office.public_key = key
            session.add(office)

    @contextmanager
    def worker(self) -> Iterator[WorkerKeys]:
        """A worker that is alive now, the only one. It does not take leave: the errands it holds stay when the block ends."""
        self.let_worker_go()
        office = self.office
        with office.database.deed() as session:
            now = seconds(datetime.now(UTC))
            keys = WorkerKeys(session, office.office.id, host_key=office.host_key, now=now)
        yield keys

    def let_worker_go(self) -> None:
        """No worker was seen lately, as if it had been stopped."""
        with self.office.database.deed() as session:
            for worker in session.exec(select(Worker)):
                worker.seen = 0
                session.add(worker)

    def details(self, line: LedgerLine, who: NewMember) -> dict[str, object]:
        """The sealed details of a line, opened with the office's key."""
        bound = context("ledger", line.office_id, line.number)
        opened = json.loads(open_wrap(self.holding(who).keyring.office, line.details, context=bound))
        assert isinstance(opened, dict)
        return opened

    def change(self, sent: Sent, **answers: object) -> None:
        """The claimant changes these answers after sending, which is news for the office."""
        with self.office.database.deed() as session:
            change_file(
                session,
                sent.claim,
                change=lambda file: file.model_copy(update=answers),
                now=self.office.now,
                while_status=frozenset(Status),
            )

    def row(self, sent: Sent) -> Claim:
        """The claim's row as it stands now."""
        with self.office.database.question() as session:
            return session.get_one(Claim, sent.claim.id)

    def ledger(self, action: str = "") -> list[LedgerLine]:
        """The ledger's lines, of one action where it is named."""
        with self.office.database.question() as session:
            lines = session.exec(select(LedgerLine).order_by(LedgerLine.number))  # type: ignore[arg-type]  # a column
            return [line for line in lines if action in ("", line.action)]


def send_with_picture(office: MadeOffice, file: ClaimFile, picture: bytes) -> Sent:
    """A claim sent with one picture of a stamp for its first trip."""
    receipt, draft = office.draft(file)
    with office.database.question() as session:
        kept, _ = read_claim_file(session, draft)
    sealer = begin_upload(draft, kept, vault=office.vault, now=office.now)
    sealer.write(picture)
    facts = read_upload(
        draft,
        sealer,
        identity=kept.evidence_identity,
        file_name="stamp.jpg",
        kind=EvidenceKind.STAMP,
        record_id=file.records[0].id,
        note="",
        vault=office.vault,
        now=office.now,
    )
    with office.database.deed() as session:
        attach_evidence(session, draft, facts=facts, now=office.now)
    return Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))


def white_pages(number: int) -> bytes:
    """A PDF of so many white pages, as a scanner makes one."""
    held, page = BytesIO(), Image.new("RGB", (400, 600), "white")
    page.save(held, "PDF", save_all=True, append_images=[page] * (number - 1))
    return held.getvalue()


def white_picture(*, width: int = 800, height: int = 1200, place: str = "") -> bytes:
    """A white JPEG with a red stamp in its middle; `place` stands in its hidden description."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).ellipse((width // 4, height // 4, width // 2, height // 2), outline="red", width=12)
    hidden = Image.Exif()
    hidden[0x010E] = place
    held = BytesIO()
    picture.save(held, "JPEG", quality=95, exif=hidden)
    return held.getvalue()

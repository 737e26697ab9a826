"""Make an office, claims and signed-in members by the real deeds. This is where tests get what they stand on.

office = make_office(url, folder)
sent = office.send(LINH)
han = office.sign_in(HAN)
office.work(han)                     # cards are made, lent keys are used
claim = office.open(sent, han)
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
from sqlmodel import col, delete

from claims.actions.decide_claim import decide_claim
from claims.actions.draft_claim import Receipt, begin_draft, change_file
from claims.actions.making import Export
from claims.actions.open_mail import order_opening
from claims.actions.open_office import NewMember, SignIn, open_office
from claims.actions.run_errands import run_errands
from claims.actions.send_claim import send_claim
from claims.actions.sign_in import sign_in
from claims.actions.take_disclosure_files import take_disclosure_files
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.proof import SignedProof
from claims.model.session import Worker
from claims.model.staff import Member, Office
from claims.model.vocabulary import Move
from claims.settings import ROOT, Settings, read_settings
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.court_tables import read_court_tables
from claims.store.database import Database, open_engine
from claims.store.disclosure_files import DisclosureFiles, read_disclosure_files
from claims.store.errands import WorkerKeys
from claims.store.fonts import gather_fonts
from claims.store.host_key import HostKey, destroy_host_key, make_host_key
from claims.store.keyring import Keyring, open_claim, open_keyring
from claims.store.ledger import Actor
from claims.store.papers import Press
from claims.store.vault import FolderVault
from claims.web.paper_voice import PAPER_VOICE
from tests.cast import STAFF
from tests.words_again import words_handed_again

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Sent:
    """A claim that was sent, with what its claimant holds."""

    receipt: Receipt
    claim: OpenClaim
    proof: SignedProof


@dataclass(frozen=True)
class SignedIn:
    """A member, what they can open, and as whom they act."""

    member: Member
    private: bytes
    keyring: Keyring
    actor: Actor


@dataclass
class MadeOffice:
    """An office on a database and a folder, with a worker and everybody's sign-ins."""

    settings: Settings
    database: Database
    vault: FolderVault
    host_key: HostKey
    registry: Registry
    office: Office
    sign_ins: dict[str, SignIn]
    now: datetime = NOW
    _steps: dict[str, int] = field(default_factory=dict)
    _export: Export | None = None

    def close(self) -> None:
        """Leave nothing behind: connections, host key."""
        self.database.engine.dispose()
        destroy_host_key(self.settings.runtime)

    def draft(self, file: ClaimFile) -> tuple[Receipt, OpenClaim]:
        """A draft that says what the file says."""
        with self.database.deed() as session:
            receipt, draft = begin_draft(session, self.office.id, language=file.language, now=self.now)
            change_file(
                session,
                draft,
                change=lambda empty: file.model_copy(update={"evidence_identity": empty.evidence_identity}),
                now=self.now,
            )
        return receipt, draft

    def send(self, file: ClaimFile) -> Sent:
        """A claim sent by its claimant."""
        return self.sent(*self.draft(file))

    def sent(self, receipt: Receipt, draft: OpenClaim) -> Sent:
        """A draft, sent."""
        return Sent(receipt=receipt, claim=draft, proof=self.send_draft(draft))

    def send_draft(self, draft: OpenClaim) -> SignedProof:
        """Send what was drafted."""
        with self.database.deed() as session:
            return send_claim(session, draft, registry=self.registry, host_key=self.host_key, zone=SEOUL, now=self.now)

    def code(self, who: NewMember) -> str:
        """What the member's authenticator shows; each call the next half minute's, for a code is good once."""
        step = max(seconds(self.now) // 30, self._steps.get(who.sign_in_name, 0) + 1)
        self._steps[who.sign_in_name] = step
        return pyotp.TOTP(self.sign_ins[who.sign_in_name].totp_secret).at(step * 30)

    def sign_in(self, who: NewMember) -> SignedIn:
        """The member, signed in with seven words and a code."""
        entry, code = self.sign_ins[who.sign_in_name], self.code(who)
        moment = datetime.fromtimestamp(self._steps[who.sign_in_name] * 30, tz=UTC)
        with self.database.deed() as session:
            visit = sign_in(
                session, self.office.id, name=who.sign_in_name, passphrase=entry.passphrase, code=code, now=moment
            )
        return self.again(who, private=visit.key, member_id=visit.subject)

    def again(self, who: NewMember, *, private: bytes, member_id: str) -> SignedIn:
        """The same member with what they can open by now."""
        with self.database.question() as session:
            member = session.get_one(Member, member_id)
            keyring = open_keyring(session, member, private=private)
        return SignedIn(
            member=member, private=private, keyring=keyring, actor=Actor(id=member.id, role=who.roles[0].value)
        )

    @property
    def export(self) -> Export:
        """What the worker needs besides keys."""
        if self._export is None:
            self._export = Export(
                database=self.database,
                vault=self.vault,
                press=press(),
                registry=self.registry,
                voice=PAPER_VOICE,
                tables=read_court_tables(PAPERS),
                zone=SEOUL,
                office_id=self.office.id,
            )
        return self._export

    @contextmanager
    def worker(self) -> Iterator[WorkerKeys]:
        """A worker that is alive until the block ends."""
        with self.database.deed() as session:
            keys = WorkerKeys(session, self.office.id, host_key=self.host_key, now=seconds(datetime.now(UTC)))
        try:
            yield keys
        finally:
            with self.database.deed() as session:
                session.exec(delete(Worker).where(col(Worker.id) == keys.id))

    def work(self, who: SignedIn) -> int:
        """Lend what is needed to open the mail, and let a worker do every errand; returns how many."""
        with self.worker() as keys:
            with self.database.deed() as session:
                order_opening(session, who.member, keyring=who.keyring, host_key=self.host_key, now=datetime.now(UTC))
            return run_errands(self.export, keys, host_key=self.host_key)

    def open(self, sent: Sent, who: SignedIn) -> OpenClaim:
        """The claim, opened by a member."""
        with self.database.question() as session:
            return open_claim(session, session.get_one(Claim, sent.claim.id), keyring=who.keyring)

    def decide(self, sent: Sent, who: SignedIn, move: Move, words: str = "") -> None:
        """One move on a claim."""
        claim = self.open(sent, who)
        with self.database.deed() as session:
            decide_claim(session, claim, move=move, words=words, by=who.member, actor=who.actor, now=self.now)


FONTS = Path("/dev/shm") / "claims-test-fonts"  # one copy for all tests; 41 MB, made once
PAPERS = ROOT / "templates" / "papers"


@cache
def press() -> Press:
    """One press for all offices of a test run, as one serves all papers of a process: its fonts are read and hashed once."""
    return Press(gather_fonts(FONTS), templates=PAPERS)


def lend_fonts(settings: Settings) -> None:
    """Spare an office that is opened its own copy of the fonts; every service would make one."""
    press()
    settings.folder.mkdir(exist_ok=True)
    if not settings.fonts.exists():
        settings.fonts.symlink_to(FONTS)


@cache
def disclosed(directory: Path) -> DisclosureFiles:
    """The disclosure files of the house, read once for all offices of a test run; no test writes to them."""
    return read_disclosure_files(directory)


def make_settings(url: str, folder: Path) -> Settings:
    """Settings of an office in a folder, its host key in memory."""
    mark = sha256(str(folder).encode()).hexdigest()[:16]
    return read_settings(
        {
            "CLAIMS_FOLDER": str(folder / "office"),
            "CLAIMS_DATABASE_URL": url,
            "CLAIMS_RUNTIME": f"/dev/shm/claims-test-{mark}",
        }
    )


def make_office(url: str, folder: Path, *, kind: str = "real", members: Sequence[NewMember] = STAFF) -> MadeOffice:
    """An office with the whole cast at work and the registry published, on a migrated database.

    The words of its members are those of the offices made before: only the first office of a test run waits for Argon2.
    """
    settings = make_settings(url, folder)
    files = disclosed(settings.disclosures)
    database = Database(open_engine(url))
    with database.deed() as session, words_handed_again():
        office, sign_ins = open_office(
            session,
            name="Test office",
            contact="office@example.org",
            firms="Firm One, Seoul",
            kind=kind,
            members=members,
            now=NOW,
        )
        take_disclosure_files(session, office.id, files=files, now=NOW)
    return MadeOffice(
        settings=settings,
        database=database,
        vault=FolderVault(settings.vault),
        host_key=make_host_key(settings.runtime),
        registry=files.registry,
        office=office,
        sign_ins={entry.sign_in_name: entry for entry in sign_ins},
    )

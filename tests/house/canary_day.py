"""A day in an office where every word is a canary, and the crash that ends it: run as a program of its own by test_canary.py.

python -m tests.house.canary_day URL FOLDER SECRETS
SECRETS gets, as JSON, what must stand nowhere else: keys, codes, cookies; and every file that was written to.
"""

import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pyotp
from flask import Flask
from sqlmodel import Session

from app import create_app
from claims.actions.attach_evidence import begin_upload
from claims.actions.decide_claim import add_note, keep_translation
from claims.actions.draft_claim import change_file, destroy_draft
from claims.actions.note_reading import note_reading
from claims.actions.send_message import send_message
from claims.actions.sign_in import sign_in
from claims.actions.tell_course import tell_course
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotAllowed
from claims.model.claim_file import (
    Claimant,
    ClaimFile,
    ConsentStatement,
    Contact,
    EarlierAnswer,
    EntryRecord,
    ForLawyers,
    Representative,
)
from claims.model.matter import MatterFacts
from claims.model.offer import OFFER_TEXTS, CourseEntry
from claims.model.signing import Answers, Signer
from claims.model.tables import random_key
from claims.model.vocabulary import Answer, EvidenceKind, Move
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import seconds
from claims.store.database import Database
from claims.store.memory_guard import forbid_core_dumps
from claims.store.sessions import Visit, begin_visit, end_visit
from tests.actions.test_sign_power import PROOF
from tests.cast import HAN, PARK, agreed
from tests.house.canaries import canary
from tests.make import FONTS, MadeOffice, Sent, make_office
from tests.make_appointments import Firm, begin_signing
from tests.make_bundles import Court, attach, picture

BORN, ENTERED, HELPED = "1961-02-03", "2013-09-17", "2013-08~"
DATES = (BORN, ENTERED, HELPED)


def told(numbers: Iterator[int]) -> ClaimFile:
    """A claim whose every free text is a canary."""
    word = lambda: canary(next(numbers))  # noqa: E731 -- read as a word
    trip = EntryRecord(
        id="trip-one", passport="VNM", entered=ENTERED,
        earlier=(EarlierAnswer(entered=HELPED, exited=None, what_helped=word()),),
    )  # fmt: skip
    return ClaimFile(
        language="vi",
        claimant=Claimant(
            name=word(), name_latin=word().upper(), name_hangul=word() + "홍길동", born=BORN, nationality="VNM",
            passport_number=word(), representative=Representative(name=word(), relation="mandate", contact=word()),
        ),
        records=(trip,),
        statement=ConsentStatement(told_of_ai=Answer.NO, account=word() * 40, harm=word(), helped_by=word(), language="vi"),
        for_lawyers=ForLawyers(learned_when="2026-10", learned_how=word(), access_request_reply=word()),
        contact=Contact(channel="email", address=word(), own_address=word()),
        agreements=agreed(language="vi"),
    )  # fmt: skip


def paper(word: str) -> bytes:
    """A PDF with a word on its page and in its metadata."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 20 50 Td ({word}) Tj ET".encode())
        pdf.docinfo["/Title"] = word
        pdf.save(made)
    return made.getvalue()


class Day:
    """What is done in this office, and what of it must never be found."""

    def __init__(self, url: str, folder: Path) -> None:
        self.office: MadeOffice = make_office(url, folder, members=(HAN, PARK))
        self.numbers = iter(range(1, 999))
        self.keys: list[bytes] = [self.office.host_key._secret]
        self.texts: list[str] = []
        self.office.settings.folder.mkdir(exist_ok=True)
        self.office.settings.fonts.symlink_to(FONTS)  # they are public, and large to look through
        for entry in self.office.sign_ins.values():
            self.texts += [entry.passphrase, entry.totp_secret]

    @property
    def database(self) -> Database:
        return self.office.database

    def word(self) -> str:
        """The next canary."""
        return canary(next(self.numbers))

    def send(self) -> Sent:
        """Drafted with files, in a session, and sent."""
        office, file = self.office, told(self.numbers)
        receipt, draft = office.draft(file)
        cookie = self.begin("claimant", draft.id, draft.key)
        attach(office, draft, picture(described=self.word()), name=f"{self.word()}.jpg", note=self.word())
        facts = paper(self.word())
        attach(office, draft, facts, name=f"{self.word()}.pdf", kind=EvidenceKind.CERTIFICATE)
        with self.database.question() as session:
            self.texts += [receipt.code, read_claim_file(session, draft)[0].evidence_identity]
        self.keys.append(draft.key)
        sent = Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))
        self.end(cookie)
        return sent

    def begin(self, kind: str, subject: str, key: bytes) -> str:
        """A session; its cookie is nowhere kept."""
        visit = Visit(
            kind=kind, office_id=self.office.office.id, subject=subject, key=key, since=seconds(datetime.now(UTC))
        )  # type: ignore[arg-type]
        with self.database.deed() as session:
            cookie = begin_visit(session, visit, host_key=self.office.host_key)
        self.texts.append(cookie)
        return cookie

    def end(self, cookie: str) -> None:
        """Signed out."""
        with self.database.deed() as session:
            end_visit(session, cookie, host_key=self.office.host_key)
        self.database.forget()

    def work(self) -> None:
        """Mail opened, claims decided, messages, notes, a translation, searches, a bundle made, collected, one withdrawn."""
        office, sent = self.office, [self.send() for _ in range(3)]
        # The firm is the one that the agreement names; nobody goes to another.
        facts = MatterFacts(title=self.word(), court=self.word(), firm="Firm One", purpose=self.word())
        court = Court(office, facts=facts)
        self.keys += [court.han.private, court.park.private, court.han.keyring.office, court.han.keyring.card]
        self.keys += [court.han.keyring.reading, *court.park.keyring.matters.values()]
        cookie = self.begin("member", court.han.member.id, court.han.private)
        office.work(court.han)
        office.decide(sent[0], court.han, Move.ASK, self.word())
        with self.database.deed() as session:
            send_message(session, sent[0].claim, text=self.word(), language="vi", now=office.now)
            self.desk(session, sent[0].claim)
            words = {"words": self.word()}
            note_reading(
                session, office.office.id, actor=court.han.actor, action="search", details=words, now=office.now
            )
        court.choose(*sent)
        with office.worker() as worker:
            bundle = court.order(court.wanted(purpose=self.word(), volumes=True))
            court.make(worker)
        court.collect(bundle)
        self.appoint(court, sent)
        with self.database.deed() as session:
            withdraw_claim(session, sent[2].claim, vault=office.vault, now=office.now)
        self.end(cookie)

    def appoint(self, court: Court, sent: list[Sent]) -> None:
        """An offer in which every text is a canary; one claimant signs, another has begun to."""
        words = {
            name: self.word() for name in ("title", "firm", "lawyer", "lawyer_registration", "proceeding", "defendant")
        }
        firm = Firm(self.office, on=court, facts=MatterFacts(**words), languages=("en",))
        firm.put(firm.terms, change={code: f" {self.word()}" for code in OFFER_TEXTS})
        self.keys.append(firm.told_key)
        firm.invite_again(*sent)
        words = {name: self.word() for name in ("own_address", "address_reason", "other_what")}
        answers = Answers(court=True, other=Answer.YES, address="protected", country="VNM", **words)
        firm.sign(sent[0], answers=answers, signer=Signer(name=self.word(), relation="mandate", proofs=(PROOF,)))
        begin_signing(firm, sent[1], answers=answers)
        entry = CourseEntry(id=random_key(), code="note", day="2027-01-02", words={"vi": self.word()}, at=1)
        with self.database.deed() as session:
            tell_course(
                session,
                court.matter,
                entry=entry,
                keyring=court.park.keyring,
                actor=court.park.actor,
                now=self.office.now,
            )

    def desk(self, session: Session, claim: OpenClaim) -> None:
        """What the office adds."""
        add_note(session, claim, note=self.word())
        keep_translation(
            session,
            claim,
            account=self.word(),
            harm=self.word(),
            translator=self.word(),
            reviewer=self.word(),
            name_hangul=self.word(),
        )

    def knock(self, service: Flask) -> None:
        """Addresses, forms and a wrong sign-in that hold canaries; whatever is logged of them is looked through."""
        client = service.test_client()
        for address in ("/en/", f"/en/{self.word()}", f"/{self.word()}?{self.word()}={self.word()}"):
            client.get(address, headers={"User-Agent": self.word(), "Referer": f"http://{self.word()}.example.org/"})
        client.post("/en/office/sign-in", data={"name": self.word(), "passphrase": self.word(), "code": "1"})
        client.post("/en/check", data={"entered": self.word(), "passport": self.word()})
        with self.database.deed() as session:
            try:
                code = pyotp.random_base32()
                sign_in(
                    session,
                    self.office.office.id,
                    name=self.word(),
                    passphrase=self.word(),
                    code=code,
                    now=self.office.now,
                )
            except NotAllowed:
                pass

    def crash(self, secrets: Path, written: set[str]) -> None:
        """In the middle of a draft's change, an upload, a session, an errand and a destruction: kill -9."""
        office = self.office
        _, half = office.draft(told(self.numbers))
        _, gone = office.draft(told(self.numbers))
        self.keys += [half.key, gone.key]
        court = Court(office)
        self.begin("member", court.han.member.id, court.han.private)
        self.begin("claimant", half.id, half.key)
        with self.database.question() as session:
            file, _ = read_claim_file(session, half)
        sealer = begin_upload(half, file, vault=office.vault, now=office.now)
        sealer.write(self.word().encode() * 500_000)
        with office.worker(), self.database.deed() as session:
            destroy_draft(session, gone, vault=office.vault)
            said = file.statement.model_copy(update={"account": self.word() * 30})
            change_file(session, half, change=lambda f: f.model_copy(update={"statement": said}), now=office.now)
            session.flush()
            told_now = {"keys": [key.hex() for key in self.keys], "texts": self.texts, "written": sorted(written)}
            secrets.write_text(json.dumps(told_now | {"words": next(self.numbers)}))
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """The day, watched for every file that Python writes to."""
    forbid_core_dumps()
    url, folder, secrets = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    written: set[str] = set()

    def watch(event: str, given: tuple[object, ...]) -> None:
        path, _, flags = given if event == "open" else ("", "", 0)
        if isinstance(path, str | bytes) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.add(os.fsdecode(path))
        elif event.startswith("tempfile."):
            written.add(f"{event} {given[0]!s}")

    sys.addaudithook(watch)
    day = Day(url, folder)
    day.work()
    day.knock(create_app(day.office.settings))
    day.crash(secrets, written)


if __name__ == "__main__":
    main()

"""Sending: all or nothing, once, whoever presses the button how often; and a proof that others can check."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlmodel import select

from claims.actions.match_claims import latest_judgement
from claims.actions.send_claim import read_proof
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotFound, NotValid
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.claim_file import Claimant, ClaimFile, EntryRecord
from claims.model.ledger import LedgerLine, ProofKey
from claims.model.proof import SignedProof
from claims.model.triage import TriageEvent
from claims.model.vocabulary import Move, Result, Status
from claims.settings import ROOT
from claims.store.claim_parts import OpenClaim, read_claim_file
from tests.cast import LINH, agreed
from tests.make import MadeOffice
from tests.make_bundles import attach, picture

ONCE = {
    "wrap office": 1,
    "wrap receipt": 1,
    "part file": 1,
    "part judgement": 1,
    "part proof": 1,
    "event": 1,
    "line": 1,
}
AGAIN = """
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from claims.actions.send_claim import send_claim
from claims.model.vocabulary import Status
from claims.settings import ROOT
from claims.store.claim_parts import OpenClaim
from claims.store.database import Database, open_engine
from claims.store.host_key import HostKey
from claims.store.registry import load_registry
url, *row, key = sys.argv[1:]
registry = load_registry(ROOT / "disclosures")
draft = OpenClaim(*row, key=bytes.fromhex(key), status=Status.DRAFT)
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
with Database(open_engine(url)).deed() as session:
    proof = send_claim(session, draft, registry=registry, host_key=HostKey(bytes(32)), zone=ZoneInfo("Asia/Seoul"), now=datetime.now(UTC))
print(proof.signature)
"""


def kept(office: MadeOffice, claim: OpenClaim) -> Counter[str]:
    """How many of everything there is of a claim."""
    with office.database.question() as session:
        wraps = session.exec(select(ClaimWrap.recipient).where(ClaimWrap.claim_id == claim.id))
        parts = session.exec(select(ClaimPart.kind).where(ClaimPart.claim_id == claim.id))
        events = session.exec(select(TriageEvent).where(TriageEvent.claim_id == claim.id))
        lines = session.exec(select(LedgerLine).where(LedgerLine.reference == claim.reference))
        words = [f"wrap {each}" for each in wraps] + [f"part {each}" for each in parts]
        return Counter(words + ["event" for _ in events] + ["line" for _ in lines])


def test_what_is_sent_is_received_and_judged(bare_office: MadeOffice) -> None:
    """Status, week, unread; the kernel's judgement beside it; the moment of sending in the file."""
    sent = bare_office.send(LINH)
    with bare_office.database.question() as session:
        row = session.get_one(Claim, sent.claim.id)
        file, _ = read_claim_file(session, sent.claim)
        judgement = latest_judgement(session, sent.claim)

    assert (row.status, row.week, row.retention_week, row.unread) == (Status.RECEIVED, "2026-W47", "2031-W46", True)
    assert file.model_copy(update={"sent_at": None, "evidence_identity": ""}) == LINH
    assert file.sent_at == int(bare_office.now.timestamp())
    assert judgement
    assert judgement.verdicts[0].result is Result.INSIDE
    assert kept(bare_office, sent.claim) == ONCE


def test_sending_again_changes_nothing_and_gives_the_first_proof(bare_office: MadeOffice) -> None:
    """In the same browser, a minute later."""
    sent = bare_office.send(LINH)

    assert bare_office.send_draft(sent.claim) == sent.proof
    assert kept(bare_office, sent.claim) == ONCE


def test_ten_threads_at_once_send_once(bare_office: MadeOffice) -> None:
    """One wrap, one judgement, one event, one line; all get the same proof."""
    _, draft = bare_office.draft(LINH)
    together = Barrier(10)

    def send(_: int) -> SignedProof:
        together.wait(60)
        return bare_office.send_draft(draft)

    with ThreadPoolExecutor(10) as pool:
        proofs = list(pool.map(send, range(10)))

    assert proofs == [proofs[0]] * 10
    assert kept(bare_office, draft) == ONCE


def test_many_claimants_send_at_once(bare_office: MadeOffice) -> None:
    """Twelve claims, four at a time: nobody waits for ever for somebody else, and each is received."""
    drafts = [bare_office.draft(LINH)[1] for _ in range(12)]
    together = Barrier(4)

    def send(draft: OpenClaim) -> SignedProof:
        together.wait(60)
        return bare_office.send_draft(draft)

    with ThreadPoolExecutor(4) as pool:
        assert {proof.reference for proof in pool.map(send, drafts)} == {draft.reference for draft in drafts}
    assert all(kept(bare_office, draft) == ONCE for draft in drafts)


def test_two_processes_at_once_send_once(bare_office: MadeOffice) -> None:
    """Each with an engine of its own, let go together."""
    _, draft = bare_office.draft(LINH)
    row = [draft.id, draft.office_id, draft.reference, draft.vault_folder, draft.key.hex()]
    order = [sys.executable, "-c", AGAIN, bare_office.settings.database_url, *row]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(order, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) for _ in range(2)]
    assert [each.stdout.readline() for each in running if each.stdout] == ["ready\n"] * 2
    said = {each.communicate("go\n", timeout=60)[0] for each in running}

    assert [each.returncode for each in running] == [0, 0]
    assert len(said) == 1
    assert kept(bare_office, draft) == ONCE


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"agreements": ()}, "send_incomplete"),
        ({"claimant": Claimant(name="900101-1234567")}, "resident_number"),
        ({"records": (EntryRecord(id="t", passport="VNM", entered="1985-01-01"),)}, "contradiction"),
    ],
)
def test_what_is_refused_stays_a_draft(bare_office: MadeOffice, changed: dict[str, object], reason: str) -> None:
    """Incomplete, a forbidden number, a trip before birth: nothing of it reached the office, and it can be mended."""
    _, draft = bare_office.draft(LINH.model_copy(update=changed))
    with pytest.raises(NotValid, match=reason):
        bare_office.send_draft(draft)

    assert kept(bare_office, draft) == {"wrap receipt": 1, "part file": 1}
    with bare_office.database.question() as session:
        assert session.get_one(Claim, draft.id).status == Status.DRAFT


def test_the_proof_says_what_was_received_and_nothing_that_was_typed(small_bare_office: MadeOffice) -> None:
    """Counts, days, fingerprints; signed by a key whose public half is kept."""
    _, draft = small_bare_office.draft(LINH)
    facts = attach(small_bare_office, draft, picture())
    proof = small_bare_office.send_draft(draft)
    with small_bare_office.database.question() as session:
        keys = {row.id for row in session.exec(select(ProofKey))}

    assert (proof.trips, proof.account_characters, proof.day) == (1, len(LINH.statement.account), "2026-11-22")
    assert [(file.size, file.sha256) for file in proof.files] == [(facts.size, facts.sha256)]
    assert [code for code, _, _ in proof.agreements] == [f"C{n}" for n in range(1, 9)]
    assert proof.key in keys
    words = (LINH.claimant.name, "2015-03-02", '"VNM"', "IMG_0001", LINH.claimant.name_latin, LINH.statement.account)
    assert not [word for word in words if word in proof.model_dump_json()]


def test_the_proof_can_be_checked_and_every_change_is_found(small_bare_office: MadeOffice) -> None:
    """By anybody with Ed25519 and the page on formats."""
    proof = small_bare_office.send(LINH).proof
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof.key))
    key.verify(bytes.fromhex(proof.signature), proof.signed_bytes())

    for change in ({"day": "2026-11-21"}, {"trips": 2}, {"office": "Other"}, {"reference": "00000000"}):
        changed = proof.model_copy(update=change)
        with pytest.raises(InvalidSignature):
            key.verify(bytes.fromhex(changed.signature), changed.signed_bytes())


def test_the_proof_is_read_again_and_goes_with_the_claim(small_bare_office: MadeOffice) -> None:
    """Not found for a draft, and not found for what was withdrawn; sending that again is refused the same."""
    _, draft = small_bare_office.draft(LINH)
    sent = small_bare_office.send(LINH)
    with small_bare_office.database.question() as session:
        assert read_proof(session, sent.claim) == sent.proof
        with pytest.raises(NotFound, match="proof"):
            read_proof(session, draft)
    with small_bare_office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=small_bare_office.vault, now=small_bare_office.now)
    with pytest.raises(NotFound, match="proof"):
        small_bare_office.send_draft(sent.claim)


def test_a_claim_with_almost_nothing_is_sent(small_bare_office: MadeOffice) -> None:
    """A name, one trip of which nothing is known, one agreement."""
    least = ClaimFile(
        language="my",
        claimant=Claimant(name="အောင်"),
        records=(EntryRecord(id="t"),),
        agreements=agreed(),
    )
    sent = small_bare_office.send(least)
    with small_bare_office.database.question() as session:
        event = session.exec(select(TriageEvent).where(TriageEvent.claim_id == sent.claim.id)).one()
        assert latest_judgement(session, sent.claim)

    assert (event.move, event.number, event.member_id) == (Move.RECEIVE, 1, "")
    assert date.fromisoformat(sent.proof.day)

"""What this program reads in the known answers: each row is opened by the code that opens it at work, in its place and in no other."""

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from claims.actions.open_matter import read_matter
from claims.errors import Damaged
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, BundleRefusal
from claims.model.bundle_share import BundleShare, BundleStamp
from claims.model.card import CardShard
from claims.model.claim import ClaimPart, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter, MatterFacts
from claims.model.offer import Announcement, CourseEntry
from claims.model.revision_preview import PreviewOutcome, RevisionPreview
from claims.model.session import Errand, SessionRow
from claims.model.share_plan import SharePlan
from claims.model.staff import Member, Office, Passkey
from claims.model.trip_shard import TripShard
from claims.model.vocabulary import ErrandKind, Package, PartKind, Recipient, Status
from claims.store import announcements, cards, sessions
from claims.store.bundle_stamps import token_of
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened_part
from claims.store.errands import WorkerKeys, keys_of
from claims.store.host_key import HostKey, vouch_context
from claims.store.keyring import Keyring, open_office_key
from claims.store.known_browsers import browser_row_id
from claims.store.ledger import open_details
from claims.store.member_keys import open_authenticator, open_label, unlock_with
from claims.store.passphrases import key_of_passphrase
from claims.store.receipts import key_of_code
from claims.store.recovery import open_recovery_wrap
from claims.store.revision_previews import open_outcome, open_proposal
from claims.store.sealed_bundle import bundle_key, read_order, read_paper, read_plan, read_refusal
from claims.store.trip_shards import open_shard, trips_key
from tests.store import stranger
from tests.store.known_answers import KnownAnswer, known_answers

KNOWN = known_answers()
OFFICE, CLAIM, MATTER, BUNDLE, MEMBER, ROW = (each * 16 for each in ("0f", "a1", "c3", "d4", "e5", "b2"))
NEW_WORDS = "zoo zero zone young you yellow year"
CODE, WORDS = "0123456789ABCDEFGHJKMNPG", "  Abandon ability ABLE about above absent absorb "
HOST, COOKIE = HostKey(bytes(range(32, 64))), bytes(range(32))


def claim_key(known: KnownAnswer) -> bytes:
    _, office, claim, recipient, recipient_id, generation = known.words
    wrap = ClaimWrap(claim_id=claim, recipient=Recipient(recipient), recipient_id=recipient_id, generation=generation,
                     office_id=office, wrapped=known.stored)  # fmt: skip
    return key_from_wrap(wrap, key=known.key)


def part(known: KnownAnswer) -> bytes:
    _, office, claim, kind, number, version = known.words
    opened = OpenClaim(
        id=str(claim), office_id=str(office), reference="", vault_folder="", key=known.key, status=next(iter(Status))
    )
    row = ClaimPart(
        claim_id=claim, kind=PartKind(kind), number=number, office_id=office, version=version, sealed=known.stored
    )
    return opened_part(opened, row)


def matter(known: KnownAnswer, **more: bytes) -> Matter:
    facts = {"for_office": b"", "for_counsel": b"", **more}
    return Matter(id=MATTER, office_id=OFFICE, public_key=b"", **facts)


def bundle(known: KnownAnswer) -> Bundle:
    return Bundle(id=BUNDLE, office_id=OFFICE, matter_id=MATTER, number=1, status="ordered", week="", vault_folder="",
                  key_wrap=known.stored, order=known.stored, finished=known.stored, refused=known.stored)  # fmt: skip


def share(known: KnownAnswer) -> BundleShare:
    return BundleShare(bundle_id=BUNDLE, number=1, office_id=OFFICE, kind="claimants", status="waiting", vault_folder="",
                       plan=known.stored)  # fmt: skip


def office(known: KnownAnswer, *, which: str) -> bytes:
    row = Office(id=OFFICE, kind="real", name="", public_key=b"", reading_wrap=known.stored, card_wrap=known.stored)
    return open_office_key(row, private=known.key, which=which)


def member(known: KnownAnswer) -> Member:
    return Member(id=MEMBER, office_id=OFFICE, name="", sign_in_name="", roles="", salt=bytes(range(16)), public_key=b"",
                  locked_key=known.stored, second_factor=known.stored)  # fmt: skip


def preview(known: KnownAnswer) -> RevisionPreview:
    return RevisionPreview(id=ROW, office_id=OFFICE, proposal=known.stored, outcome=known.stored)


def visit(known: KnownAnswer) -> sessions.Visit | None:
    row_id, key = sessions._names(COOKIE, HOST)
    return sessions._opened(
        SessionRow(id=row_id, office_id=OFFICE, seen=0, idle=0, ends=0, payload=known.stored), key=key
    )


def lent(known: KnownAnswer) -> dict[str, str]:
    worker = object.__new__(WorkerKeys)
    worker.private = known.key
    errand = Errand(id=ROW, office_id=OFFICE, worker_id="", member_id="", kind=ErrandKind.OPEN_MAIL, subject="", ends=0,
                    keys=known.stored, vouched=b"")  # fmt: skip
    return keys_of(errand, worker=worker)


def details(known: KnownAnswer) -> dict[str, object] | None:
    line = LedgerLine(
        office_id=OFFICE, number=42, actor="", role="", hour="", action="", details=known.stored, chain=b""
    )
    return open_details(line, keyring=Keyring(office=known.key))


def read(known: KnownAnswer) -> dict:
    return json.loads(known.content)


OPENED: dict[str, tuple[Callable[[KnownAnswer], object], Callable[[KnownAnswer], object]]] = {
    # name (or how it begins): by our own code, and what that must be
    "claim_wrap.wrapped": (claim_key, lambda known: known.content),
    "claim_part.sealed": (part, lambda known: zlib.decompress(known.content) if known.content[:1] == b"x" else known.content),
    "card_shard.sealed": (
        lambda known: [
            card.model_dump(mode="json", exclude_defaults=True) for card in
            cards._open(CardShard(id=ROW, office_id=OFFICE, version=5, sealed=known.stored), known.key).values()
        ], read),
    "trip_shard.sealed": (
        lambda known: [
            (one.claim_id, one.reference, one.matched_by, len(one.trips), one.answers[0][0].windows, one.answers[1][0].result)
            for one in open_shard(TripShard(id=ROW, office_id=OFFICE, version=7, matched_by="r.1", sealed=known.stored),
                                  key=trips_key(bytes.fromhex("33" * 32))).each()
        ],
        lambda known: [(CLAIM, "7K3M9Q4T", "r.1", 2, (("MOJ-FN", "inside"),), "outside")]),
    "revision_preview.proposal": (
        lambda known: open_proposal(preview(known), key=known.key), lambda known: (read(known)["base"], read(known)["content"].encode())),
    "revision_preview.outcome": (
        lambda known: open_outcome(preview(known), key=known.key), lambda known: PreviewOutcome.model_validate(read(known))),
    "office.reading_wrap": (lambda known: office(known, which="reading"), lambda known: known.content),
    "office.card_wrap": (lambda known: office(known, which="card"), lambda known: known.content),
    "member.locked_key": (
        lambda known: unlock_with(key_of_passphrase(WORDS, salt=bytes(range(16))), known.stored, member_id=MEMBER),
        lambda known: known.content),
    "member.next_key": (
        lambda known: unlock_with(key_of_passphrase(NEW_WORDS, salt=bytes(range(16, 32))), known.stored, member_id=MEMBER),
        lambda known: known.content,
    ),
    "passkey.label": (
        lambda known: open_label(
            Passkey(id=ROW, office_id=OFFICE, member_id=MEMBER, credential=b"", public_key=b"", label=known.stored, week=""),
            private=known.key,
        ),
        lambda known: known.content.decode().rstrip(),
    ),
    "recovery_wrap.wrapped": (
        lambda known: open_recovery_wrap(
            known.key, known.stored, office_id=OFFICE, recovery=ROW, kind=str(known.words[3]), key_id=str(known.words[4]), generation=1
        ),
        lambda known: known.content,
    ),
    "member.second_factor": (
        lambda known: open_authenticator(member(known), private=known.key), lambda known: known.content.decode()),
    "matter.for_office": (
        lambda known: read_matter(matter(known, for_office=known.stored), keyring=Keyring(office=known.key)),
        lambda known: MatterFacts(**read(known))),
    "matter.for_counsel": (
        lambda known: read_matter(matter(known, for_counsel=known.stored), keyring=Keyring(matters={MATTER: known.key})),
        lambda known: MatterFacts(**read(known))),
    "announcement.sealed": (
        lambda known: announcements._opened(
            Announcement(matter_id=MATTER, kind="course", number=1, office_id=OFFICE, sealed=known.stored), known.key, shape=CourseEntry),
        lambda known: CourseEntry(**read(known))),
    "bundle.key_wrap": (
        lambda known: bundle_key(bundle(known), keyring=Keyring(matters={MATTER: known.key})), lambda known: known.content),
    "bundle.order": (
        lambda known: read_order(bundle(known), key=known.key),
        lambda known: BundleOrder(**read(known))),
    "bundle.finished": (
        lambda known: read_paper(bundle(known), key=known.key),
        lambda known: BundlePaper(**read(known))),
    "bundle.refused": (
        lambda known: read_refusal(bundle(known), key=known.key), lambda known: BundleRefusal(**read(known))),
    "bundle_share.plan": (
        lambda known: read_plan(share(known), key=known.key), lambda known: SharePlan(**read(known))),
    "bundle_stamp.token": (
        lambda known: token_of(
            BundleStamp(bundle_id=BUNDLE, package=Package.COURT, office_id=OFFICE, status="stamped", statement=b"",
                        token=known.stored), known.key),
        lambda known: known.content),
    "session_row.payload": (
        visit,
        lambda known: sessions.Visit(office_id=OFFICE, **{**read(known), "key": base64.b64decode(read(known)["key"])})),
    "errand.keys": (lent, read),
    "ledger_line.details": (details, read),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in KNOWN if name.partition(",")[0].partition(" ")[0] in OPENED])
def test_we_open_it_as_the_stranger_does(name: str) -> None:
    known = KNOWN[name]
    opened, meant = OPENED[name.partition(",")[0].partition(" ")[0]]

    assert opened(known) == meant(known)
    assert known.opened_by_a_stranger() == known.content


def test_every_kind_of_row_is_opened_here() -> None:
    """But the wraps of keys to members and to the office itself (tests/store/test_keyring.py), what only counsel know of a matter and what
    a share made (test_sealed_bundle.py, test_share_made.py), which are opened on a real office.
    """
    kinds = {name.partition(",")[0].partition(" ")[0] for name in KNOWN}

    assert kinds - set(OPENED) == {
        *("key_wrap.wrapped", "office_key.archived", "matter.counsel_file", "bundle_share.made"),
    }


def test_the_keys_follow_from_what_people_hold() -> None:
    """Receipt, seven words, cookie and host key, card key: each leads to the key of its known answer."""
    assert key_of_code(CODE, claim_id=CLAIM) == KNOWN["claim_wrap.wrapped receipt"].key
    assert key_of_passphrase(WORDS, salt=bytes(range(16))) == KNOWN["member.locked_key"].key
    assert sessions._names(COOKIE, HOST)[1] == KNOWN["session_row.payload"].key
    assert trips_key(KNOWN["card_shard.sealed"].key) == KNOWN["trip_shard.sealed"].key


def test_names_that_open_nothing_are_known_too() -> None:
    """The row of a browser, the mark of a worker, the count of attempts: each by the page, each as fixed bytes."""
    cookie = base64.urlsafe_b64encode(COOKIE).decode().rstrip("=")
    browser = browser_row_id(cookie, member_id=MEMBER)
    vouched = HOST.vouch(vouch_context("worker", OFFICE, ROW, "ab"))

    assert browser == stranger.derive(COOKIE, "known browser", salt=bytes.fromhex(MEMBER), length=16).hex()
    assert vouched == stranger.hmac.digest(
        stranger.derive(bytes(range(32, 64)), "vouch"), stranger.context("vouch", "worker", OFFICE, ROW, "ab"), "sha256"
    )
    assert (browser, vouched.hex()[:32]) == ("156284b85ea610e3864756cc36b0165a", "82ac98ebe244412ee9aa8e2e4b3e099a")


@pytest.mark.parametrize("name", [name for name in KNOWN if name.partition(",")[0].partition(" ")[0] in OPENED])
def test_a_row_that_was_changed_opens_nowhere(name: str) -> None:
    """One bit of its last byte, which is of the tag: refused, or nobody's, never half shown."""
    known = KNOWN[name]
    changed = replace(known, stored=known.stored[:-1] + bytes([known.stored[-1] ^ 1]))
    try:
        found = OPENED[name.partition(",")[0].partition(" ")[0]][0](changed)
    except Damaged:
        return
    assert found in (None, "", b"")

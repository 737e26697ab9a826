"""What a seizure shows: every column and file that can be read cold, with its class and what it reveals.

A column that is not on this list fails the tests and `claims seizure-report --check`. This is where the promise is listed.
Classes: public, code (a word from a closed list), count, key material (useless cold), random (a key without meaning), sealed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from claims.store.all_tables import TABLES

RANDOM = ("random", "nothing: 128 random bits")
SEALED = ("sealed", "its size class")
OFFICE = ("random", "which office; one folder holds one")

CLEAR_COLUMNS: dict[str, tuple[str, str]] = {
    "office.id": RANDOM,
    "office.kind": ("code", "whether this is the demonstration"),
    "office.name": ("public", "the office's name, as on every page"),
    "office.contact": ("public", "how to reach the office, as on every page"),
    "office.firms": ("public", "the law firms named in agreement C4"),
    "office.generation": ("count", "how often the office's key was renewed"),
    "office.public_key": ("public", "the key that anybody may seal to"),
    "office.reading_wrap": ("key material", "nothing without the office's private key"),
    "office.card_wrap": ("key material", "nothing without the office's private key"),
    "member.id": RANDOM,
    "member.office_id": OFFICE,
    "member.name": ("public", "who works here"),
    "member.sign_in_name": ("public", "the name they sign in with"),
    "member.roles": ("code", "what they may do"),
    "member.language": ("code", "Korean or English, of a member of the office"),
    "member.salt": ("key material", "nothing"),
    "member.locked_key": ("key material", "nothing without seven words (77 bits)"),
    "member.public_key": ("public", "the key that keys are handed to"),
    "member.second_factor": ("key material", "nothing without the member's key"),
    "member.last_step": ("count", "the half minute of the member's last sign-in"),
    "member.active": ("code", "whether they still work here"),
    "member.next_salt": ("key material", "nothing"),
    "member.next_key": ("key material", "nothing without seven words (77 bits)"),
    "member.renew": ("code", "whether they still use the words they were handed"),
    "member.epoch": ("count", "how often they ended all of their sessions"),
    "office_key.office_id": OFFICE,
    "office_key.generation": ("count", "how often the office's key was renewed"),
    "office_key.public_key": ("public", "the key that anybody could seal to"),
    "office_key.archived": ("key material", "nothing without the office's private key"),
    "office_key.in_use": ("code", "whether a renewal of the office's key has gone through all claims"),
    "passkey.id": RANDOM,
    "passkey.office_id": OFFICE,
    "passkey.member_id": ("random", "which member has a passkey"),
    "passkey.credential": ("public", "a name that only the passkey knows what to do with"),
    "passkey.public_key": ("public", "the key that verifies the passkey's answers"),
    "passkey.sign_count": ("count", "how often the passkey was used"),
    "passkey.label": ("key material", "nothing without the member's key"),
    "passkey.week": ("count", "the week it was registered"),
    "known_browser.id": ("random", "nothing without the cookie"),
    "known_browser.office_id": OFFICE,
    "known_browser.member_id": ("random", "from how many browsers a member signed in"),
    "known_browser.week": ("count", "the week a member last signed in from it"),
    "recovery_key.id": RANDOM,
    "recovery_key.office_id": OFFICE,
    "recovery_key.public_key": ("public", "the key that keys are wrapped to for recovery"),
    "recovery_key.need": ("count", "how many sheets of paper make the key again"),
    "recovery_key.shares": ("count", "how many sheets were printed"),
    "recovery_key.week": ("count", "the week they were printed"),
    "recovery_wrap.recovery_id": RANDOM,
    "recovery_wrap.key_kind": ("code", "whether the key is the office's or a matter's"),
    "recovery_wrap.key_id": RANDOM,
    "recovery_wrap.generation": ("count", "how often the key was renewed"),
    "recovery_wrap.office_id": OFFICE,
    "recovery_wrap.wrapped": ("key material", "nothing without enough sheets of paper"),
    "key_wrap.member_id": RANDOM,
    "key_wrap.key_kind": ("code", "whether the key is the office's or a matter's"),
    "key_wrap.key_id": RANDOM,
    "key_wrap.generation": ("count", "how often the key was renewed"),
    "key_wrap.office_id": OFFICE,
    "key_wrap.wrapped": ("key material", "nothing without the member's key"),
    "claim.id": RANDOM,
    "claim.office_id": OFFICE,
    "claim.reference": (
        "random",
        "nothing: 35 random bits; with a claimant's receipt beside it, that this is their claim",
    ),
    "claim.status": ("code", "in which state a claim is"),
    "claim.week": ("count", "the week it was sent, of a draft: last saved"),
    "claim.retention_week": ("count", "the week it will be destroyed"),
    "claim.assignee": ("random", "which member works on it"),
    "claim.unread": ("code", "whether something is unread"),
    "claim.vault_folder": ("random", "which sealed files belong to it: their number and size classes"),
    "claim_wrap.claim_id": RANDOM,
    "claim_wrap.recipient": ("code", "for whom: receipt, office, reading, matter"),
    "claim_wrap.recipient_id": ("random", "which matter a claim was chosen for"),
    "claim_wrap.generation": ("count", "how often the recipient's key was renewed"),
    "claim_wrap.office_id": OFFICE,
    "claim_wrap.wrapped": ("key material", "nothing without the recipient's key"),
    "claim_part.claim_id": RANDOM,
    "claim_part.kind": ("code", "file, judgement, desk, message, proof"),
    "claim_part.number": ("count", "how many judgements and messages"),
    "claim_part.version": ("random", "nothing: another random number at each save"),
    "claim_part.office_id": OFFICE,
    "claim_part.sealed": SEALED,
    "erasure.claim_id": ("random", "nothing: the key of a claim that is gone"),
    "erasure.office_id": OFFICE,
    "erasure.vault_folder": ("random", "nothing: a folder that is gone"),
    "erasure.week": ("count", "in which week a claim was destroyed"),
    "card_shard.id": RANDOM,
    "card_shard.office_id": OFFICE,
    "card_shard.version": ("count", "how often the shard was written"),
    "card_shard.sealed": SEALED,
    "trip_shard.id": RANDOM,
    "trip_shard.office_id": OFFICE,
    "trip_shard.version": ("count", "how often the shard was written"),
    "trip_shard.matched_by": ("public", "by which published revision its claims were last looked at, all of them"),
    "trip_shard.sealed": SEALED,
    "triage_event.claim_id": RANDOM,
    "triage_event.number": ("count", "how many steps a claim has made"),
    "triage_event.office_id": OFFICE,
    "triage_event.move": ("code", "which step"),
    "triage_event.member_id": ("random", "which member made it; empty for the claimant"),
    "triage_event.week": ("count", "in which week"),
    "matter.id": RANDOM,
    "matter.office_id": OFFICE,
    "matter.public_key": ("public", "the key that claims are wrapped to"),
    "matter.for_office": ("sealed", "its size, which is fixed"),
    "matter.for_counsel": ("sealed", "its size, which is fixed"),
    "bundle.id": RANDOM,
    "bundle.office_id": OFFICE,
    "bundle.matter_id": RANDOM,
    "bundle.number": ("count", "how many bundles a matter has"),
    "bundle.status": ("code", "in which state a bundle is"),
    "bundle.week": ("count", "the week it was ordered"),
    "bundle.stage": ("code", "how far the export has come"),
    "bundle.stopped_by": ("code", "why an export stopped, as a code"),
    "bundle.vault_folder": ("random", "which sealed files belong to it: their number and size classes"),
    "bundle.key_wrap": ("key material", "nothing without the matter's private key"),
    "bundle.order": SEALED,
    "bundle.finished": SEALED,
    "session_row.id": ("random", "nothing without the cookie"),
    "session_row.office_id": OFFICE,
    "session_row.seen": ("count", "the minute somebody was last here; the row goes when the session ends"),
    "session_row.idle": ("code", "whether it is a claimant's or a member's session"),
    "session_row.ends": ("count", "when the session ends at the latest"),
    "session_row.payload": ("sealed", "its size class; opens with the cookie and the host key together"),
    "worker.id": RANDOM,
    "worker.office_id": OFFICE,
    "worker.public_key": ("public", "the key that errands are lent to"),
    "worker.vouched": ("key material", "nothing"),
    "worker.seen": ("count", "when the worker last ran"),
    "errand.id": RANDOM,
    "errand.office_id": OFFICE,
    "errand.worker_id": RANDOM,
    "errand.member_id": ("random", "which member lent the keys"),
    "errand.kind": ("code", "which work"),
    "errand.subject": ("random", "which bundle"),
    "errand.ends": ("count", "until when the keys are lent; the row goes when the work is done"),
    "errand.keys": ("sealed", "about how many keys were lent; opens only in the worker's memory"),
    "errand.vouched": ("key material", "nothing"),
    "ledger_line.office_id": OFFICE,
    "ledger_line.number": ("count", "how many lines there are"),
    "ledger_line.actor": ("random", "which member did it"),
    "ledger_line.role": ("code", "in which role"),
    "ledger_line.hour": ("count", "in which hour"),
    "ledger_line.action": ("code", "what was done"),
    "ledger_line.reference": ("random", "to which claim, matter, bundle, member, month of the ledger or service start"),
    "ledger_line.details": ("sealed", "its size class"),
    "ledger_line.chain": ("public", "a hash over ciphertext"),
    "ledger_anchor.id": RANDOM,
    "ledger_anchor.office_id": OFFICE,
    "ledger_anchor.number": ("count", "which line of the ledger was the last"),
    "ledger_anchor.place": ("code", "where the head was put down: file, mail, timestamp"),
    "ledger_anchor.outcome": ("code", "whether it got there"),
    "ledger_anchor.hour": ("count", "in which hour"),
    "ledger_anchor.statement": ("public", "the signed head, as it went out"),
    "ledger_anchor.token": ("public", "what the time-stamping authority answered"),
    "proof_key.id": ("public", "a key that verifies proofs of receipt"),
    "proof_key.office_id": OFFICE,
    "proof_key.week": ("count", "the week the service started"),
    "registry_revision.id": ("public", "the hash of the published registry"),
    "registry_revision.office_id": OFFICE,
    "registry_revision.number": ("public", "how many revisions were published"),
    "registry_revision.previous": ("public", "the hash of the revision before"),
    "registry_revision.member_id": ("public", "which member published it; empty for the disclosure files"),
    "registry_revision.role": ("code", "in which role"),
    "registry_revision.published": ("public", "when it was published: an act of the office, of no claimant"),
    "registry_revision.why": ("public", "why, as the page of revisions says"),
    "registry_revision.content": ("public", "the registry as everybody can download it"),
    "registry_name.office_id": OFFICE,
    "registry_name.name": ("public", "an id of a window or project that the registry used"),
    "registry_name.project": ("public", "the project it belongs to"),
    "registry_name.reports": ("public", "the group it stands in"),
    "registry_name.first": ("public", "the revision it came with"),
    "registry_name.retracted": ("public", "the revision that took it out"),
    "registry_file.office_id": OFFICE,
    "registry_file.project": ("public", "the code of a project that has a disclosure file"),
    "registry_file.taken": ("public", "a hash of that file"),
    "registry_draft.office_id": OFFICE,
    "registry_draft.member_id": ("random", "which member is working on the registry"),
    "registry_draft.project": ("public", "the project they are changing"),
    "registry_draft.base": ("public", "the revision they began from"),
    "registry_draft.saved": ("count", "when a member last saved it: an act of the office, of no claimant"),
    "registry_draft.content": ("public", "what a researcher is about to publish; nothing of a claimant"),
    "revision_preview.id": RANDOM,
    "revision_preview.office_id": OFFICE,
    "revision_preview.week": ("count", "the week somebody tried what a new registry would change"),
    "revision_preview.proposal": SEALED,
    "revision_preview.outcome": SEALED,
}

VAULT_PARTS = "vault/??/*/*"
_PART = re.compile(r"vault/([0-9a-f]{2})/\1[0-9a-f]{30}/[0-9a-f]{32}")

# Everything else that may lie in the office's folder: pattern, class, what it reveals.
CLEAR_FILES: tuple[tuple[str, str, str], ...] = (
    ("office.sqlite", "sealed", "the columns listed here"),
    ("office.sqlite-wal", "sealed", "the same columns, as last written"),
    ("office.sqlite-shm", "count", "an index into the file before"),
    (VAULT_PARTS, "sealed", "number and size classes of sealed files per claim and bundle; their time is a week"),
    ("fonts/**/*", "public", "the fonts that papers are set in"),
    ("sign-ins.json", "public", "demonstration only: its sign-ins; a real office has no such file"),
)


def unlisted_columns() -> list[str]:
    """Columns of the tables that are not on the list, and names on the list that are no columns."""
    there = {
        f"{column.table.name}.{column.name}" for table in TABLES[0].metadata.tables.values() for column in table.columns
    }
    return sorted(there ^ set(CLEAR_COLUMNS))


def unlisted_files(folder: Path) -> list[str]:
    """Files in the office's folder that fit no pattern of the list."""
    listed = {path for pattern, _, _ in CLEAR_FILES if pattern != VAULT_PARTS for path in folder.glob(pattern)}
    there = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    names = [path.relative_to(folder).as_posix() for path in there if path not in listed]
    return sorted(name for name in names if not _PART.fullmatch(name))


def report_lines(folder: Path) -> Iterator[str]:
    """The report as text: columns by class, then files with number and bytes."""
    width = max(map(len, CLEAR_COLUMNS))
    for name, (kind, reveals) in sorted(CLEAR_COLUMNS.items(), key=lambda item: (item[1][0], item[0])):
        yield f"{kind:<13} {name:<{width}}  {reveals}"
    for pattern, kind, reveals in CLEAR_FILES:
        found = [path for path in folder.glob(pattern) if path.is_file()]
        if found:
            size = sum(path.stat().st_size for path in found)
            yield f"{kind:<13} {pattern:<{width}}  {reveals} ({len(found)} files, {size:,} bytes)"

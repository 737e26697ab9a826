"""The bytes of a claimant's pieces of evidence, each part checked against the sealed list as it is opened."""

from collections.abc import Iterator

from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.errors import Damaged
from claims.model.claim_file import EvidenceFacts
from claims.store.sealed_files import open_file

ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/webp": "webp",
}


def native_ending(facts: EvidenceFacts) -> str:
    """The ending of a file as it was given, by what it was found to be; the claimant's own file name goes nowhere."""
    return ENDINGS.get(facts.media_type, "bin")


def piece(making: Making, one: OpenParty, facts: EvidenceFacts, *, use: str, label: str) -> Iterator[bytes]:
    """The bytes of one piece, as given for `use` "original", else of the copy without metadata. Raises Damaged naming party and piece."""
    parts = facts.parts if use == "original" else facts.clean
    file, folder = one.going.file, one.claim.vault_folder
    try:
        yield from open_file(parts, identity=file.evidence_identity, vault=making.export.vault, folder=folder)
    except Damaged as damage:
        raise Damaged(damage.reason, **damage.facts, party=one.chosen.number, exhibit=label) from None

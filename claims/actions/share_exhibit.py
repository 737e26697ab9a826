"""Evidence that all claimants of a matter share: taken in as a stream, sealed while it comes, listed; taken out while no bundle numbered it."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.bundle_numbers import read_numbers
from claims.actions.lend_bundle import BEING_MADE
from claims.actions.matter_file import change_matter_file
from claims.errors import NotFound, NotNow, NotValid
from claims.model.matter import Matter, MatterFile, SharedExhibit
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus
from claims.queries.matter_page import bundles_of
from claims.rules.dates import read_date
from claims.rules.uploads import UploadRefusal
from claims.store.clock import seconds, start_of_week
from claims.store.database import after_commit
from claims.store.evidence_reading import read_evidence
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line
from claims.store.sealed_bundle import bundle_key, read_order
from claims.store.sealed_files import HashingSealer, open_whole, recipient_of
from claims.store.vault import Vault

MOST_SHARED = 200
# A court takes these as they are; what telephones make besides is for claimants.
TAKEN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def keep_identity(session: Session, matter: Matter, *, keyring: Keyring) -> MatterFile:
    """The matter's file with an identity that is kept, so that something can be sealed to it."""
    return change_matter_file(session, matter.id, change=lambda file: file, keyring=keyring)


def begin_sharing(matter: Matter, file: MatterFile, *, vault: Vault, now: datetime) -> HashingSealer:
    """What the door writes the incoming bytes to. Refuses NotValid `too_many_shared` before the first byte."""
    if len(file.shared) >= MOST_SHARED:
        raise NotValid("too_many_shared", limit=MOST_SHARED)
    return HashingSealer(
        recipient=recipient_of(file.identity), vault=vault, folder=matter.vault_folder, time=start_of_week(now)
    )


def read_shared(
    matter: Matter,
    sealer: HashingSealer,
    *,
    identity: str,
    file_name: str,
    title: str,
    author: str,
    made_on: str,
    purpose: str,
    vault: Vault,
    now: datetime,
) -> SharedExhibit:
    """What arrived, read with a real decoder. On any refusal nothing of it remains.

    Refuses NotValid `upload_…` as a claimant's evidence, `title_needed` and `date_malformed`.
    """
    try:
        if not title.strip():
            raise NotValid("title_needed")
        if made_on:
            read_date(made_on)
        parts = sealer.finish()
        content = open_whole(parts, identity=identity, vault=vault, folder=matter.vault_folder)
        found = read_evidence(content, declared_name=file_name)
        if found.media_type not in TAKEN:
            raise NotValid(UploadRefusal.KIND_NOT_ACCEPTED)
    except BaseException:
        sealer.abandon()
        raise
    return SharedExhibit(
        id=random_key(),
        title=title.strip(),
        author=author.strip(),
        made_on=made_on,
        purpose=purpose.strip(),
        media_type=found.media_type,
        size=sealer.size,
        sha256=sealer.sha256,
        pages=found.pages,
        parts=parts,
        added_at=seconds(now),
    )


def share_exhibit(
    session: Session, matter: Matter, *, exhibit: SharedExhibit, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """It is the last of the matter's shared exhibits. Refuses NotValid `too_many_shared`, `shared_twice` for the same bytes."""

    def with_it(file: MatterFile) -> MatterFile:
        if len(file.shared) >= MOST_SHARED:
            raise NotValid("too_many_shared", limit=MOST_SHARED)
        if any(each.sha256 == exhibit.sha256 for each in file.shared):
            raise NotValid("shared_twice")
        return file.model_copy(update={"shared": (*file.shared, exhibit)})

    change_matter_file(session, matter.id, change=with_it, keyring=keyring)
    details = {"exhibit": exhibit.id, "title": exhibit.title, "sha256": exhibit.sha256}
    write_line(
        session, matter.office_id, actor=actor, action="share_exhibit", reference=matter.id, details=details, now=now
    )


def unshare_exhibit(
    session: Session,
    matter: Matter,
    *,
    exhibit_id: str,
    vault: Vault,
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> None:
    """It is destroyed. Refuses NotFound, NotNow `shared_numbered` once a bundle that was made, or is being made, has numbered it."""
    gone: list[SharedExhibit] = []

    def without_it(file: MatterFile) -> MatterFile:
        # Asked while the matter is held, as an order holds it: none is taken out that is being numbered.
        if exhibit_id in numbered_shared(session, matter, keyring=keyring, vault=vault):
            raise NotNow("shared_numbered")
        gone.extend(each for each in file.shared if each.id == exhibit_id)
        if not gone:
            raise NotFound("exhibit")
        return file.model_copy(update={"shared": tuple(each for each in file.shared if each.id != exhibit_id)})

    change_matter_file(session, matter.id, change=without_it, keyring=keyring)
    after_commit(session, lambda: _destroy(gone, vault=vault, folder=matter.vault_folder))
    details = {"exhibit": exhibit_id, "title": gone[0].title}
    write_line(
        session, matter.office_id, actor=actor, action="unshare_exhibit", reference=matter.id, details=details, now=now
    )


def numbered_shared(session: Session, matter: Matter, *, keyring: Keyring, vault: Vault) -> frozenset[str]:
    """The ids of shared exhibits that have a number in a bundle which did not stop: a number once served stays."""
    served: set[str] = set()
    for row in bundles_of(session, matter):
        # The latest finished one knows all numbers that were served before it.
        if row.finished is not None or BundleStatus(row.status) in BEING_MADE:
            order = read_order(row, key=bundle_key(row, keyring=keyring))
            served.update(each.id for each in read_numbers(row, order, vault=vault).shared)
        if row.finished is not None:
            break
    return frozenset(served)


def destroy_shared(matter: Matter, exhibit: SharedExhibit, *, vault: Vault) -> None:
    """Destroy the sealed bytes of an exhibit that no file lists."""
    _destroy([exhibit], vault=vault, folder=matter.vault_folder)


def _destroy(exhibits: list[SharedExhibit], *, vault: Vault, folder: str) -> None:
    for exhibit in exhibits:
        for part in exhibit.parts:
            vault.delete(folder, part.name)

"""What would a registry change? The outcome of a preview, for members whose keyring opens it. This is where it is asked for."""

from sqlmodel import Session

from claims.errors import NotAllowed, NotFound
from claims.model.revision_preview import PreviewOutcome, RevisionPreview
from claims.store.keyring import Keyring
from claims.store.revision_previews import open_outcome
from claims.store.trip_shards import trips_key


def read_preview(session: Session, office_id: str, *, preview_id: str, keyring: Keyring) -> PreviewOutcome | None:
    """The counts, with sample references; None while the worker is at it, or when its keys were taken back.

    Refuses NotAllowed `no_key`, NotFound `preview`. The caller has written the ledger line before.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    preview = session.get(RevisionPreview, preview_id)
    if preview is None or preview.office_id != office_id:
        raise NotFound("preview")
    return open_outcome(preview, key=trips_key(keyring.card))

"""Bundle stamps: the time stamp beside a package, asked for over its tagmanifest-sha256.txt. The token names an instant, so it lies
wrapped to the matter. This is where it is put and taken out.
"""

from sqlmodel import Session, col, select

from claims.model.bundle_share import BundleStamp
from claims.model.vocabulary import StampStatus
from claims.store.database import UNTIL_DONE
from claims.store.seal import context, open_wrap, wrap_to


def stamps_of(session: Session, bundle_id: str) -> list[BundleStamp]:
    """The stamps of a bundle, stamped or waiting: the court's package first."""
    there = select(BundleStamp).where(BundleStamp.bundle_id == bundle_id)
    return sorted(session.exec(there), key=lambda stamp: stamp.package != "court")


def waiting_stamps(session: Session, office_id: str) -> list[BundleStamp]:
    """All of the office that no authority has stamped yet, in a fixed order."""
    there = select(BundleStamp).where(
        BundleStamp.office_id == office_id, col(BundleStamp.status) == StampStatus.WAITING.value
    )
    return list(session.exec(there.order_by(BundleStamp.bundle_id, col(BundleStamp.package))))


def keep_token(session: Session, stamp: BundleStamp, token: bytes, *, public: bytes) -> bool:
    """The token lies wrapped to the matter's public key. False when the bundle is gone or another worker was first: nothing changes."""
    row = session.get(BundleStamp, (stamp.bundle_id, stamp.package), with_for_update=UNTIL_DONE, populate_existing=True)
    if row is None or StampStatus(row.status) is not StampStatus.WAITING:
        return False
    row.token = wrap_to(public, token, context=_place(row))
    row.status = StampStatus.STAMPED
    session.add(row)
    return True


def token_of(stamp: BundleStamp, private: bytes) -> bytes | None:
    """The authority's answer (DER, RFC 3161) by the matter's private key; None while none was kept. Raises Damaged."""
    return None if stamp.token is None else open_wrap(private, stamp.token, context=_place(stamp))


def _place(stamp: BundleStamp) -> bytes:
    return context("bundle stamp", stamp.office_id, stamp.bundle_id, stamp.package)

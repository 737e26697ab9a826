"""Collect the time stamps of a finished bundle: they lie beside it, for it was closed before they were got, and may come later than it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from claims.errors import NotNow, NotValid
from claims.model.bundle import Bundle
from claims.model.vocabulary import BundleStatus
from claims.store.bundle_stamps import stamps_of, token_of
from claims.store.keyring import Keyring, matter_key
from claims.store.ledger import Actor, write_line
from claims.store.sealed_bundle import bundle_key, read_order
from claims.store.stamp_files import beside_zip

WITH_STAMPS = frozenset({BundleStatus.READY, BundleStatus.COLLECTED})


def collect_stamps(
    session: Session,
    bundle: Bundle,
    *,
    why: Mapping[str, str],
    roots: Path | None,
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> bytes:
    """A small ZIP with a token for each package that has one, and a clear word for each that has none. Its line is written with this deed.

    `roots`: the file of the authority's certificates, None where none is configured. Refuses NotValid `reason_needed`, NotNow
    `not_ready`; raises NotAllowed, Damaged.
    """
    if not why.get("why"):
        raise NotValid("reason_needed")
    if BundleStatus(bundle.status) not in WITH_STAMPS:
        raise NotNow("not_ready")
    private = matter_key(bundle.matter_id, keyring=keyring)
    order = read_order(bundle, key=bundle_key(bundle, keyring=keyring))
    opened = {str(stamp.package): token_of(stamp, private) for stamp in stamps_of(session, bundle.id)}
    tokens = {package: token for package, token in opened.items() if token is not None}
    chain = roots.read_bytes() if roots is not None and tokens else b""
    details = {"bundle": bundle.id, "stamped": sorted(tokens), **why}
    write_line(
        session, bundle.office_id, actor=actor, action="collect_stamps", reference=bundle.id, details=details, now=now
    )
    return beside_zip(tokens, chain=chain, day=date.fromisoformat(order.day))

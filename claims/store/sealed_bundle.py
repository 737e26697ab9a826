"""What of a bundle lies sealed in rows, and under what it is bound: order, finished facts, plans and outcomes of its shares.

This is where a bundle's rows are sealed and opened, in one place for all who make, collect or compare bundles.
"""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from claims.errors import Damaged
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, BundleRefusal
from claims.model.bundle_share import BundleShare
from claims.model.share_plan import SharePlan
from claims.store.keyring import Keyring, matter_key
from claims.store.seal import context, open_sealed, open_wrap, seal

LEAST = 4096
Said = TypeVar("Said", bound=BaseModel)


def key_context(bundle: Bundle) -> bytes:
    """What the wrap of a bundle's key is bound to."""
    return context("bundle key", bundle.matter_id, bundle.id)


def bundle_key(bundle: Bundle, *, keyring: Keyring) -> bytes:
    """The bundle's key out of its wrap, by the matter's private key. Raises NotAllowed without it."""
    return open_wrap(matter_key(bundle.matter_id, keyring=keyring), bundle.key_wrap, context=key_context(bundle))


def seal_order(bundle: Bundle, order: BundleOrder, *, key: bytes) -> bytes:
    """The frozen order, sealed for its row."""
    return _sealed(order, key=key, bound=_of_bundle("bundle order", bundle))


def read_order(bundle: Bundle, *, key: bytes) -> BundleOrder:
    """The frozen order. Raises Damaged."""
    return _read(BundleOrder, bundle.order, key=key, bound=_of_bundle("bundle order", bundle))


def seal_paper(bundle: Bundle, paper: BundlePaper, *, key: bytes) -> bytes:
    """The finished facts, sealed for their row."""
    return _sealed(paper, key=key, bound=_of_bundle("bundle finished", bundle))


def read_paper(bundle: Bundle, *, key: bytes) -> BundlePaper:
    """The finished facts. Raises Damaged."""
    return _read(BundlePaper, bundle.finished or b"", key=key, bound=_of_bundle("bundle finished", bundle))


def seal_refusal(bundle: Bundle, refusal: BundleRefusal, *, key: bytes) -> bytes:
    """Why it was stopped, sealed for its row."""
    return _sealed(refusal, key=key, bound=_of_bundle("bundle refused", bundle))


def read_refusal(bundle: Bundle, *, key: bytes) -> BundleRefusal:
    """Why it was stopped. Raises Damaged."""
    return _read(BundleRefusal, bundle.refused or b"", key=key, bound=_of_bundle("bundle refused", bundle))


def seal_plan(share: BundleShare, plan: SharePlan, *, key: bytes) -> bytes:
    """What a share is to make, sealed for its row."""
    return _sealed(plan, key=key, bound=_of_share("share plan", share))


def read_plan(share: BundleShare, *, key: bytes) -> SharePlan:
    """What a share is to make. Raises Damaged."""
    return _read(SharePlan, share.plan, key=key, bound=_of_share("share plan", share))


def _of_bundle(what: str, bundle: Bundle) -> bytes:
    return context(what, bundle.office_id, bundle.id)


def _of_share(what: str, share: BundleShare) -> bytes:
    return context(what, share.office_id, share.bundle_id, share.number)


def _sealed(said: BaseModel, *, key: bytes, bound: bytes) -> bytes:
    return seal(key, said.model_dump_json().encode(), context=bound, least=LEAST)


def _read(kind: type[Said], sealed: bytes, *, key: bytes, bound: bytes) -> Said:
    plain = open_sealed(key, sealed, context=bound)
    try:
        return kind.model_validate_json(plain)
    except ValidationError:
        raise Damaged("bundle_part") from None

"""The numbers of a matter: kept sealed beside each bundle, read again by the next. They outlive the bundle, so that none is given twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlmodel import Session, col, select

from claims.errors import Damaged
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, PartyNumbers, Superseded
from claims.model.claim_file import EvidencePart
from claims.model.matter import Matter
from claims.store.keyring import Keyring
from claims.store.sealed_bundle import bundle_key, read_order, read_paper
from claims.store.sealed_files import open_whole, seal_file
from claims.store.vault import Vault


@dataclass(frozen=True)
class Base:
    """The finished bundle that the next one of its matter follows: its row, order and paper, open."""

    bundle: Bundle
    order: BundleOrder
    paper: BundlePaper

    @property
    def superseded(self) -> Superseded:
        """As the next bundle names it."""
        return Superseded(
            bundle_id=self.bundle.id,
            number=self.bundle.number,
            day=self.order.day,
            fingerprints=self.paper.fingerprints,
            record=self.paper.record,
            record_identity=self.paper.record_identity,
            record_folder=self.bundle.record_folder,
            last_page=self.paper.last_page,
            last_volume=self.paper.last_volume,
            at=self.order.at,
        )


def base_of(session: Session, matter: Matter, *, keyring: Keyring) -> Base | None:
    """The latest bundle of the matter that was ever finished, destroyed since or not: what it numbered may have been served."""
    finished = select(Bundle).where(Bundle.matter_id == matter.id, col(Bundle.finished).is_not(None))
    bundle = session.exec(finished.order_by(col(Bundle.number).desc()).limit(1)).first()
    return None if bundle is None else opened_base(bundle, keyring=keyring)


def opened_base(bundle: Bundle, *, keyring: Keyring) -> Base:
    """A finished bundle, open. Raises Damaged, NotAllowed without the matter's key."""
    key = bundle_key(bundle, keyring=keyring)
    return Base(bundle=bundle, order=read_order(bundle, key=key), paper=read_paper(bundle, key=key))


def keep_numbers(
    bundle: Bundle, numbers: PartyNumbers, *, identity: str, vault: Vault, time: int
) -> tuple[EvidencePart, ...]:
    """Seal all numbers into the bundle's record folder; comes back with the list of parts."""
    return seal_file(
        (numbers.model_dump_json().encode(),), identity=identity, vault=vault, folder=bundle.record_folder, time=time
    )


def numbers_of(base: Base, *, vault: Vault) -> PartyNumbers:
    """The numbers that were kept with a finished bundle. Raises Damaged."""
    return read_numbers(base.bundle, base.order, vault=vault)


def read_numbers(bundle: Bundle, order: BundleOrder, *, vault: Vault) -> PartyNumbers:
    """The numbers of a bundle, finished or not. Raises Damaged."""
    plain = open_record(bundle, order.numbers, identity=order.identity, vault=vault)
    try:
        return PartyNumbers.model_validate_json(plain)
    except ValidationError:
        raise Damaged("bundle_numbers") from None


def open_record(bundle: Bundle, parts: Sequence[EvidencePart], *, identity: str, vault: Vault) -> bytes:
    """One sealed thing of a bundle's record folder. Raises Damaged."""
    return open_whole(parts, identity=identity, vault=vault, folder=bundle.record_folder)

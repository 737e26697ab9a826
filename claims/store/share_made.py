"""What one share of a bundle made: per package a stream of files, and the rows its claimants add to lists and tables.

It lies as a sealed file beside the streams, with only the list of its parts in the share's row. This is where it is kept and read again.
"""

from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, create_model

from claims.errors import Damaged
from claims.model.bundle_row import Redaction, ToFollow, Withheld
from claims.model.bundle_share import BundleShare
from claims.model.claim_file import EvidencePart
from claims.model.counsel_paper import CounselRow
from claims.model.court_paper import ExhibitRow, PartyRow
from claims.model.made_bundle import CustodyEvent, MadeDocument, MadeFile
from claims.model.vocabulary import Package
from claims.rules.filing_groups import Facets
from claims.store.seal import context, open_sealed, seal
from claims.store.sealed_files import open_whole, seal_file
from claims.store.share_streams import OpenStream
from claims.store.vault import Vault

Rows = Literal["court", "counsel", "documents", "parties", "exhibits", "claimants"]
Made = TypeVar("Made", bound=BaseModel)
_PARTS = TypeAdapter(tuple[EvidencePart, ...], config=ConfigDict(hide_input_in_errors=True))
LEAST = 4096


class ClaimantRows(BaseModel):
    """What one claimant adds to counsel's lists and tables. `results` are rows of claims.csv, by disclosed project."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    row: CounselRow
    facets: Facets
    results: tuple[tuple[str | int, ...], ...] = ()
    to_follow: tuple[ToFollow, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    custody: tuple[CustodyEvent, ...] = ()


class ShareMade(BaseModel):
    """The files of both packages with their streams, documents with pages, and rows; all in the order of party numbers.

    `last_page` and `last_volume` are where the volumes planned with the lists end; a supplement goes on from there.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    court: tuple[MadeFile, ...] = ()
    counsel: tuple[MadeFile, ...] = ()
    court_parts: tuple[EvidencePart, ...] = ()
    counsel_parts: tuple[EvidencePart, ...] = ()
    documents: tuple[MadeDocument, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    exhibits: tuple[ExhibitRow, ...] = ()
    claimants: tuple[ClaimantRows, ...] = ()
    last_page: int = 0
    last_volume: int = 0

    def files(self, package: Package) -> tuple[MadeFile, ...]:
        """The files of one package."""
        return self.court if package is Package.COURT else self.counsel

    def stream(self, package: Package, *, identity: str, vault: Vault, folder: str) -> OpenStream:
        """The stream that holds them, open."""
        parts = self.court_parts if package is Package.COURT else self.counsel_parts
        return OpenStream(parts, identity=identity, vault=vault, folder=folder)


def _alone(rows: Rows) -> type[BaseModel]:
    field: Any = (ShareMade.model_fields[rows].annotation, ())
    return create_model(f"Only_{rows}", __config__=ShareMade.model_config, **{rows: field})


# The same with one kind of rows: a list over everybody wants one, and making objects of all others is most of reading.
_ALONE: dict[Rows, type[BaseModel]] = {rows: _alone(rows) for rows in get_args(Rows)}


def keep_made(share: BundleShare, made: ShareMade, *, key: bytes, identity: str, vault: Vault, time: int) -> bytes:
    """Seal what was made into the share's folder; comes back with what its row keeps: the list of parts, sealed."""
    plain = made.model_dump_json().encode()
    parts = seal_file((plain,), identity=identity, vault=vault, folder=share.vault_folder, time=time)
    return seal(key, _PARTS.dump_json(parts), context=_bound(share), least=LEAST)


def read_made(share: BundleShare, *, key: bytes, identity: str, vault: Vault) -> ShareMade:
    """What was made. Raises Damaged."""
    return _read(ShareMade, share, key=key, identity=identity, vault=vault)


def read_rows(share: BundleShare, rows: Rows, *, key: bytes, identity: str, vault: Vault) -> tuple[Any, ...]:
    """One kind of rows of what was made, and nothing else of it in memory. Raises Damaged."""
    found = _read(_ALONE[rows], share, key=key, identity=identity, vault=vault)
    return tuple(getattr(found, rows))


def _read(kind: type[Made], share: BundleShare, *, key: bytes, identity: str, vault: Vault) -> Made:
    parts = _PARTS.validate_json(open_sealed(key, share.made or b"", context=_bound(share)))
    try:
        return kind.model_validate_json(open_whole(parts, identity=identity, vault=vault, folder=share.vault_folder))
    except ValidationError:
        raise Damaged("bundle_part") from None


def _bound(share: BundleShare) -> bytes:
    return context("share made", share.office_id, share.bundle_id, share.number)

"""What the shares of a bundle made, read again one share at a time: rows for lists, documents for volumes, files for packing."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.actions.bundle_shares import shares_of
from claims.actions.making import Making
from claims.model.bundle_share import BundleShare
from claims.model.court_paper import ExhibitRow, PartyRow
from claims.model.made_bundle import MadeDocument, MadeFile
from claims.model.vocabulary import Package, ShareKind
from claims.store.share_made import ClaimantRows, Rows, ShareMade, read_made, read_rows
from claims.store.share_streams import OpenStream

# How much is packed before it is asked again whether the keys are still lent.
_BREATH = 64 * 1024 * 1024
# Shares kept open: what a hundred claimants add to the lists takes some 5 MB.
KEPT = 12


@dataclass(frozen=True)
class Shares:
    """The finished shares of some kinds. Lists are many walks over them: the last few are kept open in memory, never all of many."""

    making: Making
    kinds: tuple[ShareKind, ...]
    _kept: OrderedDict[int, ShareMade] = field(default_factory=OrderedDict)

    def made(self) -> Iterator[tuple[BundleShare, ShareMade]]:
        """Each share by number, with all that it made."""
        for share in self._shares():
            self.making.breathe()
            yield share, self._opened(share)

    def rows(self, rows: Rows) -> Iterator[tuple[BundleShare, tuple[Any, ...]]]:
        """Each share by number, with one kind of rows; of many shares nothing else is read and nothing kept."""
        shares = self._shares()
        few = len(shares) <= KEPT
        for share in shares:
            self.making.breathe()
            yield share, getattr(self._opened(share), rows) if few else rows_of(self.making, share, rows)

    def parties(self) -> Iterator[PartyRow]:
        """Rows of the party list."""
        return self._of_all("parties")

    def exhibits(self) -> Iterator[ExhibitRow]:
        """Rows of the exhibit list."""
        return self._of_all("exhibits")

    def claimants(self) -> Iterator[ClaimantRows]:
        """Rows of counsel's tables."""
        return self._of_all("claimants")

    def documents(self, *sections: str) -> Iterator[MadeDocument]:
        """Documents with pages, those of these sections."""
        return (one for one in self._of_all("documents") if one.section in sections)

    def files(self, package: Package) -> Iterator[MadeFile]:
        """What the lists say of each file of a package."""
        return self._of_all("court" if package is Package.COURT else "counsel")

    def _of_all(self, rows: Rows) -> Iterator[Any]:
        return (row for _share, some in self.rows(rows) for row in some)

    def _shares(self) -> list[BundleShare]:
        with self.making.export.database.question() as session:
            return shares_of(session, self.making.bundle.id, *self.kinds)

    def _opened(self, share: BundleShare) -> ShareMade:
        made = self._kept.pop(share.number, None) or made_of(self.making, share)
        self._kept[share.number] = made
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made

    def with_bytes(self, package: Package) -> Iterator[tuple[MadeFile, Iterator[bytes]]]:
        """Each file of a package with its bytes; take those of one before asking for the next."""
        for share, made in self.made():
            stream, asked = stream_of(self.making, share, made, package), 0
            for file in made.files(package):
                asked += file.size
                if asked > _BREATH:
                    self.making.breathe()
                    asked = 0
                yield file, stream.chunks(file)


def made_of(making: Making, share: BundleShare) -> ShareMade:
    """What a finished share made. Raises Damaged."""
    return read_made(share, key=making.key, identity=making.order.identity, vault=making.export.vault)


def rows_of(making: Making, share: BundleShare, rows: Rows) -> tuple[Any, ...]:
    """One kind of rows that a finished share made. Raises Damaged."""
    return read_rows(share, rows, key=making.key, identity=making.order.identity, vault=making.export.vault)


def stream_of(making: Making, share: BundleShare, made: ShareMade, package: Package) -> OpenStream:
    """A share's stream of one package, open."""
    identity, vault = making.order.identity, making.export.vault
    return made.stream(package, identity=identity, vault=vault, folder=share.vault_folder)


def opener(making: Making, homes: Iterable[BundleShare], *, wanted: set[str]) -> Callable[[str], bytes]:
    """Opens documents of the court package by path out of these shares; only what is `wanted` is remembered, by where it lies."""
    places: dict[str, tuple[OpenStream, MadeFile]] = {}
    for share in homes:
        made = made_of(making, share)
        stream = stream_of(making, share, made, Package.COURT)
        places |= {file.path: (stream, file) for file in made.court if file.path in wanted}

    def opened(path: str) -> bytes:
        making.breathe()
        stream, file = places[path]
        return stream.whole(file)

    return opened

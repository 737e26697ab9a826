"""What making a bundle needs besides the claims: the house's wires, and the one bundle that is being made."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from claims.errors import NotFound, NotNow
from claims.model.bundle import Bundle, BundleOrder
from claims.model.court_profile import CourtProfile
from claims.model.disclosure import DisclosedProject, Registry
from claims.rules.bundle_names import file_name
from claims.store.clock import start_of_week
from claims.store.court_tables import CourtTables
from claims.store.database import Database
from claims.store.papers import Press
from claims.store.sealed_files import recipient_of
from claims.store.sealing_behind import SealerBehind
from claims.store.share_streams import ShareStream
from claims.store.vault import Vault

Words = Mapping[str, str]


class Voice(Protocol):
    """Who lends papers their words: a catalogue per paper and language."""

    def statement(self, language: str) -> Words:
        """Words of a statement."""

    def match(self, language: str) -> Words:
        """Words of a match explanation."""

    def bundle(self, language: str) -> Words:
        """Words of a bundle's tables: reasons of those who stay out, what is to follow, who mends it."""


@dataclass(frozen=True)
class Export:
    """What exporting needs besides keys."""

    database: Database
    vault: Vault
    press: Press
    registry: Registry
    voice: Voice
    tables: CourtTables
    zone: ZoneInfo
    office_id: str


@dataclass(frozen=True)
class Making:
    """One bundle being made: its row, its frozen order, the keys that were lent, the court's profile and a press for it.

    `names` are the members' by their ids, for the custody log.
    """

    export: Export
    bundle: Bundle
    order: BundleOrder
    keys: Mapping[str, str]
    profile: CourtProfile
    press: Press
    names: Mapping[str, str]
    clock: Callable[[], datetime]
    still_lent: Callable[[], bool]

    @property
    def day(self) -> date:
        """The legal day of the order, which lists and covers bear."""
        return date.fromisoformat(self.order.day)

    @property
    def key(self) -> bytes:
        """The bundle's key."""
        return bytes.fromhex(self.keys["bundle"])

    @property
    def titles(self) -> Words:
        """What exhibits are called, in the court's language."""
        return self.export.tables.titles[self.profile.terms]

    @property
    def court_words(self) -> Words:
        """Words of papers in the court's language."""
        return self.export.voice.statement(self.profile.terms)

    @property
    def counsel_address(self) -> str:
        """The address for service that stands for claimants who gave none of their own."""
        return self.order.matter.firm_address or self.titles["remark.address_of_counsel"]

    @property
    def project(self) -> DisclosedProject | None:
        """The disclosed project of the matter, where it has one."""
        return next((one for one in self.export.registry.projects if one.code == self.order.matter.project), None)

    def breathe(self) -> None:
        """Between two steps of long work: keys that were taken back open nothing more. Raises NotNow `errand_ended`."""
        if not self.still_lent():
            raise NotNow("errand_ended")

    def sealer(self, folder: str) -> SealerBehind:
        """What seals a long stream into a share's folder, for those who hold the order."""
        return SealerBehind(
            recipient=recipient_of(self.order.identity),
            vault=self.export.vault,
            folder=folder,
            time=start_of_week(self.clock()),
        )

    @contextmanager
    def streams(self, folder: str) -> Iterator[tuple[ShareStream, ShareStream]]:
        """Two new streams of files in a share's folder, for court and counsel; once they are left nothing is put there any more."""
        with self.sealer(folder) as court, self.sealer(folder) as counsel:
            yield ShareStream(court), ShareStream(counsel)


def list_path(making: Making, kind: str) -> str:
    """The path of one of the court's lists, of which a bundle has one."""
    return file_name(kind, names=making.order.options.names, most=making.profile.limits.file_name_letters)


def profile_of(export: Export, code: str) -> CourtProfile:
    """The court's profile. Raises NotFound `court_profile` when its file is not there any more."""
    profile = export.tables.profiles.get(code)
    if profile is None:
        raise NotFound("court_profile", profile=code)
    return profile

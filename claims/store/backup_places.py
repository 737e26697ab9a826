"""Where the backups of an office lie, and where, apart from them, the keys that open them. This is where the settings are read so."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import Damaged, StartRefused
from claims.settings import Settings
from claims.store.backup_folder import BackupFolder, Header
from claims.store.erased_lists import lists_in
from claims.store.part_copies import PartCopies
from claims.store.period_keys import PeriodKey, find_period_key


@dataclass(frozen=True)
class BackupPlaces:
    """The folder of backups, and one or more folders of period keys."""

    folder: BackupFolder
    keys: tuple[Path, ...]

    @property
    def erased_lists(self) -> tuple[Path, ...]:
        """Every list of erased claims."""
        return lists_in((self.folder.root, *self.keys))

    def copies(self) -> PartCopies:
        """The copies of parts, as they are now."""
        return PartCopies(self.folder.parts)

    def key_of(self, header: Header) -> PeriodKey:
        """The key that opens a backup. Raises what require_key raises."""
        return require_key(self.keys, header=header)


def require_key(keys: Sequence[Path], *, header: Header) -> PeriodKey:
    """The key of the week that a header names, out of these folders. Raises Damaged `period_key_missing`, `period_key_of_another`."""
    key = find_period_key(keys, week=header.week)
    if key is None:
        raise Damaged("period_key_missing", week=header.week)
    if key.office_id != header.office_id:
        raise Damaged("period_key_of_another", week=header.week)
    return key


def backup_places(settings: Settings) -> BackupPlaces:
    """Raises StartRefused naming the variable that is not set."""
    if settings.backups is None:
        raise StartRefused("CLAIMS_BACKUPS is not set: name the folder that backups are made in, best on another disk.")
    if not settings.period_keys:
        raise StartRefused(
            "CLAIMS_PERIOD_KEYS is not set: name one or more folders, apart from the backups, for the keys that open them."
        )
    return BackupPlaces(BackupFolder(settings.backups), settings.period_keys)


def erased_lists(settings: Settings) -> tuple[Path, ...]:
    """Every list of erased claims that the settings name."""
    backups = () if settings.backups is None else (settings.backups,)
    return lists_in((*backups, *settings.period_keys))

"""The record of a bundle: which files with which fingerprints, whose parties with which numbers. It outlives the bundle, sealed by itself,
so that a later bundle can say what changed; it opens nothing of the bundle.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, ValidationError

from claims.errors import Damaged
from claims.model.bundle import Bundle, BundlePaper, Chosen, ChosenExhibit, PartyNumbers, Superseded
from claims.model.claim_file import EvidencePart
from claims.model.counsel_paper import ListedFile
from claims.store.sealed_files import open_file, seal_file
from claims.store.vault import Vault

# Records are written and read in lines of so many files, so that none is ever whole in memory while it is written.
LINE = 2000


class RecordLine(BaseModel):
    """Some files or some parties of a bundle."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    files: tuple[ListedFile, ...] = ()
    parties: tuple[Chosen, ...] = ()
    shared: tuple[ChosenExhibit, ...] = ()


class BundleRecord(BaseModel):
    """All of them: files by package and path, parties and exhibits that all share by number."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    files: tuple[ListedFile, ...] = ()
    parties: tuple[Chosen, ...] = ()
    shared: tuple[ChosenExhibit, ...] = ()


def keep_record(
    bundle: Bundle,
    files: Iterable[ListedFile],
    numbers: PartyNumbers,
    *,
    identity: str,
    vault: Vault,
    time: int,
) -> tuple[EvidencePart, ...]:
    """Seal the record under an identity of its own; comes back with the list of its parts."""
    lines = _lines(sorted(files), numbers)
    return seal_file(lines, identity=identity, vault=vault, folder=bundle.record_folder, time=time)


def record_of(bundle: Bundle, paper: BundlePaper, *, vault: Vault) -> BundleRecord:
    """The record of a finished bundle, destroyed since or not. Raises Damaged."""
    return _read(paper.record, identity=paper.record_identity, vault=vault, folder=bundle.record_folder)


def record_before(before: Superseded, *, vault: Vault) -> BundleRecord:
    """The record of the bundle that one follows. Raises Damaged."""
    return _read(before.record, identity=before.record_identity, vault=vault, folder=before.record_folder)


def _lines(files: Iterable[ListedFile], numbers: PartyNumbers) -> Iterator[bytes]:
    held: list[ListedFile] = []
    for file in files:
        held.append(file)
        if len(held) == LINE:
            yield _line(RecordLine(files=tuple(held)))
            held.clear()
    going = set(numbers.going)
    parties = tuple(one for one in numbers.parties if one.number in going)
    yield _line(RecordLine(files=tuple(held), parties=parties, shared=numbers.shared))


def _line(line: RecordLine) -> bytes:
    return line.model_dump_json().encode() + b"\n"


def _read(parts: tuple[EvidencePart, ...], *, identity: str, vault: Vault, folder: str) -> BundleRecord:
    if not parts:
        return BundleRecord()
    whole = b"".join(open_file(parts, identity=identity, vault=vault, folder=folder))
    try:
        lines = [RecordLine.model_validate_json(line) for line in whole.splitlines()]
    except ValidationError:
        raise Damaged("bundle_record") from None
    return BundleRecord(
        files=tuple(file for line in lines for file in line.files),
        parties=tuple(party for line in lines for party in line.parties),
        shared=tuple(one for line in lines for one in line.shared),
    )

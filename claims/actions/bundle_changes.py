"""What changed since the bundle before, as files for both packages: which parties, exhibits and documents came, went, or are other bytes now."""

from collections.abc import Iterator

from claims.actions.bundle_numbers import read_numbers
from claims.actions.bundle_record import BundleRecord, record_before
from claims.actions.making import Making
from claims.actions.share_reading import Shares
from claims.model.bundle import PartyNumbers
from claims.model.counsel_paper import ExhibitChange, FileChange, ListedFile, ListHead
from claims.model.vocabulary import Package
from claims.rules.bundle_changes import exhibit_changes, file_changes, party_changes
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.archive import BagFile
from claims.store.change_papers import FOLDER, Numbered, change_papers, changes_csv, changes_json
from claims.store.share_streams import ShareStream


def change_files(
    making: Making, shares: Shares, *, court: ShareStream, counsel: ShareStream
) -> Iterator[tuple[Package, BagFile]]:
    """The list of changes of each package, as CSV, JSON and paper; nothing where no bundle went before. Raises Damaged."""
    before, mode = making.order.supersedes, making.order.options.mode
    if before is None:
        return
    record = record_before(before, vault=making.export.vault)
    now = [ListedFile("court", one.path, one.size, one.sha256) for one in court.files]
    now += [ListedFile("counsel", one.path, one.size, one.sha256) for one in counsel.files]
    for package in Package:
        now += [ListedFile(package.value, one.path, one.size, one.sha256) for one in shares.files(package)]
    changes = list(file_changes(record.files, sorted(now), mode=mode))
    numbers = read_numbers(making.bundle, making.order, vault=making.export.vault)
    numbered = _numbered(making, record, numbers)
    for package in Package:
        yield from _files(making, package, changes, numbered)


def _numbered(making: Making, record: BundleRecord, numbers: PartyNumbers) -> Numbered:
    going = set(numbers.going)
    parties = [one for one in numbers.parties if one.number in going]
    mode, exhibits = making.order.options.mode, making.profile.exhibits

    def label(one: ExhibitChange) -> str:
        return label_of(ExhibitNumber(one.main, one.branch, one.letter), exhibits)

    return Numbered(
        parties=party_changes(record.parties, parties, mode=mode),
        exhibits=exhibit_changes(
            record.parties, parties, shared_before=record.shared, shared_after=numbers.shared, mode=mode
        ),
        label=label,
    )


def _files(
    making: Making, package: Package, changes: list[FileChange], numbered: Numbered
) -> Iterator[tuple[Package, BagFile]]:
    before, name, facts = making.order.supersedes, package.value, making.order.matter
    what = "what changed since the bundle before"
    yield package, BagFile(f"{FOLDER}/changes.csv", changes_csv(changes, numbered, package=name), what)
    told = changes_json(changes, numbered, package=name, before=before)
    yield package, BagFile(f"{FOLDER}/changes.json", told, what)
    head = ListHead(matter=facts.case if package is Package.COURT else facts.title, day=making.day)
    press = making.press if package is Package.COURT else making.export.press
    for paper in change_papers(press, changes, numbered, head=head, package=name, before=before):
        yield package, paper

"""The exhibits that all claimants of a matter share, as counsel gave them: numbered pages for the court, the files themselves for counsel.

Each adds a row to the exhibit list, its custody, and a row to what is withheld where only a slip sheet could be made of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.actions.bundle_numbers import read_numbers
from claims.actions.court_exhibits import exhibit_cover
from claims.actions.evidence_files import ENDINGS
from claims.actions.listed import Listed
from claims.actions.making import Making
from claims.errors import Damaged
from claims.model.bundle import ChosenExhibit
from claims.model.bundle_row import Withheld
from claims.model.court_paper import ExhibitRow
from claims.model.made_bundle import CustodyEvent, MadeDocument
from claims.model.matter import SharedExhibit
from claims.rules.bundle_names import file_name, original_name
from claims.rules.custody import custody_of_shared, leaving_of
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.archive import BagFile
from claims.store.exhibit_pages import ExhibitPages, exhibit_pages
from claims.store.exhibit_text import text_of
from claims.store.sealed_files import open_file


@dataclass(frozen=True)
class SharedPiece:
    """One shared exhibit made: its files for the court with their documents, its row in the list, and what counsel's lists say of it."""

    listed: tuple[Listed, ...]
    row: ExhibitRow
    custody: tuple[CustodyEvent, ...]
    withheld: Withheld | None


def shared_exhibits(making: Making) -> Iterator[SharedPiece]:
    """Every shared exhibit of the order, by number; in a supplement only those the bundle before did not hold."""
    for shared, number in _going(making):
        yield _piece(making, shared, number)


def shared_originals(making: Making) -> Iterator[BagFile]:
    """The same as they were given, under their numbers, for counsel: opened only when they are written. Raises Damaged."""
    for shared, number in _going(making):
        at = ExhibitNumber(number.main, number.branch)
        label = label_of(at, making.profile.exhibits)
        path = original_name(at, ending=ENDINGS.get(shared.media_type, "bin"))
        yield BagFile(path, _content(making, shared, label=label), f"{label}, as given")


def _going(making: Making) -> Iterator[tuple[SharedExhibit, ChosenExhibit]]:
    order = making.order
    numbers = read_numbers(making.bundle, order, vault=making.export.vault)
    held = {one.id: one for one in order.shared}
    late = {one.id for one in numbers.shared} - set(order.shared_before)
    for number in sorted(numbers.shared, key=lambda one: one.main):
        if number.gone or (order.options.mode == "supplement" and number.id not in late):
            continue
        yield held[number.id], number


def _piece(making: Making, shared: SharedExhibit, number: ChosenExhibit) -> SharedPiece:
    label = label_of(ExhibitNumber(number.main, number.branch), making.profile.exhibits)
    made = exhibit_pages(
        b"".join(_content(making, shared, label=label)),
        media_type=shared.media_type,
        label=label,
        day=making.day,
        press=making.press,
        expected_pages=shared.pages,
    )
    row = _row(making, shared, number, label=label, made=made)
    return SharedPiece(
        listed=tuple(_files(making, shared, number, row=row, made=made)),
        row=row,
        custody=custody_of_shared(shared, item=label, leaving=leaving_of(making.order)),
        withheld=_withheld(shared, label=label, slip=made.slip) if made.slip else None,
    )


def _row(making: Making, shared: SharedExhibit, number: ChosenExhibit, *, label: str, made: ExhibitPages) -> ExhibitRow:
    return ExhibitRow(
        number=label,
        title=shared.title,
        made_on=shared.made_on,
        author=shared.author,
        purpose=shared.purpose,
        remark=making.titles["remark.slip" if made.slip else "remark.copy"],
        pages=made.pages,
        main=number.main,
        branch=number.branch,
    )


def _files(
    making: Making, shared: SharedExhibit, number: ChosenExhibit, *, row: ExhibitRow, made: ExhibitPages
) -> Iterator[Listed]:
    """A cover where the court wants one, the pages, their text."""

    def named(kind: str) -> str:
        return file_name(
            kind,
            main=number.main,
            branch=number.branch,
            title=shared.title,
            names=making.order.options.names,
            most=making.profile.limits.file_name_letters,
        )

    path, text = named("exhibit"), named("exhibit_text")
    document = MadeDocument(
        path=path,
        section="exhibits",
        title=shared.title,
        pages=made.pages,
        number=row.number,
        main=number.main,
        branch=number.branch,
        kind="shared",
        author=shared.author,
        made_on=shared.made_on,
        text_path="" if made.slip else text,
        source_sha256=shared.sha256,
        source_media_type=shared.media_type,
        slip=made.slip,
    )
    if "exhibit_covers" in making.profile.court_papers:
        cover_path = named("exhibit_cover")
        pdf, cover = exhibit_cover(making, document, row, path=cover_path, day=making.day)
        yield Listed(BagFile(cover_path, pdf, f"{row.number} (cover)"), cover)
    yield Listed(BagFile(path, made.pdf, row.number), document)
    if not made.slip:
        yield Listed(BagFile(text, text_of(made.pdf), f"{row.number} (text)"))


def _withheld(shared: SharedExhibit, *, label: str, slip: str) -> Withheld:
    return Withheld(
        number=label,
        party=0,
        kind="shared",
        made_on=shared.made_on,
        described="shared",
        basis=slip,
        sha256=shared.sha256,
    )


def _content(making: Making, shared: SharedExhibit, *, label: str) -> Iterator[bytes]:
    order = making.order
    try:
        yield from open_file(
            shared.parts, identity=order.shared_identity, vault=making.export.vault, folder=order.shared_folder
        )
    except Damaged as damage:
        raise Damaged(damage.reason, **damage.facts, exhibit=label) from None

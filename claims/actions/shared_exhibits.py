"""The exhibits that all claimants of a matter share, as counsel gave them: numbered pages, and the row each adds to the exhibit list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claims.actions.bundle_numbers import read_numbers
from claims.actions.listed import Listed
from claims.actions.making import Making
from claims.errors import Damaged
from claims.model.bundle import ChosenExhibit
from claims.model.court_paper import ExhibitRow
from claims.model.made_bundle import MadeDocument
from claims.model.matter import SharedExhibit
from claims.rules.bundle_names import file_name
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.archive import BagFile
from claims.store.exhibit_pages import exhibit_pages
from claims.store.exhibit_text import text_of
from claims.store.sealed_files import open_whole


@dataclass(frozen=True)
class SharedPiece:
    """One shared exhibit made: its files, the first with its document, and its row in the list."""

    listed: tuple[Listed, ...]
    row: ExhibitRow


def shared_exhibits(making: Making) -> Iterator[SharedPiece]:
    """Every shared exhibit of the order, by number; in a supplement only those the bundle before did not hold."""
    order = making.order
    numbers = read_numbers(making.bundle, order, vault=making.export.vault)
    held = {one.id: one for one in order.shared}
    late = {one.id for one in numbers.shared} - set(order.shared_before)
    for number in sorted(numbers.shared, key=lambda one: one.main):
        if number.gone or (order.options.mode == "supplement" and number.id not in late):
            continue
        yield _piece(making, held[number.id], number)


def _piece(making: Making, shared: SharedExhibit, number: ChosenExhibit) -> SharedPiece:
    label = label_of(ExhibitNumber(number.main, number.branch), making.profile.exhibits)
    made = exhibit_pages(
        _content(making, shared, label=label),
        media_type=shared.media_type,
        label=label,
        day=date.fromisoformat(making.order.day),
        press=making.press,
        expected_pages=shared.pages,
    )
    row = ExhibitRow(
        number=label,
        title=shared.title,
        made_on=shared.made_on,
        author=shared.author,
        purpose=shared.purpose,
        remark=making.titles["remark.slip" if made.slip else "remark.copy"],
        pages=made.pages,
    )

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
        number=label,
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
    texts = () if made.slip else (Listed(BagFile(text, text_of(made.pdf), f"{label} (text)")),)
    return SharedPiece(listed=(Listed(BagFile(path, made.pdf, label), document), *texts), row=row)


def _content(making: Making, shared: SharedExhibit, *, label: str) -> bytes:
    order = making.order
    try:
        return open_whole(
            shared.parts, identity=order.shared_identity, vault=making.export.vault, folder=order.shared_folder
        )
    except Damaged as damage:
        raise Damaged(damage.reason, **damage.facts, exhibit=label) from None

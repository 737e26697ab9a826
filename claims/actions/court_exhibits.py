"""One claimant's exhibits in the court's package: numbered pages or a numbered slip sheet, their text, the original where counsel chose it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from claims.actions.evidence_files import native_ending, piece
from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.errors import NotFound
from claims.model.bundle import ChosenExhibit
from claims.model.claim_file import EvidenceFacts
from claims.model.court_paper import ExhibitCover, ExhibitRow, PartyRow
from claims.model.made_bundle import MadeDocument
from claims.rules.bundle_names import file_name
from claims.rules.court_papers import exhibit_row_of
from claims.rules.custody import instant
from claims.rules.exhibits import ExhibitNumber, label_of
from claims.store.archive import BagFile
from claims.store.exhibit_pages import ExhibitPages, exhibit_pages, slip_pages
from claims.store.exhibit_text import text_of
from claims.store.pdf_extent import page_count


@dataclass(frozen=True)
class Stamps:
    """The stamps of a share, one small page each, and which page holds which number."""

    pdf: bytes
    pages: Mapping[str, int]


@dataclass
class CourtPart:
    """One claimant's part of the court package: files in order, documents with pages, the rows their papers add to the lists."""

    files: list[BagFile] = field(default_factory=list)
    documents: list[MadeDocument] = field(default_factory=list)
    parties: list[PartyRow] = field(default_factory=list)
    exhibits: list[ExhibitRow] = field(default_factory=list)


def facts_of(one: OpenParty, chosen: ChosenExhibit, *, label: str) -> EvidenceFacts:
    """What is known of a chosen piece. Raises NotFound `exhibit_gone`."""
    for facts in one.going.file.evidence:
        if facts.id == chosen.id:
            return facts
    raise NotFound("exhibit_gone", party=one.chosen.number, exhibit=label)


def exhibit_label(making: Making, one: OpenParty, chosen: ChosenExhibit) -> str:
    """The number of a piece as the court calls it."""
    return label_of(ExhibitNumber(chosen.main, chosen.branch, one.chosen.letter), making.profile.exhibits)


def path_of(
    making: Making,
    kind: str,
    one: OpenParty,
    *,
    ending: str = "",
    title: str = "",
    main: int = 0,
    branch: int = 0,
    part: int = 0,
) -> str:
    """The path of one of a claimant's files in the court's package."""
    return file_name(
        kind,
        main=main,
        branch=branch,
        party=one.chosen.number,
        part=part,
        letter=one.chosen.letter,
        title=title,
        names=making.order.options.names,
        most=making.profile.limits.file_name_letters,
        ending=ending,
    )


def add_exhibit(
    making: Making,
    one: OpenParty,
    part: CourtPart,
    chosen: ChosenExhibit,
    *,
    stamps: Stamps,
    day: date,
) -> None:
    """One piece under its number: pages, text, the original by counsel's choice, a cover where the court wants one.

    Raises NotFound `exhibit_gone` when the claimant took it back since the order.
    """
    label = exhibit_label(making, one, chosen)
    facts = facts_of(one, chosen, label=label)
    made = _pages(making, one, facts, chosen, label=label, stamps=stamps, day=day)
    row = exhibit_row_of(
        facts,
        ExhibitNumber(chosen.main, chosen.branch, one.chosen.letter),
        label=label,
        party=one.chosen.number,
        pages=made.pages,
        slip=made.slip,
        titles=making.titles,
    )
    document = _document(one, facts, chosen, row=row, made=made)

    def named(kind: str, ending: str = "") -> str:
        number = {"main": chosen.main, "branch": chosen.branch}
        return path_of(making, kind, one, ending=ending, title=row.title, **number)

    if "exhibit_covers" in making.profile.court_papers:
        cover_path = named("exhibit_cover")
        pdf, cover = exhibit_cover(making, document, row, path=cover_path, day=day)
        part.files.append(BagFile(cover_path, pdf, f"{row.number} (cover)"))
        part.documents.append(cover)
    path, text, native = named("exhibit"), "", ""
    part.files.append(BagFile(path, made.pdf, label))
    if not made.slip:
        text = named("exhibit_text")
        part.files.append(BagFile(text, text_of(made.pdf), f"{label} (text)"))
    if _is_original(chosen, facts):
        native = named("exhibit", native_ending(facts))
        native = native.replace("20-exhibits/", "20-exhibits/native/", 1)
        part.files.append(BagFile(native, piece(making, one, facts, use="original", label=label), f"{label}, as given"))
    part.exhibits.append(row)
    part.documents.append(document.model_copy(update={"path": path, "text_path": text, "native_path": native}))


def _document(
    one: OpenParty, facts: EvidenceFacts, chosen: ChosenExhibit, *, row: ExhibitRow, made: ExhibitPages
) -> MadeDocument:
    """An exhibit as it stands in volumes and load files; its paths are not known yet."""
    # A sheet that stands for a piece names the piece as it was given, which counsel's package holds.
    original = bool(made.slip) or _is_original(chosen, facts)
    return MadeDocument(
        path="",
        section="exhibits",
        title=row.title,
        pages=made.pages,
        number=row.number,
        main=chosen.main,
        branch=chosen.branch,
        letter=one.chosen.letter,
        party=one.chosen.number,
        reference=one.chosen.reference,
        kind=facts.kind.value,
        author=row.author,
        made_on=row.made_on,
        source_sha256=facts.sha256 if original else facts.clean_sha256,
        source_media_type=facts.media_type if original else facts.clean_media_type,
        received=instant(facts.added_at),
        redacted=facts.masked,
        slip=made.slip,
    )


def exhibit_cover(
    making: Making, exhibit: MadeDocument, row: ExhibitRow, *, path: str, day: date
) -> tuple[bytes, MadeDocument]:
    """The sheet before an exhibit, for courts that want one, and how it stands in volumes: its path sorts before the exhibit's."""
    cover = ExhibitCover(
        number=row.number,
        day=day,
        matter=making.order.matter.case,
        title=row.title,
        made_on=row.made_on,
        author=row.author,
        purpose=row.purpose,
        pages=exhibit.pages,
        party=exhibit.party,
        case_number=making.order.matter.case_number,
    )
    pdf = making.press.exhibit_cover(cover)
    about = {"path": path, "pages": page_count(pdf), "kind": "cover", "redacted": False}
    none_of_its_own = dict.fromkeys(("slip", "text_path", "native_path", "source_sha256"), "")
    return pdf, exhibit.model_copy(update=about | none_of_its_own)


def _is_original(chosen: ChosenExhibit, facts: EvidenceFacts) -> bool:
    """Whether the court gets the file as it was given; of what was painted over there is only the copy."""
    return chosen.use == "original" and not facts.masked


def _pages(
    making: Making,
    one: OpenParty,
    facts: EvidenceFacts,
    chosen: ChosenExhibit,
    *,
    label: str,
    stamps: Stamps,
    day: date,
) -> ExhibitPages:
    """The exhibit's pages, or its numbered slip sheet; never nothing."""
    original, slip = _is_original(chosen, facts), "withheld"
    if chosen.use != "withheld":
        made = exhibit_pages(
            b"".join(piece(making, one, facts, use="original" if original else "clean", label=label)),
            media_type=facts.media_type if original else facts.clean_media_type,
            label=label,
            day=day,
            press=making.press,
            stamp=stamps.pdf,
            page=stamps.pages[label],
            expected_pages=facts.pages,
            reference=one.chosen.reference,
        )
        if not made.slip:
            return made
        slip = made.slip
    # Size and fingerprint on the sheet are those of the file as given: the same as in withheld.csv, custody log and originals.
    return slip_pages(
        b"".join(piece(making, one, facts, use="original", label=label)),
        reason=slip,
        media_type=facts.media_type,
        label=label,
        day=day,
        press=making.press,
        stamp=stamps.pdf,
        page=stamps.pages[label],
        reference=one.chosen.reference,
    )

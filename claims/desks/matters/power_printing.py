"""Print the powers of attorney of many claims: one PDF with numbered pages, or single files. This is where they leave the house as paper."""

import io
import zlib
from collections.abc import Sequence
from datetime import date

from flask import Response, render_template, request

from claims.actions.note_reading import note_reading
from claims.actions.print_powers import print_powers
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.errors import NotFound, NotNow, NotValid, Refusal
from claims.queries.board import BoardClaim
from claims.rules.access import May
from claims.store.stored_zip import StoredZip
from claims.web.fields import ChoiceField, TicksField
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.reasons import ReasonForm
from claims.web.wording_desks import shown_reference

WHY_NOT = {
    "power_not_as_signed": _l(
        "The power of %(reference)s does not fit the record of its signing, so nothing was printed. Ask the claimant to sign again."
    ),
    "scan_unreadable": _l(
        "A scanned page of %(reference)s cannot be read, so nothing was printed. Leave this claim out, or ask for the paper again."
    ),
    "missing_glyph": _l(
        "A sign in the papers of %(reference)s has no shape in our fonts. Leave this claim out for now."
    ),
    "claim": _l("One of these claims is not in the matter any more. Please look at the list again."),
    "nothing_signed": _l("None of these powers is in force any more. Please look at the list again."),
}
NOT_PRINTED = _l("The papers of %(reference)s could not be made. Leave this claim out for now.")
Answer = Response | tuple[str, int]
FORMS_OF_PRINT = (
    ("pdf", _l("One PDF, its pages numbered through, to print")),
    ("zip", _l("Single files in a ZIP, one for each paper")),
)


class PrintForm(ReasonForm):
    """Whose powers, as what, and why. `print_form` offers the claims."""

    references: TicksField
    shape = ChoiceField(
        _l("As what?"), choices=FORMS_OF_PRINT, unknown="", required=_l("Please choose one."), default="pdf"
    )


def print_form(signed: Sequence[BoardClaim]) -> type[PrintForm]:
    """The form offering the claims with a power in force."""
    offered = [(each.line.reference, f"{shown_reference(each.line.reference)} · {each.line.name}") for each in signed]

    class Offering(PrintForm):
        references = TicksField(_l("Whose powers"), choices=offered, required=_l("Please tick at least one claim."))

    return Offering


def powers(matter_id: str) -> Answer:
    """Whose powers are printed: at first those asked for in the address, else everybody who has signed."""
    found = find_counsels_matter(matter_id)
    signed = _who_signed(found)
    form = print_form(signed).from_page(references=_ticked(signed, request.args.getlist("claim")))
    if form.accepted():
        try:
            return _printed(found, form)
        except (NotValid, NotNow, NotFound) as refusal:
            words = str(WHY_NOT.get(refusal.reason, NOT_PRINTED))
            form.add_problem(words % {"reference": _reference(refusal)})
    return _page(found, form, signed)


def show_powers(found: FoundMatter, *, asked: Sequence[str]) -> Answer:
    """The page with the claims asked for ticked, as another page's button leads to it."""
    signed = _who_signed(found)
    return _page(found, print_form(signed)(None, references=_ticked(signed, asked)), signed)


def _who_signed(found: FoundMatter) -> list[BoardClaim]:
    return [each for each in open_board(found, in_role=May.EDIT_MATTER) if each.line.signings]


def _ticked(signed: Sequence[BoardClaim], asked: Sequence[str]) -> list[str]:
    return [each.line.reference for each in signed if not asked or each.line.reference in asked]


def _page(found: FoundMatter, form: PrintForm, signed: Sequence[BoardClaim]) -> Answer:
    return render_template("matters/powers.html", found=found, form=form, signed=signed), form.status


def _printed(found: FoundMatter, form: PrintForm) -> Response:
    """The papers as a file; a line of the ledger for each claim, with the reason, stands before."""
    here, references = house(), form.references.typed_codes
    with here.database.deed() as session:
        note_reading(
            session,
            here.office_id,
            actor=acting(May.EDIT_MATTER),
            action="print_powers",
            references=references,
            details={"matter": found.row.id, **form.reason},
            now=here.now(),
        )
    with here.database.question() as session:
        made = print_powers(
            session,
            found.row,
            facts=found.facts,
            references=references,
            keyring=found.keyring,
            press=here.press,
            tables=here.court_tables,
            vault=here.vault,
            today=here.today(),
        )
    if form.shape.data == "zip":
        return _file(_zipped(made.files, day=here.today()), "application/zip", "powers.zip")
    return _file([made.pdf], "application/pdf", "powers.pdf")


def _zipped(files: Sequence[tuple[str, bytes]], *, day: date) -> list[bytes]:
    """A ZIP of these files, stored as they are."""
    written = io.BytesIO()
    archive = StoredZip(written, day=day)
    for name, content in files:
        archive.put(name, (content,), size=len(content), crc32=zlib.crc32(content))
    archive.finish((name, len(content)) for name, content in files)
    return [written.getvalue()]


def _file(chunks: list[bytes], mimetype: str, name: str) -> Response:
    answer = Response(chunks, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _reference(refusal: Refusal) -> str:
    return shown_reference(str(refusal.facts.get("reference", "")))

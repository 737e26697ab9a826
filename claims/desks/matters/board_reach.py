"""Who must stay reachable, as a page and as a table to take along; and what came of a round of reminders. This is where people are kept in sight."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import Response, render_template, request
from werkzeug.datastructures import Headers, MultiDict

from claims.actions.note_reading import note_reading
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.board_pages import ticks_form
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.queries.board import BoardClaim
from claims.rules.access import May
from claims.rules.board import BoardLine
from claims.rules.matter_days import days_until
from claims.store.neutral_cells import csv_chunks
from claims.web.countries import country_name
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.reasons import ReasonForm
from claims.web.wording_desks import desk_said, language_name, shown_reference

Answer = Response | tuple[str, int]
MISSED = ("refused", "not_reached")


def reachable(matter_id: str) -> Answer:
    """Everybody of whom something is still needed: what, by which channel, in which language. No address is shown."""
    return _show(find_counsels_matter(matter_id))


def reachable_list(matter_id: str) -> Answer:
    """The same as CSV, without names and addresses. Asks why."""
    here, found, form = house(), find_counsels_matter(matter_id), ReasonForm.from_page()
    if not form.accepted():
        return _show(found, refused=form)
    lines = _lines(open_board(found, in_role=May.EDIT_MATTER))
    with here.database.deed() as session:
        actor = acting(May.EDIT_MATTER)
        details = {"matter": found.row.id, **form.reason}
        note_reading(
            session,
            here.office_id,
            actor=actor,
            action="list_reachable",
            references=[found.row.id],
            details=details,
            now=here.now(),
        )
    headers = Headers({"Content-Disposition": 'attachment; filename="reachable.csv"'})
    chunks = list(csv_chunks(_columns(), _rows(lines)))
    return Response(chunks, mimetype="text/csv", headers=headers)


def reminded(matter_id: str) -> Answer:
    """How many were mailed just now, and who is still to be told by hand."""
    return show_reminded(find_counsels_matter(matter_id), request.args)


def show_reminded(found: FoundMatter, outcome: MultiDict[str, Any]) -> Answer:
    """What came of a round of reminders, as an address says it, or at once where no address would hold it."""
    by_hand = {why: outcome.getlist(why) for why in ("hand", *MISSED)}
    wanted = [reference for references in by_hand.values() for reference in references]
    claims = open_board(found, references=wanted, in_role=May.EDIT_MATTER) if wanted else ()
    page = render_template(
        "matters/board_reminded.html",
        found=found,
        mailed=outcome.get("mailed", default=0, type=int),
        not_now=outcome.get("not_now", default=0, type=int),
        no_server=outcome.get("server") == "no",
        of_course=outcome.get("of") == "course",
        claims=claims,
        missed={reference: why for why in MISSED for reference in by_hand[why]},
        ticks=ticks_form([each.line.reference for each in claims])(None),
    )
    return page, 200


def _show(found: FoundMatter, *, refused: ReasonForm | None = None) -> Answer:
    lines = _lines(open_board(found, in_role=May.EDIT_MATTER))
    page = render_template(
        "matters/board_reach.html",
        found=found,
        form=refused or ReasonForm(None),
        lines=lines,
        days_until=lambda day: days_until(day, today=house().today()),
    )
    return page, refused.status if refused else 200


def _lines(claims: Sequence[BoardClaim]) -> list[BoardLine]:
    """Those of whom something is needed, who was never reminded first, then by the last reminder."""
    owing = [each.line for each in claims if each.line.reach_for]
    return sorted(owing, key=lambda line: (line.reminded or date.min, line.reference))


def _columns() -> tuple[str, ...]:
    return (
        _("Reference"),
        _("Needed for"),
        _("By which channel"),
        _("Language"),
        _("Where they are"),
        _("Last reminder"),
    )


def _rows(lines: Sequence[BoardLine]) -> Iterator[tuple[object, ...]]:
    for line in lines:
        needed = "; ".join(desk_said(code, "board_missing") for code in line.reach_for)
        reminded = line.reminded.isoformat() if line.reminded else ""
        where = country_name(line.country) if line.country else ""
        channel = desk_said(line.channel, "contact")
        yield shown_reference(line.reference), needed, channel, language_name(line.language), where, reminded

"""The ledger at the desk: read it, open what is sealed in its lines, take it along. This is where an auditor and a lead look."""

from collections.abc import Iterator
from datetime import date

from flask import Response, render_template, request

from claims.actions.export_ledger import export_ledger as note_export
from claims.actions.note_reading import note_reading
from claims.desks.staff.review_forms import ExportForm, export_form
from claims.errors import NotFound
from claims.model.ledger import LedgerLine
from claims.queries.ledger_export import exported
from claims.queries.ledger_page import lines_below, read_ledger_page
from claims.queries.ledger_review import months_of
from claims.rules.access import May
from claims.store.ledger import open_details
from claims.web.guards import acting, current_keyring
from claims.web.house import house

Answer = Response | tuple[str, int]
Details = dict[int, dict[str, object] | None]


def ledger() -> str:
    """The ledger's lines as they stand in clear, the latest first; sealed details are not opened here."""
    return _page(request.args.get("before", type=int), {})


def open_ledger() -> str:
    """What is sealed in the lines of one page, for those who hold the office's key; its own line stands before."""
    before = request.args.get("before", type=int)
    with house().database.question() as session:
        lines = lines_below(session, house().office_id, before=before)
    return _page(before, _opened(lines))


def open_line(number: int) -> str:
    """The same for one line."""
    here = house()
    with here.database.question() as session:
        line = session.get(LedgerLine, (here.office_id, number))
    if line is None:
        raise NotFound("page")
    return _page(request.args.get("before", type=int), _opened([line]))


def _opened(lines: list[LedgerLine]) -> Details:
    here = house()
    with here.database.question() as session:
        keyring = current_keyring(session)
    if not keyring.opens_office or not lines:
        raise NotFound("page")
    last, first = lines[0].number, lines[-1].number
    details = {"lines": f"{first}-{last}" if first != last else str(first)}
    with here.database.deed() as session:
        actor = acting(May.OPEN_LEDGER)
        note_reading(session, here.office_id, actor=actor, action="open_details", details=details, now=here.now())
    return {line.number: open_details(line, keyring=keyring) for line in lines}


def _page(before: int | None, details: Details) -> str:
    here = house()
    # The line of the opening itself came last: the page stays with the lines that were asked for.
    until = before if before is not None or not details else max(details) + 1
    with here.database.question() as session:
        lines = read_ledger_page(session, here.office_id, before=until)
        opens = current_keyring(session).opens_office
    return render_template("staff/ledger.html", lines=lines, before=before, until=until, details=details, opens=opens)


def export_ledger() -> Answer:
    """All lines or those of a month as a file; a reason is asked, and goes sealed into the line that stands before."""
    here = house()
    with here.database.question() as session:
        months = months_of(session, here.office_id, zone=here.settings.timezone, now=here.now())
    form = export_form(months).from_page()
    if form.accepted():
        return _file(form)
    return render_template("staff/export_ledger.html", form=form), form.status


def _file(form: ExportForm) -> Response:
    here, now = house(), house().now()
    begins, ends = form.days
    with here.database.deed() as session:
        part = note_export(
            session,
            here.office_id,
            begins=begins,
            ends=ends,
            why=form.reason,
            zone=here.settings.timezone,
            actor=acting(May.EXPORT_LEDGER),
            now=now,
        )
    rows: Iterator[bytes] = exported(here.database, here.office_id, part=part, made=now)
    answer = Response(rows, mimetype="application/jsonl")
    answer.headers["Content-Disposition"] = f'attachment; filename="ledger-{_named(begins)}.jsonl"'
    return answer


def _named(begins: date | None) -> str:
    return begins.strftime("%Y-%m") if begins else "all"

"""The monthly review: who did how much of what, from the ledger's clear columns. This is where an auditor looks at a month and says so."""

from flask import Response, render_template

from claims.actions.review_ledger import review_ledger
from claims.desks.staff.review_forms import ReviewForm, month_form
from claims.queries.ledger_review import months_of, read_month
from claims.rules.access import May
from claims.rules.review import Act
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]


def review() -> Answer:
    """One month in figures, per person, and the box for findings; the last whole month where none is chosen."""
    here, zone = house(), house().settings.timezone
    with here.database.question() as session:
        months = months_of(session, here.office_id, zone=zone, now=here.now())
    asked = month_form(months).from_page()
    asked.validate()
    month = str(asked.month.data or (months[1:] or months)[0])
    form = ReviewForm.from_page()
    if form.accepted():
        with here.database.deed() as session:
            review_ledger(
                session,
                here.office_id,
                month=month,
                findings=form.findings.data or "",
                actor=acting(May.SEE_LEDGER),
                now=here.now(),
            )
        return go_to("staff.review", month=month)
    with here.database.question() as session:
        sheet = read_month(session, here.office_id, month=month, zone=zone)
    page = render_template("staff/review.html", sheet=sheet, months=months, form=form, kinds=list(Act))
    return page, form.status

"""The trips: list, add, change, take out. This is where a changed date keeps its first answer for counsel."""

from flask import Response, make_response, redirect, render_template, url_for

from claims.desks.intake.forms_after import RemoveForm
from claims.desks.intake.forms_trips import FACTS, TripForm
from claims.desks.intake.refusals import say_contradiction
from claims.desks.intake.results import answers_of
from claims.desks.intake.saving import Change, current_file, save
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile, EarlierAnswer, EntryRecord
from claims.model.tables import random_key
from claims.rules.agreements import may_hold_numbers

MOST_TRIPS = 60
# Of a date that was changed again and again after results, the first answer and the latest ones are kept.
MOST_EARLIER = 20

Answer = Response | tuple[str, int]


def trips() -> str:
    """The trips given so far."""
    file = current_file()
    return render_template("intake/trips.html", file=file, most=MOST_TRIPS)


def trip(record_id: str = "") -> Answer:
    """One trip, new or given before."""
    file = current_file()
    kept = _trip(file, record_id) if record_id else None
    if kept is None and len(file.records) >= MOST_TRIPS:
        return make_response(redirect(url_for("intake.trips"), code=303))
    form = TripForm.from_page(**(kept.model_dump(include=set(FACTS)) if kept else {}))
    form.numbers_agreed = may_hold_numbers(file.agreements)
    if form.accepted():
        given = {fact: form[fact].data for fact in FACTS}
        try:
            _check(file, EntryRecord(id="new", **given))
        except NotValid as refusal:
            say_contradiction(form, refusal)
        else:
            helped = form.what_helped.data or ""
            save("trips", _changed(record_id, given, helped) if kept else _added(given))
            return make_response(redirect(url_for("intake.trips"), code=303))
    asks_why = kept is not None and file.results_shown
    return render_template("intake/trip.html", form=form, kept=kept, asks_why=asks_why), form.status


def remove_trip(record_id: str) -> Answer:
    """Take one trip out of the claim."""
    kept = _trip(current_file(), record_id)
    form = RemoveForm.from_page()
    if form.accepted():
        save("trips", _without(record_id))
        return make_response(redirect(url_for("intake.trips"), code=303))
    return render_template("intake/remove_trip.html", form=form, trip=kept), form.status


def _trip(file: ClaimFile, record_id: str) -> EntryRecord:
    found = next((trip for trip in file.records if trip.id == record_id), None)
    if found is None:
        raise NotFound("trip")
    return found


def _check(file: ClaimFile, given: EntryRecord) -> None:
    """Refuses a trip that contradicts the date of birth, as the kernel does."""
    answers_of(file.model_copy(update={"records": (given,)}))


def _added(given: dict[str, object]) -> Change:
    new = EntryRecord(id=random_key(), **given)  # type: ignore[arg-type]  # the form's fields are those of a record
    return lambda file: file.model_copy(update={"records": (*file.records, new)})


def _changed(record_id: str, given: dict[str, object], what_helped: str) -> Change:
    def change(file: ClaimFile) -> ClaimFile:
        shown = file.results_shown
        trips = (_with(t, given, what_helped, shown=shown) if t.id == record_id else t for t in file.records)
        return file.model_copy(update={"records": tuple(trips)})

    return change


def _with(trip: EntryRecord, given: dict[str, object], what_helped: str, *, shown: bool) -> EntryRecord:
    """The trip with its new answers; a date changed after results were shown keeps the one before."""
    earlier = trip.earlier
    if shown and (trip.entered, trip.exited) != (given["entered"], given["exited"]):
        now = EarlierAnswer(entered=trip.entered, exited=trip.exited, what_helped=what_helped)
        earlier = (*earlier[:1], *earlier[1:][-(MOST_EARLIER - 2) :], now)
    return trip.model_copy(update={**given, "earlier": earlier})


def _without(record_id: str) -> Change:
    def change(file: ClaimFile) -> ClaimFile:
        return file.model_copy(update={"records": tuple(t for t in file.records if t.id != record_id)})

    return change

"""What happened in the case, told once to all claimants of a matter. This is where counsel enters it and puts right what was wrong."""

from flask import Response, render_template, request
from sqlmodel import Session

from claims.actions.edit_matter import edit_matter
from claims.actions.remind_claimants import may_be_reminded
from claims.actions.tell_course import tell_course
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.board_reminding import remind_round
from claims.desks.matters.course_form import CourseForm, course_form, kept_entry
from claims.desks.matters.finding import find_counsels_matter
from claims.desks.matters.offer_standing import FoundOffer, direction_of, find_offer, find_offer_to_change, in_order
from claims.errors import NotFound, NotValid
from claims.model.offer import CourseEntry
from claims.queries.board import BoardClaim
from claims.rules.access import May
from claims.store.announcements import course_of
from claims.store.clock import seconds
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

FIELD_OF = {"amount_needed": "amount"}
Answer = Response | tuple[str, int]


def course(matter_id: str) -> Answer:
    """What claimants read so far, by day, and one more entry."""
    here = find_offer(matter_id)
    form = course_form(_tags(here)).from_page(to_matter=not here.found.facts.case_number, remind=True)
    if form.accepted() and (answer := _told(here, form)):
        return answer
    page = render_template(
        "matters/course.html",
        found=here.found,
        entries=_entries(here),
        form=form,
        tags=_tags(here),
        direction_of=direction_of,
        told="told" in request.args,
    )
    return page, form.status


def replace_entry(matter_id: str, entry_id: str) -> Answer:
    """An entry that was wrong is shown to claimants no more, and the right one is. Raises NotFound."""
    here = find_offer(matter_id)
    wrong = next((each for each in _entries(here) if each.id == entry_id), None)
    if wrong is None:
        raise NotFound("course_entry")
    tags = in_order({*_tags(here), *wrong.words})
    form = course_form(tags).from_page(**kept_entry(wrong), to_matter=wrong.code == "filed")
    if form.accepted() and (answer := _told(here, form, replaces=entry_id)):
        return answer
    page = render_template(
        "matters/course_entry.html", found=here.found, wrong=wrong, form=form, tags=tags, direction_of=direction_of
    )
    return page, form.status


def _tags(here: FoundOffer) -> tuple[str, ...]:
    """The languages claimants may read in: those offered; before the first offer those with a draft."""
    offered = {tag for made in here.offers for tag in made.languages} | set(here.tags)
    return in_order(offered or house().offer_drafts)


def _entries(here: FoundOffer) -> tuple[CourseEntry, ...]:
    if not here.file.told_key:
        return ()
    with house().database.question() as session:
        return course_of(session, bytes.fromhex(here.file.told_key), matter_id=here.found.row.id)


def _told(here: FoundOffer, form: CourseForm, *, replaces: str = "") -> Answer | None:
    """Told, and the page that follows; None where the form says why not."""
    offices, actor = house(), acting(May.EDIT_MATTER)
    entry = form.entry(replaces=replaces, at=seconds(offices.now()))
    matter_id, claims = here.found.row.id, _to_be_told(here) if form.remind.data else ()
    try:
        with offices.database.deed() as session:
            found = find_offer_to_change(session, matter_id).found
            tell_course(
                session,
                found.row,
                entry=entry,
                claims=[each.claim for each in claims],
                keyring=found.keyring,
                actor=actor,
                now=offices.now(),
            )
            if form.numbers_matter:
                _number_matter(session, matter_id, entry.number)
    except NotValid as refusal:
        box = refusal.facts.get("field") or FIELD_OF.get(refusal.reason)
        form.add_problem(said(refusal.reason, among="offer_refusals"), field=form._fields.get(str(box)))
        return None
    if claims:
        return remind_round(here.found, claims, of="course")
    return go_to("matters.course", matter_id=matter_id, told="yes")


def _to_be_told(here: FoundOffer) -> tuple[BoardClaim, ...]:
    """Whose page shows the course of the case, and who may be reminded of it."""
    claims = open_board(here.found, in_role=May.EDIT_MATTER)
    return tuple(each for each in claims if may_be_reminded(each) and each.mine and each.mine.follows_course)


def _number_matter(session: Session, matter_id: str, case_number: str) -> None:
    """In the same deed: what claimants read and what stands on the papers is one number."""
    facts = find_counsels_matter(matter_id, session=session).facts
    if facts.case_number != case_number:
        facts = facts.model_copy(update={"case_number": case_number})
        edit_matter(session, matter_id, facts=facts, actor=acting(May.EDIT_MATTER), now=house().now())

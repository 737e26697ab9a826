"""The list of matters, and a new one. This is where a lawyer begins."""

from flask import Response, render_template

from claims.actions.open_matter import open_matter, read_matter
from claims.desks.matters.forms import open_form
from claims.model.matter import MatterFacts
from claims.queries.matter_page import bundles_of, claim_rows, counsel_here, matters_for
from claims.rules.access import May
from claims.web.guards import acting, current_keyring
from claims.web.house import house
from claims.web.office_desk import go_to

DEFAULT_PROFILE = MatterFacts.model_fields["profile"].default
Answer = Response | tuple[str, int]


def list() -> str:
    """The matters this person may know of, with how many claims and bundles each has, by title."""
    here = house()
    with here.database.question() as session:
        keyring = current_keyring(session)
        found = [
            (
                matter,
                read_matter(matter, keyring=keyring),
                claim_rows(session, matter),
                bundles_of(session, matter),
            )
            for matter in matters_for(session, here.office_id, keyring=keyring)
        ]
    return render_template("matters/list.html", matters=sorted(found, key=lambda each: (each[1].title, each[0].id)))


def open() -> Answer:
    """A new matter with its own key, which only the counsel ticked here will hold."""
    here = house()
    with here.database.question() as session:
        members = counsel_here(session, here.office_id)
    form = open_form(members).from_page(profile=DEFAULT_PROFILE)
    if not form.accepted():
        return render_template("matters/open.html", form=form, members=members), form.status
    with here.database.deed() as session:
        actor, counsel = acting(May.OPEN_MATTER), form.ticked(members)
        matter = open_matter(session, here.office_id, facts=form.facts(), counsel=counsel, actor=actor, now=here.now())
    return go_to("matters.matter", matter_id=matter.id)

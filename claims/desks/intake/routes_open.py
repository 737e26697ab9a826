"""Pages that anybody may read: the first page, the ranges, the office's own pages. This is where nothing is asked."""

from functools import partial

from flask import Response, make_response, redirect, render_template, request
from sqlmodel import col, select

from claims.model.disclosure import DisclosedProject
from claims.model.ledger import ProofKey
from claims.queries.disclosures import day_edges, projects_about_trips, sources_of, trip_windows
from claims.queries.published_ranges import (
    counts_first,
    days_ahead,
    differing_reports,
    other_projects,
)
from claims.rules.retention import KEPT
from claims.store.placeholders import filled
from claims.web import timeline
from claims.web.house import house
from claims.web.language import current_language
from claims.web.visits import CLAIMANT, end
from claims.web.wording import said_here

# A page that says nothing about anybody, in every language, reachable from everywhere.
ELSEWHERE = "https://www.wikipedia.org/"


def home() -> str:
    """The first page: of all disclosed projects, those that say something about a traveller's trips."""
    projects = projects_about_trips(house().registry)
    return render_template("intake/home.html", projects=projects, trip_windows=trip_windows)


def ranges() -> str:
    """Every disclosed project with its windows, conflicts, deadlines and sources: those about trips, then the others."""
    here = house()
    projects = projects_about_trips(here.registry)
    return render_template(
        "intake/ranges.html",
        projects=projects,
        others=other_projects(here.registry),
        lines={project.code: _line(project) for project in projects},
        differing_reports=differing_reports,
        counts_first=counts_first,
        days_ahead=partial(days_ahead, today=here.today()),
        sources_of=sources_of,
        revision=here.registry.revision,
    )


def _line(project: DisclosedProject) -> timeline.Timeline | None:
    bars = [
        timeline.Range(said_here(window.title), *day_edges(window), status=window.status) for window in project.windows
    ]
    return timeline.draw_timeline(bars) if any(bar.first or bar.last for bar in bars) else None


def about() -> str:
    """Who runs this service."""
    return _office_page("about")


def privacy() -> str:
    """What is kept, why, for how long, and who works for the office."""
    facts, notice = office_facts(), house().privacy_notice
    return _office_page("privacy", notice=notice, officer=filled(notice.officer, facts), kept=KEPT)


def sealing() -> str:
    """How what is kept is sealed."""
    return _office_page("sealing")


def matching() -> str:
    """How trips are compared with the ranges."""
    return _office_page("matching")


def office_facts() -> dict[str, str]:
    """What the office's texts and agreements name: the office, its firms, how to reach it."""
    here = house()
    return here.office_texts.facts(
        current_language().tag, office=here.office_name, contact=here.office_contact, firms=here.office_firms
    )


def _office_page(page: str, **more: object) -> str:
    text = house().office_texts.get(page, current_language().tag).filled(office_facts())
    return render_template(f"intake/{page}.html", text=text, **more)


def proof_keys() -> str:
    """The public keys that signed proofs of receipt, newest week first."""
    here = house()
    with here.database.question() as session:
        of_office = select(ProofKey).where(ProofKey.office_id == here.office_id)
        keys = session.exec(of_office.order_by(col(ProofKey.week).desc(), col(ProofKey.id))).all()
    return render_template("intake/proof_keys.html", keys=keys)


def leave() -> Response:
    """Out at once: the session ends, the browser forgets this site, and another site opens in its place."""
    answer = end(make_response(redirect(ELSEWHERE, code=303)), CLAIMANT)
    if request.headers.get("Sec-Fetch-Site") != "cross-site":
        # Another site must not be able to sign people out by pointing a picture here.
        answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def gone() -> str:
    """A draft was destroyed or a claim withdrawn; nothing of it can be opened any more."""
    return render_template("intake/gone.html")

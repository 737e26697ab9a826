"""Filing groups of a matter: who could be filed together, by nationality, address, evidence, route, day. This is where counsel cut a matter."""

from collections import Counter
from dataclasses import replace

from flask import Response, render_template

from claims.desks.matters.finding import find_counsels_matter
from claims.desks.matters.forms_order import countries_said, deadline_said
from claims.desks.matters.looking import look_through
from claims.rules.access import May
from claims.rules.bundle_filter import FACET_OF, NO_DEADLINE
from claims.rules.filing_groups import Facets, groups_of

Answer = Response | tuple[str, int]


def groups(matter_id: str) -> Answer:
    """Counts by facet and groups, of those who would go today. A line for each claim stands before any is opened."""
    found = find_counsels_matter(matter_id)
    looked = look_through(found, action="read_for_matter", in_role=May.SEE_MATTERS)
    going = [each for each in looked.claims if not each.left_out]
    facets = [replace(each.facets, party=n) for n, each in enumerate(going, start=1) if each.facets]
    page = render_template(
        "matters/groups.html",
        found=found,
        going=len(going),
        staying=len(looked.claims) - len(going),
        groups=groups_of(facets),
        counts=counts(facets),
        countries_said=countries_said,
        deadline_said=deadline_said,
        no_deadline=NO_DEADLINE,
    )
    return page, 200


def counts(facets: list[Facets]) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with how many claims have it, the most first."""
    found = {name: Counter(value(each) for each in facets) for name, value in FACET_OF.items()}
    return {name: sorted(values.items(), key=lambda pair: (-pair[1], pair[0])) for name, values in found.items()}

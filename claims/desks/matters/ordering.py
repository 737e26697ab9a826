"""Order a bundle: which part goes, who stays out and who could mend it, how large it will be, how it is made. This is where an order is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request

from claims.actions.assemble_bundle import Wanted, assemble_bundle
from claims.actions.bundle_candidates import LookedAt, narrowed_to
from claims.actions.bundle_numbers import base_of
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.desks.matters.forms_order import OrderForm, order_form, part_form
from claims.desks.matters.looking import LookedThrough, line_of, look_through
from claims.desks.matters.profiles import court_profiles
from claims.errors import NotValid, Refusal
from claims.model.bundle import BundleOptions
from claims.queries.matter_page import ChosenClaim
from claims.queries.matter_sizes import estimate_of
from claims.rules.access import May
from claims.rules.bundle_estimate import Estimate
from claims.rules.bundle_filter import Part, fits, occurring
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "no_worker": _l(
        "No worker is running, so nothing was ordered. Have the worker started, then press the button again."
    ),
    "bundle_being_made": _l(
        "Another bundle of this matter is being made and gives numbers that this one would give to others. Wait until it is ready, "
        "or cancel it, then press the button again."
    ),
    "nobody_goes": _l("Nobody could go in a bundle made today. The list says why and who can mend it."),
    "purpose_needed": _l("Please write what the bundle is for and who receives it."),
    "nothing_new": _l(
        "Nothing is new since the bundle before: a supplement would be empty. Order a whole bundle instead."
    ),
    "age_recipient": _l("This is no age public key. Please copy it whole, or leave it empty."),
}
UNFORESEEN = _l("This order cannot be given as it is. Please look at the answers again.")
LINES = 100
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Checklist:
    """The claims of a matter as they stand, those of the part that is asked for, and one page of their lines."""

    looked: LookedThrough
    part: Part
    number: int

    @property
    def going(self) -> tuple[LookedAt, ...]:
        """Those of the part who go."""
        return tuple(each for each in self.looked.claims if not each.left_out and self._asked_for(each))

    @property
    def staying(self) -> tuple[LookedAt, ...]:
        """Those who stay out, whatever part is asked for."""
        return tuple(each for each in self.looked.claims if each.left_out)

    @property
    def others(self) -> int:
        """How many could go and are not of the part."""
        return len(self.looked.claims) - len(self.staying) - len(self.going)

    @property
    def pages(self) -> int:
        """How many pages the longer list has."""
        return max(1, -(-max(len(self.going), len(self.staying)) // LINES))

    def lines(self, claims: Sequence[LookedAt]) -> list[ChosenClaim]:
        """This page of a list."""
        start = (self.number - 1) * LINES
        return [line_of(each) for each in claims[start : start + LINES]]

    def _asked_for(self, one: LookedAt) -> bool:
        return fits(one.facets, status=one.status, part=self.part)


def order(matter_id: str) -> Answer:
    """The checklist, the estimate and the order. Ledger lines for every claim stand before any is opened."""
    found = find_counsels_matter(matter_id)
    looked = look_through(found, action="read_for_order", in_role=May.ORDER_BUNDLE)
    parts = part_form(occurring(each.facets for each in looked.claims)).from_page()
    number = max(1, request.args.get("page", default=1, type=int))
    checklist = Checklist(looked=looked, part=parts.part, number=number)
    form, follows = _form(found)
    bundle_id = _ordered(found, form, checklist) if form.accepted() else ""
    if bundle_id:
        return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)
    page = render_template(
        "matters/order.html",
        found=found,
        form=form,
        parts=parts,
        asked={name: value for name, value in vars(checklist.part).items() if value},
        checklist=checklist,
        estimate=_estimate(form, checklist),
        limits=_profile(form).limits,
        follows=follows,
    )
    return page, form.status


def _form(found: FoundMatter) -> tuple[OrderForm, str]:
    """The form as the matter's court wants it, and the number of the finished bundle that a supplement would follow."""
    with house().database.question() as session:
        base = base_of(session, found.row, keyring=found.keyring)
    follows = str(base.bundle.number) if base else ""
    profiles = court_profiles()
    profile = profiles.get(found.facts.profile, next(iter(profiles.values())))
    kept: dict[str, Any] = {"profile": profile.code, "names": profile.names, "volumes": profile.volumes}
    return order_form(follows=follows).from_page(**kept, mode="whole"), follows


def _profile(form: OrderForm) -> Any:
    profiles = court_profiles()
    return profiles.get(str(form.profile.data), next(iter(profiles.values())))


def _estimate(form: OrderForm, checklist: Checklist) -> Estimate:
    return estimate_of(
        (each.candidate.file for each in checklist.going),
        matter_file=checklist.looked.file,
        limits=_profile(form).limits,
        options=BundleOptions(match_in_court=bool(form.match_in_court.data), volumes=bool(form.volumes.data)),
        projects=max((each.projects for each in checklist.going), default=1),
    )


def _ordered(found: FoundMatter, form: OrderForm, checklist: Checklist) -> str:
    """The new bundle's id; empty when the form says why not."""
    here = house()
    going = frozenset(each.reference for each in checklist.going)
    wanted = Wanted(
        facts=found.facts,
        matter_file=checklist.looked.file,
        going=narrowed_to(checklist.looked.claims, going),
        options=form.options,
        purpose=form.purpose.data or "",
        recipient=form.recipient.data or "",
        letters=form.group_letters,
    )
    try:
        with here.database.deed() as session:
            bundle = assemble_bundle(
                session,
                found.row,
                wanted=wanted,
                by=current_member(),
                actor=acting(May.ORDER_BUNDLE),
                keyring=found.keyring,
                vault=here.vault,
                host_key=here.host_key,
                today=here.today(),
                now=here.now(),
            )
    except Refusal as refusal:
        if refusal.reason not in WHY_NOT and not isinstance(refusal, NotValid):
            raise
        field = form.mode if refusal.reason == "nothing_new" else None
        form.add_problem(WHY_NOT.get(refusal.reason, UNFORESEEN), field=field)
        return ""
    return bundle.id

"""Order a bundle: who goes, who stays out and who could mend it, then purpose and recipient. This is where an order is given."""

from dataclasses import dataclass

from flask import Response, render_template

from claims.actions.assemble_bundle import Candidate, assemble_bundle, candidates
from claims.actions.decide_claim import read_desk_facts
from claims.desks.matters.finding import FoundMatter, find_counsels_matter, note_on_claims
from claims.desks.matters.forms import OrderForm
from claims.errors import NotNow, NotValid
from claims.queries.matter_page import ChosenClaim, chosen_claim, claim_rows
from claims.rules.access import May
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "no_worker": _l(
        "No worker is running, so nothing was ordered. Have the worker started, then press the button again."
    ),
    "nobody_goes": _l("Nobody could go in a bundle made today. The list says why and who can mend it."),
    "purpose_needed": _l("Please write what the bundle is for and who receives it."),
}
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Checklist:
    """The claims of a matter, open, and the same as lines of a list."""

    candidates: tuple[Candidate, ...]
    lines: tuple[ChosenClaim, ...]

    @property
    def going(self) -> tuple[ChosenClaim, ...]:
        """Those who go."""
        return tuple(line for line in self.lines if not line.left_out)

    @property
    def staying(self) -> tuple[ChosenClaim, ...]:
        """Those who stay out, each with its reason."""
        return tuple(line for line in self.lines if line.left_out)


def order(matter_id: str) -> Answer:
    """The checklist and the order. Ledger lines for every claim stand before any is opened."""
    found = find_counsels_matter(matter_id)
    checklist = _checklist(found)
    form = OrderForm.from_page()
    bundle_id = _ordered(found, form, checklist) if form.accepted() else ""
    if bundle_id:
        return go_to("matters.bundle", matter_id=matter_id, bundle_id=bundle_id)
    return render_template("matters/order.html", found=found, form=form, checklist=checklist), form.status


def _checklist(found: FoundMatter) -> Checklist:
    here = house()
    with here.database.question() as session:
        references = [row.reference for row in claim_rows(session, found.row)]
    note_on_claims(found, "read_for_order", references, in_role=May.ORDER_BUNDLE)
    with here.database.question() as session:
        open_claims = candidates(session, found.row, keyring=found.keyring, today=here.today())
        lines = tuple(
            chosen_claim(
                each.file,
                read_desk_facts(session, each.claim)[0],
                reference=each.claim.reference,
                status=each.claim.status,
                today=here.today(),
            )
            for each in open_claims
        )
    return Checklist(candidates=tuple(open_claims), lines=lines)


def _ordered(found: FoundMatter, form: OrderForm, checklist: Checklist) -> str:
    """The new bundle's id; empty when the form says why not."""
    here = house()
    try:
        with here.database.deed() as session:
            bundle = assemble_bundle(
                session,
                found.row,
                facts=found.facts,
                going=checklist.candidates,
                purpose=form.purpose.data or "",
                recipient=form.recipient.data or "",
                match_in_court="yes" if form.match_in_court.data else "",
                by=current_member(),
                actor=acting(May.ORDER_BUNDLE),
                host_key=here.host_key,
                today=here.today(),
                now=here.now(),
            )
    except (NotValid, NotNow) as refusal:
        form.add_problem(WHY_NOT.get(refusal.reason, WHY_NOT["purpose_needed"]))
        return ""
    return bundle.id

"""What one claimant adds to counsel's lists and tables, while the claim is open."""

from collections.abc import Iterator, Mapping

from claims.actions.court_exhibits import exhibit_label, facts_of
from claims.actions.making import Making
from claims.actions.open_parties import OpenParty
from claims.model.bundle_row import ToFollow, Withheld
from claims.rules.counsel_rows import counsel_row_of
from claims.rules.custody import events_of, leaving_of, redactions_of
from claims.rules.filing_groups import facets_of
from claims.rules.follow_up import to_follow
from claims.store.counsel_tables import claim_rows
from claims.store.share_made import ClaimantRows

WITHHELD_BY = "counsel"


def claimant_rows(making: Making, one: OpenParty, *, slips: Mapping[tuple[int, int], str]) -> ClaimantRows:
    """All rows of one claimant; `slips` as those of `counsel_part`."""
    export, order = making.export, making.order
    numbers = {each.id: exhibit_label(making, one, each) for each in one.chosen.exhibits if not each.gone}
    uses = {each.id: each.use for each in one.chosen.exhibits}
    file, party, reference = one.going.file, one.chosen.number, one.chosen.reference
    return ClaimantRows(
        row=counsel_row_of(one.going, registry=export.registry, zone=export.zone),
        facets=facets_of(
            one.going,
            route=order.matter.route,
            registry=export.registry,
            reciprocity=export.tables.reciprocity,
            today=making.day,
            project=order.matter.project,
        ),
        results=tuple(claim_rows(one.going, today=making.day)),
        to_follow=tuple(
            ToFollow(party=party, reference=reference, what=what, until=order.matter.targets.court)
            for what in to_follow(
                file, one.going.desk, status=one.going.status, standing=one.going.standing, today=making.day
            )
        ),
        redactions=redactions_of(file, party=party, reference=reference, numbers=numbers, names=making.names),
        withheld=tuple(_withheld(one, numbers, slips)),
        custody=events_of(file, numbers=numbers, uses=uses, names=making.names, leaving=leaving_of(order)),
    )


def _withheld(one: OpenParty, numbers: dict[str, str], slips: Mapping[tuple[int, int], str]) -> Iterator[Withheld]:
    """What counsel withhold, and what could not become pages, with the reason code."""
    for each in one.chosen.exhibits:
        reason = WITHHELD_BY if each.use == "withheld" else slips.get((each.main, each.branch), "")
        if reason and not each.gone:
            facts = facts_of(one, each, label=numbers[each.id])
            yield Withheld(
                number=numbers[each.id],
                party=one.chosen.number,
                kind=facts.kind.value,
                made_on="",
                described=facts.kind.value,
                basis=reason,
                sha256=facts.sha256,
            )

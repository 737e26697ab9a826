"""What a first instance costs on filing: amount in dispute, stamp duty, service fee.

"The amounts of all co-plaintiffs are added up (Civil Procedure Act art. 27(1)); the duty follows the steps of the Act on Stamps
Attached for Civil Litigation art. 2(1), is at least 1,000 won and drops what is under 100 won (art. 2(2)); filed electronically
nine tenths of it are due (art. 16(1)); service is paid in advance by party and round." This is where those sums are done.
"""

from collections.abc import Iterable

from claims.model.court_costs import Costs, CostTable, ServingFee, StampDuty


def costs_of(amounts: Iterable[int | None], *, parties: int, table: CostTable) -> Costs:
    """Costs of one suit. `amounts` has one per claimant, in won, None where it is not fixed; `parties` counts both sides.

    Two claimants with 3,000,000 each against one defendant: value 6,000,000, stamp 30,000 (27,000 electronically).
    """
    value = unknown = 0
    for amount in amounts:
        if amount is None:
            unknown += 1
        else:
            value += amount
    stamp = stamp_duty(value, duty=table.stamp) if value else 0
    rounds = serving_rounds(value, fee=table.serving)
    return Costs(
        value=value,
        unknown=unknown,
        stamp=stamp,
        stamp_electronic=stamp * table.electronic.per_10000 // 10_000,
        serving=parties * rounds * table.serving.each,
        serving_each=table.serving.each,
        rounds=rounds,
        parties=parties,
        sure=all(part.basis.sure for part in (table.stamp, table.electronic, table.serving)),
    )


def stamp_duty(value: int, *, duty: StampDuty) -> int:
    """Duty in won on an amount in dispute. Of the Korean table: 10,000,000 → 50,000; 100,000,000 → 455,000; 19,999 → 1,000."""
    step = next(one for one in duty.steps if one.below is None or value < one.below)
    whole = value * step.per_10000 // 10_000 + step.plus
    return max(duty.least, whole // duty.round_down_to * duty.round_down_to)


def serving_rounds(value: int, *, fee: ServingFee) -> int:
    """How many rounds are paid in advance for each party."""
    return next(one.rounds for one in fee.rounds if one.up_to is None or value <= one.up_to)

"""What a suit costs on filing: each step of the Act, its edges, its rounding; what is not known is not guessed."""

import pytest

from claims.model.court_costs import CostTable, StampStep
from claims.rules.court_costs import costs_of, serving_rounds, stamp_duty
from tests.court_paper_samples import COSTS


@pytest.mark.parametrize(
    ("value", "duty"),
    [
        (1, 1_000),
        (199_999, 1_000),
        (200_000, 1_000),
        (219_999, 1_000),
        (220_000, 1_100),
        (9_999_999, 49_900),
        (10_000_000, 50_000),
        (30_000_000, 140_000),
        (50_000_000, 230_000),
        (99_999_999, 454_900),
        (100_000_000, 455_000),
        (999_999_999, 4_054_900),
        (1_000_000_000, 4_055_000),
        (100_000_000_000, 350_555_000),
    ],
)
def test_the_steps_of_the_act(value: int, duty: int) -> None:
    """Worked out by hand from art. 2(1) and (2): per mille and constant, under 100 won dropped, at least 1,000."""
    assert stamp_duty(value, duty=COSTS.stamp) == duty


def test_nine_tenths_are_due_electronically() -> None:
    """A practitioners' table gives 207,000 won for 50 million."""
    assert costs_of([50_000_000], parties=2, table=COSTS).stamp_electronic == 207_000


def test_amounts_are_added_up_and_the_unknown_counted_apart() -> None:
    costs = costs_of([3_000_000, None, 3_000_000], parties=4, table=COSTS)

    assert (costs.value, costs.unknown, costs.stamp) == (6_000_000, 1, 30_000)
    assert (costs.parties, costs.rounds, costs.serving) == (4, 10, 4 * 10 * 5_500)


def test_without_any_amount_there_is_no_duty_to_state() -> None:
    assert costs_of([None, None], parties=3, table=COSTS).stamp == 0


@pytest.mark.parametrize(("value", "rounds"), [(0, 10), (30_000_000, 10), (30_000_001, 15), (10**12, 15)])
def test_small_claims_are_served_less_often(value: int, rounds: int) -> None:
    assert serving_rounds(value, fee=COSTS.serving) == rounds


def test_a_figure_to_be_confirmed_makes_the_sum_one() -> None:
    assert not costs_of([1], parties=2, table=COSTS).sure
    sure = COSTS.model_dump()
    for part in ("stamp", "electronic", "serving"):
        sure[part]["basis"]["sure"] = True
    assert costs_of([1], parties=2, table=CostTable.model_validate(sure)).sure


def test_a_bound_belongs_to_the_step_above_it() -> None:
    """The Act's steps meet at their bounds; a table whose steps do not shows where each begins."""
    duty = COSTS.stamp.model_copy(
        update={"steps": (StampStep(below=10_000, per_10000=0, plus=2_000), StampStep(per_10000=0, plus=9_000))}
    )
    assert [stamp_duty(value, duty=duty) for value in (9_999, 10_000)] == [2_000, 9_000]

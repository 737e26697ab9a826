"""What a court charges, as an editable table, and what it comes to. Amounts in whole won; all frozen.

This is where the nouns of templates/papers/tables/court_costs.toml are.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Row(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class Sourced(_Row):
    """Where a figure is from, the day it was looked at (ISO), and whether it is sure."""

    source: str
    checked: str
    sure: bool = True


class StampStep(_Row):
    """Amounts in dispute below `below` (None: any) cost `per_10000` ten-thousandths and `plus` won on top."""

    below: int | None = None
    per_10000: int = Field(ge=0)
    plus: int = Field(ge=0)


class StampDuty(_Row):
    """인지: the steps from the lowest, the least that is charged, and down to what a sum is rounded."""

    steps: tuple[StampStep, ...] = Field(min_length=1)
    least: int = Field(ge=0)
    round_down_to: int = Field(ge=1)
    basis: Sourced


class ElectronicFiling(_Row):
    """What of the duty remains when everything is filed electronically, in ten-thousandths."""

    per_10000: int = Field(ge=0, le=10_000)
    basis: Sourced


class ServingRounds(_Row):
    """How many services are paid in advance for each party, where the amount in dispute is not above `up_to` (None: any)."""

    up_to: int | None = None
    rounds: int = Field(ge=0)


class ServingFee(_Row):
    """송달료: won for one service, and the rounds by the amount in dispute from the lowest."""

    each: int = Field(ge=0)
    rounds: tuple[ServingRounds, ...] = Field(min_length=1)
    basis: Sourced


class CostTable(_Row):
    """Everything a first instance costs on filing."""

    format: Literal[1] = 1
    stamp: StampDuty
    electronic: ElectronicFiling
    serving: ServingFee


@dataclass(frozen=True, kw_only=True)
class Costs:
    """소가, 인지 (on paper and filed electronically), 송달료. `unknown` claimants have no amount yet and are not in `value`.

    `parties` counts both sides. `sure` False: a figure of the table is still to be confirmed.
    """

    value: int
    unknown: int
    stamp: int
    stamp_electronic: int
    serving: int
    serving_each: int
    rounds: int
    parties: int
    sure: bool

"""The kernel's answers: this is where a finding, a trip's result, a verdict and the judgement that holds them get their shape.

Frozen; kept under the seal beside the claim, appended and never overwritten. The JSON carries `format: 1`; codes in it
are append-only.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from claims.errors import Damaged
from claims.model.vocabulary import Result, Strength

Truth = Literal["true", "false", "unknown"]
Sets = tuple[tuple[str, ...], ...]

_STRICT = ConfigDict(hide_input_in_errors=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a window asks, and what the record says to it: explanation only, readings decide.

    `fact` is the column behind it, `given` what stood there (None = blank).
    """

    __pydantic_config__ = _STRICT

    name: str
    value: Truth
    fact: str
    given: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for one record and one window.

    `decides`: this window is the highest-ranked of its group. `strength` is None where no reading is inside.
    `inputs`: the columns used, with what was given. `settled_by`: the smallest sets of facts that would settle a
    cannot_tell ("entered", "exited", "passport", "born", a column, or the code of something asked); empty where no fact
    of the traveller's could. `weight`: fewest and most months or shares, where the window weighs and may be met.
    """

    __pydantic_config__ = _STRICT

    record: str
    project: str
    window: str
    group: str
    status: str
    decides: bool
    result: Result
    strength: Strength | None = None
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    inputs: tuple[tuple[str, str | None], ...] = ()
    settled_by: Sets = ()
    weight: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TripResult:
    """The answer for one record and one project, from its deciding findings.

    `windows`: those it rests on (for a blank passport several, with the reason "either_way").
    """

    __pydantic_config__ = _STRICT

    record: str
    project: str
    result: Result
    strength: Strength | None = None
    windows: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    settled_by: Sets = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for a whole claim and one project: the best of its trips. `record` is the leading trip."""

    __pydantic_config__ = _STRICT

    project: str
    result: Result
    record: str
    strength: Strength | None = None
    windows: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    settled_by: Sets = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings, trip results and verdicts of a claim by one registry revision. `judged_at`: UTC seconds."""

    __pydantic_config__ = _STRICT

    registry_revision: str
    rule_version: int
    judged_at: int
    findings: tuple[Finding, ...] = ()
    trips: tuple[TripResult, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    format: Literal[1] = 1

    def to_json(self) -> bytes:
        """UTF-8 JSON from which `from_json` makes an equal judgement."""
        return _JUDGEMENT.dump_json(self)

    @staticmethod
    def from_json(text: bytes | str) -> "Judgement":
        """The judgement that `to_json` wrote. Raises Damaged where it is not one."""
        try:
            return _JUDGEMENT.validate_json(text)
        except ValidationError as broken:
            raise Damaged("judgement_unreadable", problems=broken.error_count()) from None

    def findings_of(self, record: str) -> tuple[Finding, ...]:
        """The findings of one trip, in registry order."""
        return tuple(finding for finding in self.findings if finding.record == record)

    def trips_of(self, record: str) -> tuple[TripResult, ...]:
        """The results of one trip, one per project."""
        return tuple(trip for trip in self.trips if trip.record == record)

    def verdict(self, project: str) -> Verdict | None:
        """The verdict for one project; None where no trip was judged for it."""
        return next((verdict for verdict in self.verdicts if verdict.project == project), None)


_JUDGEMENT = TypeAdapter(Judgement)

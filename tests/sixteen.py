"""The sixteen people of the demonstration, with what must come out for each: decided by hand from the decision rules.

The people are data (claims/cli/demonstration/sixteen.toml), so that the demonstration and the tests send the same
claims. The results below were written down without running the kernel; tests/rules/test_sixteen.py compares.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PEOPLE = Path(__file__).parents[1] / "claims/cli/demonstration/sixteen.toml"
PROJECT = "MOJ-AIRPORT-FACES"

KR, KR_PRESS, FN, FN_PRESS = "MOJ-KR-FOI", "MOJ-KR-PRESS", "MOJ-FN-FOI", "MOJ-FN-PRESS"
WINDOWS = (KR, KR_PRESS, FN, FN_PRESS)


@dataclass(frozen=True)
class Expected:
    """What one window must say about one trip. The press rows always carry `lower_source`."""

    result: str
    strength: str | None = None
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    settled_by: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A made-up file: what is drawn, what the claimant calls it, and for which trip."""

    specimen: str
    kind: str
    record: str
    file_name: str


@dataclass(frozen=True)
class Person:
    """One of the sixteen. `trips`: per record id, per window that is about this traveller, what must come out."""

    slug: str
    language: str
    name: str
    name_latin: str
    name_hangul: str
    nationality: str
    born: str
    holds_korean: str | None
    records: tuple[Mapping[str, str], ...]
    refused: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    account: str
    trips: Mapping[str, Mapping[str, Expected]]
    verdict: str
    strength: str | None
    leading: str = "1"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The hand-decided part of a person."""

    trips: Mapping[str, Mapping[str, Expected]]
    verdict: str
    strength: str | None
    leading: str = "1"
    flags: tuple[str, ...] = field(default=())


LOWER = ("lower_source",)
DIFFERS = ("press_differs",)
ENTERED = (("entered",),)
PRESS_INSIDE = Expected("inside_flagged", "unrated", flags=LOWER)
PRESS_OUTSIDE = Expected("outside", flags=LOWER)
# The press names only months: a day of August 2010 or October 2021 may be in or out, and no fact of hers settles it.
PRESS_EDGE = Expected("cannot_tell", "unrated", flags=LOWER)
F4 = {FN: Expected("inside", "strong", ("F4",)), FN_PRESS: PRESS_INSIDE}

OUTCOMES: dict[str, Outcome] = {
    # Entered inside the foreigners' range, of age: the strongest segment.
    "vietnamese-worker": Outcome({"1": F4}, "inside", "strong"),
    # A resident leaves and returns: the return is the entry that counts.
    "vietnamese-resident": Outcome({"1": F4}, "inside", "strong"),
    "korean-by-gate": Outcome(
        {"1": {KR: Expected("inside", "strong", ("N3",)), KR_PRESS: PRESS_INSIDE}}, "inside", "strong"
    ),
    # Official range from 3 February 2005, press from March 2005: the official one decides. Channel blank: no gate_dispute.
    "korean-february-2005": Outcome(
        {"1": {KR: Expected("inside", "weak", ("N1",), notes=DIFFERS), KR_PRESS: PRESS_OUTSIDE}}, "inside", "weak"
    ),
    # For foreigners the entry decides; it came no later than 19 July 2014, which may be before or in the range.
    "exit-only": Outcome(
        {
            "1": {
                FN: Expected("cannot_tell", "weak", ("F1", "F2", "F3", "F4"), settled_by=ENTERED),
                FN_PRESS: Expected("cannot_tell", "unrated", flags=LOWER, settled_by=ENTERED),
            }
        },
        "cannot_tell",
        "weak",
    ),
    # A press row never overturns the official one.
    "day-before-start": Outcome({"1": {FN: Expected("outside", notes=DIFFERS), FN_PRESS: PRESS_EDGE}}, "outside", None),
    "first-day": Outcome(
        {"1": {FN: Expected("inside", "weak", ("F1",), notes=DIFFERS), FN_PRESS: PRESS_EDGE}}, "inside", "weak"
    ),
    "last-day": Outcome(
        {"1": {FN: Expected("inside", "strong", ("F4",), notes=DIFFERS), FN_PRESS: PRESS_EDGE}}, "inside", "strong"
    ),
    "day-after-end": Outcome({"1": {FN: Expected("outside", notes=DIFFERS), FN_PRESS: PRESS_EDGE}}, "outside", None),
    # January to 22 August out, the rest in; the days in lie in F1 and F2.
    "sometime-in-2010": Outcome(
        {
            "1": {
                FN: Expected("cannot_tell", "weak", ("F1", "F2"), settled_by=ENTERED),
                FN_PRESS: Expected("cannot_tell", "unrated", flags=LOWER, settled_by=ENTERED),
            }
        },
        "cannot_tell",
        "weak",
    ),
    # 1 to 20 October in, 21 to 31 out. Of the press row no day of October 2021 can be told.
    "october-2021": Outcome(
        {"1": {FN: Expected("cannot_tell", "strong", ("F4",), settled_by=ENTERED), FN_PRESS: PRESS_EDGE}},
        "cannot_tell",
        "strong",
    ),
    # Fifteen on the entry day: F4 asks for seventeen, so no segment holds; a flag, never a rejection.
    "fifteen-in-2013": Outcome(
        {"1": {FN: Expected("inside_flagged", "unrated", flags=("under_17",)), FN_PRESS: PRESS_INSIDE}},
        "inside_flagged",
        "unrated",
        flags=("under_17",),
    ),
    "diplomat": Outcome(
        {"1": {FN: Expected("inside_flagged", "strong", ("F4",), flags=("diplomat",)), FN_PRESS: PRESS_INSIDE}},
        "inside_flagged",
        "strong",
        flags=("diplomat",),
    ),
    # Each trip by the passport shown on it; the second leads because it is stronger.
    "dual-national": Outcome(
        {
            "1": {KR: Expected("inside", "medium", ("N2",)), KR_PRESS: PRESS_INSIDE},
            "2": {
                FN: Expected("inside", "strong", ("F4",), notes=("also_korean",)),
                FN_PRESS: Expected("inside_flagged", "unrated", flags=LOWER, notes=("also_korean",)),
            },
        },
        "inside",
        "strong",
        leading="2",
    ),
    # Never went through passport control, whatever the day.
    "transit-only": Outcome({"1": {FN: Expected("outside"), FN_PRESS: PRESS_OUTSIDE}}, "outside", None),
    # What she agrees to changes where her claim may go, never how her trip is judged.
    "refuses-court": Outcome({"1": F4}, "inside", "strong"),
}


def _person(facts: dict) -> Person:
    claimant, outcome = facts["claimant"], OUTCOMES[facts["slug"]]
    return Person(
        slug=facts["slug"],
        language=facts["language"],
        name=claimant["name"],
        name_latin=claimant["name_latin"],
        name_hangul=claimant["name_hangul"],
        nationality=claimant["nationality"],
        born=claimant["born"],
        holds_korean=claimant.get("holds_korean"),
        records=tuple(facts["record"]),
        refused=tuple(facts["refused"]),
        evidence=tuple(Evidence(**file) for file in facts.get("evidence", ())),
        account=facts["statement"]["account"],
        trips=outcome.trips,
        verdict=outcome.verdict,
        strength=outcome.strength,
        leading=outcome.leading,
        flags=outcome.flags,
    )


SIXTEEN: tuple[Person, ...] = tuple(_person(facts) for facts in tomllib.loads(PEOPLE.read_text("utf-8"))["person"])

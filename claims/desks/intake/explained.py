"""How a trip was judged, told to the claimant: what each range asks, whether it is so, and what was said to it.

Where the answer is that we cannot tell, ranges have no titles, for a title names its days. This is where the criteria of
findings become rows of a table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from claims.model.judgement import Criterion, Finding
from claims.model.vocabulary import Answer, Capacity, Channel
from claims.web.countries import country_name
from claims.web.dates import format_edtf
from claims.web.ports import port_name
from claims.web.wording import said
from claims.web.wording_criteria import AGE, AGE_ASKED, ASKED, CRITERIA, NOT_SAID, TRUTHS

_GIVEN: dict[str, Callable[[str], str]] = {
    "passport": country_name,
    "entered": format_edtf,
    "exited": format_edtf,
    "born": format_edtf,
    "channel_in": lambda given: said(Channel(given)),
    "channel_out": lambda given: said(Channel(given)),
    "capacity": lambda given: said(Capacity(given)),
    "registered": lambda given: said(Answer(given)),
    "gate_registered": lambda given: said(Answer(given)),
    "holds_korean": lambda given: said(Answer(given)),
    "port_in": port_name,
    "port_out": port_name,
}


@dataclass(frozen=True)
class AskedByRange:
    """One thing a range asks: in words, whether it is so ("true", "false", "unknown") in words, and what was said."""

    asks: str
    value: str
    truth: str
    given: str


@dataclass(frozen=True)
class Explained:
    """A range by its title and all it asks; several ranges together have none."""

    title: str
    asked: tuple[AskedByRange, ...]


def explained_by(
    findings: Iterable[Finding], *, titles: Mapping[str, str], asked: Mapping[str, str]
) -> tuple[Explained, ...]:
    """What these findings rest on, range by range. `titles`: window ids with what may be said of them; `asked`: the
    codes of what no trip shows, with their words.

    Without titles all ranges stand together, and what they see differently is not known: which of them was met would
    say which fact wins. Ranges that ask the same and got the same answers stand together as well.
    """
    found = [(titles.get(finding.window, ""), _asked_in(finding, asked)) for finding in findings]
    if len({rows for _, rows in found}) == 1:
        title, rows = found[0]
        return (Explained(title if len(found) == 1 else "", rows),)
    if not titles:
        return (Explained("", _together([rows for _, rows in found])),)
    return tuple(Explained(title, rows) for title, rows in found)


def _together(ranges: list[tuple[AskedByRange, ...]]) -> tuple[AskedByRange, ...]:
    """Each question once, in the order of the ranges."""
    answers: dict[str, list[AskedByRange]] = {}
    for asked in ranges:
        for one in asked:
            answers.setdefault(one.asks, []).append(one)
    return tuple(
        seen[0]
        if len({one.value for one in seen}) == 1
        else replace(seen[0], value="unknown", truth=str(TRUTHS["unknown"]))
        for seen in answers.values()
    )


def _asked_in(finding: Finding, asked: Mapping[str, str]) -> tuple[AskedByRange, ...]:
    """Each criterion; those of one question (the first and the last day of a stay) as one."""
    found: dict[str, AskedByRange] = {}
    for criterion in finding.criteria:
        asks, given = _asks(criterion, asked), _given(criterion)
        before = found.get(asks)
        said_before = f"{before.given} – {given}" if before else given
        found[asks] = AskedByRange(asks, criterion.value, str(TRUTHS[criterion.value]), said_before)
    return tuple(found.values())


def _asks(criterion: Criterion, asked: Mapping[str, str]) -> str:
    if criterion.name == "asked":
        return asked.get(criterion.fact) or str(ASKED)
    name, _, age = criterion.name.partition("_")
    if name == "age":
        return str(AGE) % {"age": age} if age.isdecimal() else str(AGE_ASKED)
    return str(CRITERIA.get(criterion.name, criterion.name))


def _given(criterion: Criterion) -> str:
    if not criterion.given:
        return str(NOT_SAID)
    return _GIVEN.get(criterion.fact, str)(criterion.given)

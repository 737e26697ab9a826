#!/usr/bin/env python3
"""Judges trips once more, by another way than the service that judged them. Needs Python 3.10 or later and nothing else.

    python -I recompute_findings.py FILE.json ...     each file holds findings, as docs/formats.md says

A reading of a trip is a day for each event, a birthday, an answer to every fact left blank. Days are taken one by one where
they are few, else the ends of every run of days that are judged alike. Result, flags, strength, segments, notes and weight
are recomputed from the trip's columns and the ranges in the document. Ends with 0 where all agree, 1 where one differs, 2 where
a document cannot be judged. No network, no code of the service; it decides nothing. This is where a second opinion comes from.
"""

import functools
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

AGREE, DIFFER, NO_DOCUMENT = 0, 1, 2
IN, MAYBE, OUT = 0, 1, 2
FAR = 10**24  # no day is later, none earlier than -FAR
FEASIBLE = 5000  # so many readings of one range are taken one by one
RANKS = {"official": 0, "court": 0, "press": 1, "disputed": 2}
ALONE = {0: set[str](), 1: {"press_only"}, 2: {"disputed_only"}}
STRENGTHS = ("strong", "medium", "weak", "unrated")
EVENTS = {"entry": ("entered",), "exit": ("exited",), "entry_or_exit": ("entered", "exited"), "stay": ("stay",)}
SEASONS = {21: ((3, 5),), 22: ((6, 8),), 23: ((9, 11),), 24: ((1, 2), (12, 12))}
PLACES = ("city", "country", "mode")  # what a port tells
BY_EVENT = ("channel_in", "channel_out", "port_in", "port_out")
VALUES = {"channel": "desk gate other", "capacity": "ordinary diplomat sofa crew cruise refugee transit refused_entry"}
COMPARED = ("result", "strength", "segments", "flags", "notes", "weight")
YEAR = r"(Y-?[1-9]\d{4,17}|-?\d{4}|\d{3}X|\d{2}XX)"
DATE = re.compile(YEAR + r"(?:-(\d\d|[01]X|XX)(?:-(\d\d|XX))?)?(?:T[\d:Z+-]+)?([?~%]?)", re.ASCII)
DOUBT = re.compile(r"[?%]")
Spans = list[tuple[int, int]]
Table = dict[str, Any]


class CannotJudge(Exception):
    """The document holds something that this program does not know; the text says what."""


def number(year: int, month: int, day: int) -> int:
    """Days since the last day of the year 0, in the Gregorian calendar carried in both directions; 30 February is 1 or 2 March."""
    y, m = (year, month) if month > 2 else (year - 1, month + 12)
    return 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + day - 306


@functools.lru_cache(maxsize=100_000)
def calendar(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day's number."""
    year = day * 400 // 146097 + 1
    year += (number(year + 1, 1, 1) <= day) - (number(year, 1, 1) > day)
    month = max(month for month in range(1, 13) if number(year, month, 1) <= day)
    return year, month, day - number(year, month, 1) + 1


def age(born: int, on: int) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March of a common year."""
    (year, *later), (born_year, *born_day) = calendar(on), calendar(born)
    return year - born_year - (later < born_day)


def months(year: int, first: int, last: int) -> tuple[int, int]:
    """The days from one month to another, counted from January of a year, below 1 and above 12 too."""
    (y1, m1), (y2, m2) = divmod(year * 12 + first - 1, 12), divmod(year * 12 + last, 12)
    return number(y1, m1 + 1, 1), number(y2, m2 + 1, 1) - 1


@functools.lru_cache(maxsize=10_000)
def days_of(text: str) -> Spans:
    """The days an EDTF text (levels 0 and 1) may mean, as spans with both ends included."""
    if "/" in text:
        start, end = text.split("/")
        first = -FAR if start in ("", "..") else days_of(start)[0][0]
        return [(first, FAR if end in ("", "..") else days_of(end)[-1][1])]
    found = DATE.fullmatch(text)
    if found is None:
        raise CannotJudge(f"{text!r} is not a date that this program knows")
    written, month, day, mark = found.groups()
    year, unit, about = int(written.lstrip("Y").replace("X", "0")), 10 ** written.count("X"), int(mark in ("~", "%"))
    if month in ("0X", "1X"):
        return [months(year, 1 - about, 9 + about) if month == "0X" else months(year, 10 - about, 12 + about)]
    if month in (None, "XX"):
        return [(number(year - about * unit, 1, 1), number(year + unit - 1 + about * unit, 12, 31))]
    if int(month) in SEASONS:
        return [months(year, first - 3 * about, last + 3 * about) for first, last in SEASONS[int(month)]]
    if day in (None, "XX"):
        return [months(year, int(month) - about, int(month) + about)]
    one = number(year, int(month), int(day))
    if calendar(one) != (year, int(month), int(day)):
        raise CannotJudge(f"{text!r} is no day")
    return [(one - 15 * about, one + 15 * about)]


class Record:
    """The columns of one trip, and what is known of ports."""

    def __init__(self, columns: Table, ports: list[Table]) -> None:
        self.name, self._columns = columns["record"], columns
        self.ports = {port["code"]: {"port": port["code"], **port} for port in ports}
        self.passport, self.born = self.text("passport").upper(), self.text("born")
        self.births = days_of(self.born) if self.born else [(-FAR, FAR)]

    def text(self, column: str) -> str:
        given = self._columns.get(column) or ""
        return "" if given == "dont_know" else str(given)

    def given(self, event: str) -> bool:
        return self.text(event) not in ("", "none")

    def days(self, event: str) -> Spans:
        """The possible days of an event; none where it did not happen."""
        text = self.text(event)
        return [] if text == "none" else days_of(text) if text else [(-FAR, FAR)]

    @staticmethod
    def column(fact: str, event: str) -> str:
        """The column behind a fact; of a stay that of its entry."""
        name = "port" if fact in PLACES else fact
        return f"{name}_{'out' if event == 'exited' else 'in'}" if name in ("channel", "port") else fact

    def meets(self, rule: Table, event: str) -> bool:
        """Whether a condition holds by what is given; a port nobody lists tells no place."""
        given = self.text(self.column(rule["fact"], event))
        given = self.ports.get(given, {}).get(rule["fact"], "") if rule["fact"] in PLACES else given
        return (given or "blank") in rule["is"]

    def outcomes(self, column: str, rules: list[Table]) -> set[bool]:
        """Whether all rules about one column hold: surely, surely not, or both where it leaves that open."""
        given, fact = self.text(column), column.split("_in")[0].split("_out")[0]
        ways = [{fact: value} for value in ([given] if given else VALUES.get(fact, "yes no").split())]
        if fact == "port":
            named = {f: {v for rule in rules if rule["fact"] == f for v in rule["is"]} for f in ("port", *PLACES)}
            codes = [given] if given else [*(named["port"] - {"blank", *self.ports}), ""]
            places = itertools.product(codes, {*named["city"], ""}, {*named["country"], ""}, ("air", "sea", "land"))
            ways = [port for code, port in self.ports.items() if given in ("", code)]
            ways += [dict(zip(("port", *PLACES), one, strict=True)) for one in places] if not (given and ways) else []
        open_ = [r for r in rules if not given or (r["fact"] in PLACES and given not in self.ports)]
        return {all(way[r["fact"]] in r["is"] or ("blank" in r["is"] and r in open_) for r in rules) for way in ways}


class Window:
    """One range, from its table in the document."""

    def __init__(self, table: Table) -> None:
        self.table, self.group, self.rank = table, table["group"], RANKS[table["status"]]
        self.events, self.stay = EVENTS[table["event"]], table["event"] == "stay"
        self.flags, self.least, self.weight = table.get("flag", []), table.get("min_days", 1), table.get("weight", {})
        self.first, self.last, self.sure_first, self.sure_last, self.doubtful = _edges(table["from"], table["to"])
        self.spans = (self.first, self.last), (self.sure_first, self.sure_last)
        self.parts = [(*_edges(part["from"], part["to"])[:2], part) for part in table.get("segment", [])]
        cuts = {self.first, self.last + 1, self.sure_first, self.sure_last + 1}
        self.cuts = cuts.union(*((first, last + 1) for first, last, _ in self.parts))
        asked = [(rule.get("on", "event"), rule) for rule in table.get("age", [])]
        self.age_rules = [(None if on == "event" else days_of(on)[0][0], rule) for on, rule in asked]
        ages = [rule.get("age_below") for rule in self.flags] + [part.get("age_at_least") for _, _, part in self.parts]
        ages += [rule.get(key) for on, rule in self.age_rules if on is None for key in ("at_least", "below")]
        self.ages = {years for years in ages if years is not None}

    def status(self, first: int, last: int) -> int:
        """Whether enough days of a stay, of an event its one day, lie in the window."""
        return OUT - sum(min(last, end) - max(first, start) + 1 >= self.least for start, end in self.spans)

    def population(self, passport: str) -> bool | None:
        """Whether the window is about the holder of that document; None where that is open."""
        whom = self.table.get("population")
        if not whom or not passport:
            return None if whom else True
        return passport in whom["passport"] if whom.get("passport") else passport not in whom["passport_not"]

    def of_age(self, born: int | None, day: int) -> bool:
        """Whether somebody is of every age that the window asks for."""
        ages = [(age(born, day if on is None else on), r) for on, r in self.age_rules] if born is not None else []
        return all(rule.get("at_least", years) <= years < rule.get("below", years + 1) for years, rule in ages)

    def required(self, record: Record, event: str) -> dict[str, set[bool]]:
        """How what is required of each column may turn out."""
        rules: dict[str, list[Table]] = {}
        for rule in self.table.get("requires", []):
            rules.setdefault(record.column(rule["fact"], event), []).append(rule)
        return {column: record.outcomes(column, some) for column, some in rules.items()}

    def gates(self, record: Record) -> list[set[bool]]:
        """What must hold whatever the days: facts that no event has for itself, and what no record can tell."""
        codes = [code for code, _ in {(one["code"], one.get("wanted", "yes")) for one in self.table.get("asked", [])}]
        every, both = self.required(record, self.events[0]), len(self.events) == 2
        alike = [ways for column, ways in every.items() if not (both and column in BY_EVENT)]
        return alike + [{False} if codes.count(code) > 1 else {True, False} for code in codes]


def _edges(begins: str, ends: str) -> tuple[int, int, int, int, bool]:
    """First and last day that may be inside, first and last that surely are, and whether an edge is in doubt."""
    start, end = ([] if edge in ("..", "unknown") else days_of(edge) for edge in (begins, ends))
    first, last = start[0][0] if start else -FAR, end[-1][1] if end else FAR
    vague_start, vague_end = (not edge or edge[0][0] != edge[-1][1] for edge in (start, end))
    sure_first, sure_last = start[-1][1] + vague_start if start else first, end[0][0] - vague_end if end else last
    sure_last = sure_first - vague_start if ends == "unknown" else sure_last
    sure_first = sure_last + vague_end if begins == "unknown" else sure_first
    return first, last, sure_first, sure_last, bool(DOUBT.search(f"{begins} {ends}"))


class Look(NamedTuple):
    """An event or a stay of one reading as a window sees it. Of two events the lesser decides, by the first five fields in order."""

    status: int = OUT
    blank: bool = False
    raised: int = 0
    weakness: int = len(STRENGTHS) - 1
    leaves: bool = False
    flags: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()


def stand_ins(spans: Spans, cuts: Iterable[int], few: float) -> list[int]:
    """Days that stand for all: every one where they are few, else the ends of the runs that no cut divides."""
    if sum(last - first + 1 for first, last in spans) <= few:
        return [day for first, last in spans for day in range(first, last + 1)]
    starts = {day for first, last in spans for day in (first, *(cut for cut in cuts if first < cut <= last))}
    return sorted({last for _, last in spans} | starts | {s - 1 for s in starts if any(a < s <= b for a, b in spans)})


def turned(days: Iterable[int | None], years: Iterable[int], sign: int) -> set[int]:
    """Days on or about which somebody is so many years older, or younger, than on these."""
    every = itertools.product([calendar(day) for day in days if day is not None and abs(day) < FAR], years)
    return {number(y + sign * n, m, d) + extra for (y, m, d), n in every for extra in (-1, 0, 1, 2)}


class Meeting(NamedTuple):
    """One record and one window."""

    record: Record
    window: Window

    def look(self, event: str, run: tuple[int, int], born: int | None) -> Look:
        """The days of a stay, or the one day of an event, with somebody born on a day."""
        record, window, status = self.record, self.window, self.window.status(*run)
        blank, leaves = not record.text("entered" if window.stay else event), event == "exited"
        day, last = max(run[0], window.first), min(run[1], window.last)
        if status == OUT or not window.of_age(born, day):
            return Look(blank=blank, leaves=leaves)
        years = None if born is None or blank or not record.born else age(born, day)
        flags = {rule["code"] for rule in window.flags if "fact" in rule and record.meets(rule, event)}
        flags |= {rule["code"] for rule in window.flags if years is not None and years < rule.get("age_below", -FAR)}
        if any(DOUBT.search(record.text(one)) for one in (("entered", "exited") if window.stay else (event,))):
            flags.add("date_uncertain")
        touched = [part for first, end, part in window.parts if first <= last and day <= end]
        parts = [part for part in touched if years is None or years >= part.get("age_at_least", -FAR)]
        rules = [[*(r for r in part.get("strength_if", []) if record.meets(r, event)), part] for part in parts]
        weakness = max((STRENGTHS.index(held[0]["strength"]) for held in rules), default=len(STRENGTHS) - 1)
        return Look(status, blank, len(flags), weakness, leaves, frozenset(flags), frozenset(p["id"] for p in parts))

    def days(self, event: str) -> Spans:
        """Where entries alone count, a blank one is the one that the given exit ended; where exits alone count, mirrored."""
        record, other = self.record, "exited" if event == "entered" else "entered"
        if self.window.events == (event,) and not record.text(event) and record.given(other):
            spans = record.days(other)
            return [(-FAR, spans[-1][1])] if event == "entered" else [(spans[0][0], FAR)]
        return record.days(event) or ([(FAR, FAR)] if self.window.stay and event == "exited" else [])

    def births(self, days: list[int]) -> list[int] | list[None]:
        """Birthdays that make every difference there can be on these days."""
        record, rules = self.record, self.window.age_rules
        if not record.born and not rules:
            return [None]
        latest = min((record.days(e)[-1][1] for e in ("entered", "exited") if record.given(e)), default=FAR)
        spans = [(first, min(last, latest)) for first, last in record.births if first <= latest]
        cuts = {day + 1 for day in days} | turned(days, self.window.ages, -1)
        for on, rule in rules:
            cuts |= turned([] if on is None else [on], {rule.get("at_least", 0), rule.get("below", 0)}, -1)
        return stand_ins(spans, cuts, FEASIBLE**0.5)

    def by_events(self) -> set[Look]:
        """The deciding event of every reading, once each."""
        found, record, window = set[Look](), self.record, self.window
        days = {event: self.days(event) for event in window.events}
        births = self.births([day for spans in days.values() for day in stand_ins(spans, window.cuts, 0)])
        own = {event: window.required(record, event) if len(days) == 2 else {} for event in days}
        for born in births:
            sides, near = [], turned([born], {0, *window.ages}, 1)
            for event, spans in days.items():
                every = stand_ins(spans, window.cuts | near, FEASIBLE / len(births))
                seen = {self.look(event, (day, day), born) for day in every if born is None or born <= day}
                absent = Look(blank=not record.text(event), leaves=event == "exited")
                ways = [ways for column, ways in own[event].items() if column in BY_EVENT]
                if not record.given(event) or (seen and any(False in way for way in ways)):
                    seen.add(absent)
                sides.append({absent} if seen and {False} in ways else seen)
            found |= {min(one, key=lambda look: look[:5]) for one in itertools.product(*sides)}
        return found

    def by_stays(self) -> tuple[set[Look], list[int]]:
        """Every reading of a stay, once each, and how many months those that may be inside touch."""
        record, window, firsts, lasts = self.record, self.window, self.days("entered"), self.days("exited")
        found, touched = set() if record.given("entered") else {Look(blank=not record.text("entered"))}, list[int]()
        edges, least = {*window.cuts, *(end for span in lasts for end in span)}, window.least
        cuts = {edge + extra for edge in edges for extra in (0, 1, 1 - least, 2 - least)}
        bounded = firsts and max(firsts[0][0], window.first) > -FAR and min(lasts[-1][1], window.last) < FAR
        if counts := bounded and window.weight.get("unit") == "months":
            reach = calendar(max(firsts[0][0], window.first))[0], calendar(min(lasts[-1][1], window.last))[0]
            cuts |= {number(year, month, 1) for year in range(reach[0], reach[1] + 1) for month in range(1, 13)}
        births = self.births([window.first, *stand_ins(firsts, cuts, 0)])
        few = (FEASIBLE / max(1, len(births))) ** 0.5
        ages = {0, *window.ages}
        pairs = ((b, first) for b in births for first in stand_ins(firsts, cuts | turned([b], ages, 1), few))
        for born, first in ((born, first) for born, first in pairs if born is None or born <= first):
            enough = {max(first, edge) + least - 1 for edge in (first, window.first, window.sure_first)}
            for last in (day for day in stand_ins(lasts, {*window.cuts, first, *enough}, few) if day >= first):
                found.add(one := self.look("stay", (first, last), born))
                if counts and one.status != OUT:
                    for begins, ends in window.spans:
                        (year, month, _), (y, m, _) = calendar(max(first, begins)), calendar(min(last, ends))
                        touched.append(max(1, (y - year) * 12 + m - month + 1))
        return found, touched

    def answer(self) -> tuple[str, set[Look], list[int] | None]:
        """The result before rank and flags, the looks that are or may be inside, fewest and most of the weight."""
        record, window = self.record, self.window
        population, gates = window.population(record.passport), window.gates(record)
        due = [r["result"] for r in window.table.get("exclusion", []) if any(record.meets(r, e) for e in window.events)]
        if population is False or due or {False} in gates:
            return due[0] if due and population is not False else "outside", set(), None
        looks, touched = self.by_stays() if window.stay else (self.by_events(), list[int]())
        if not looks and not window.stay:
            raise CannotJudge(f"the trip {record.name!r} has no possible reading")
        statuses, counting = {one.status for one in looks}, {one for one in looks if one.status != OUT}
        sure = population and not any(False in ways for ways in gates)
        result = "outside" if statuses == {OUT} else "inside" if statuses == {IN} and sure else "cannot_tell"
        weights = ([window.weight["shares"]] if window.weight.get("shares") else touched) if counting else []
        return result, counting, [min(weights), max(weights)] if weights else None


def finding(record: Record, window: Window, group: list[Window]) -> Table:
    """What this program says of one record and one window; `group`: all reports of the same fact."""
    result, counting, weight = Meeting(record, window).answer()
    best, covered = min(other.rank for other in group), window.population(record.passport)
    flags = {flag for one in counting for flag in one.flags}
    flags |= {"date_uncertain"} if counting and window.doubtful else set()
    flags |= {"lower_source"} if window.rank > best else ALONE[best]
    rules = window.table.get("note", []) if covered and result != "outside" else []
    notes = {rule["code"] for rule in rules if any(record.meets(rule, event) for event in window.events)}
    lower = [other for other in group if other.rank > best] if window.rank == best and covered is not False else []
    notes |= {"press_differs"} if any(Meeting(record, other).answer()[0] != result for other in lower) else set()
    strength = STRENGTHS[max(one.weakness for one in counting)] if counting else None
    segments = {segment for one in counting for segment in one.segments}
    result = "inside_flagged" if result == "inside" and flags else result
    return dict(zip(COMPARED, (result, strength, sorted(segments), sorted(flags), sorted(notes), weight), strict=True))


def judge_document(document: Table) -> Iterator[tuple[str, list[str]]]:
    """For each finding its name and what differs, in sentences; nothing where all agrees."""
    if document["format"] != 1:
        raise CannotJudge(f"its format is {document['format']!r}; this program knows format 1")
    if "ranges" in (hidden := document.get("withheld", [])):
        raise CannotJudge("the ranges were left out of it; ask the office for the whole document")
    compared = ("result", "notes", "weight") if "segments" in hidden else COMPARED
    records = {one["record"]: Record(one, document.get("ports", [])) for one in document["records"]}
    tables = [(project["code"], table) for project in document["projects"] for table in project["window"]]
    windows = {(code, t["id"]): Window(t) for code, t in tables if t.get("role", "collection") == "collection"}
    for said in document["findings"]:
        code, name = said["project"], said["window"]
        if (code, name) not in windows:
            raise CannotJudge(f"the range {name!r} is not in it")
        window = windows[code, name]
        group = [w for (project, _), w in windows.items() if (project, w.group) == (code, window.group)]
        found = finding(records[said["record"]], window, group)
        told = {key: sorted(said[key]) if isinstance(said[key], list) else said[key] for key in compared}
        unlike = [(key, json.dumps(told[key]), json.dumps(found[key])) for key in compared if told[key] != found[key]]
        sentences = [f"{key} is {mine} in the document and {other} by this program" for key, mine, other in unlike]
        yield f"{said['record']} {name}", sentences


def say(sentence: str) -> None:
    sys.stdout.write(sentence.encode("unicode_escape").decode() + "\n")


def check(path: Path) -> int:
    """One document; its sentences are written, its outcome comes back."""
    outcome, count = AGREE, 0
    try:
        for name, differing in judge_document(json.loads(path.read_text(encoding="utf-8"))):
            count, outcome = count + 1, DIFFER if differing else outcome
            say(f"DIFFERS  {name}: {'; '.join(differing)}." if differing else f"agrees   {name}")
    except OSError as problem:
        say(f"{path}: cannot be read ({problem.strerror}).")
    except CannotJudge as problem:
        say(f"{path}: cannot be judged: {problem}.")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as problem:
        say(f"{path}: is no findings document ({type(problem).__name__}: {problem}).")
    else:
        say(f"{path}: {count} findings, {'all agree' if outcome == AGREE else 'not all agree'}.")
        return outcome
    return NO_DOCUMENT


if __name__ == "__main__":
    sys.exit(max(check(Path(one)) for one in sys.argv[1:] or ["FILE.json"]))

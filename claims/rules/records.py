"""One trip as columns: this is where a record is read, checked and, if it contradicts itself, refused.

A blank column is a fact not given. "none" in `entered` or `exited` says that it did not happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from claims.errors import NotValid
from claims.model.vocabulary import Answer, Capacity, Channel
from claims.rules.dates import read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span
from claims.rules.passports import PASSPORT_CODES

DID_NOT_HAPPEN = "none"

_ANSWERS = frozenset(Answer)
CHOICES: dict[str, frozenset[str]] = {
    "channel_in": frozenset(Channel),
    "channel_out": frozenset(Channel),
    "capacity": frozenset(Capacity),
    "registered": _ANSWERS,
    "gate_registered": _ANSWERS,
    "holds_korean": _ANSWERS,
}
NOT_KNOWN = (None, "", Answer.DONT_KNOW)
_FACTS: tuple[tuple[str, frozenset[str] | None], ...] = (*CHOICES.items(), ("port_in", None), ("port_out", None))
"""The columns that are neither dates nor the document, with the values accepted in them; None: any text."""
PLACES = ("city", "country", "mode")
"""The facts of an event that its port tells."""


@dataclass(frozen=True, slots=True)
class Record:
    """One trip: the columns of a record file. Dates are EDTF text, `passport` an ICAO 9303 code; None or "" = blank."""

    record: str
    claimant: str | None = None
    passport: str | None = None
    entered: str | None = None
    exited: str | None = None
    port_in: str | None = None
    port_out: str | None = None
    channel_in: str | None = None
    channel_out: str | None = None
    born: str | None = None
    capacity: str | None = None
    registered: str | None = None
    gate_registered: str | None = None
    holds_korean: str | None = None


COLUMNS: tuple[str, ...] = tuple(column.name for column in fields(Record))


@dataclass(frozen=True, slots=True)
class Event:
    """An entry or an exit. `spans`: its possible days; empty when it did not happen; all days when it is blank.

    `day`: the only possible one; None where it did not happen or several are possible.
    """

    name: str
    spans: tuple[Span, ...]
    blank: bool = False
    uncertain: bool = False
    day: Day | None = None

    @property
    def given(self) -> bool:
        """Whether it surely happened, on a day at least partly known."""
        return bool(self.spans) and not self.blank


_ANY_DAY: tuple[Span, ...] = ((BEFORE_ALL, AFTER_ALL),)
_BLANK = {"entered": Event("entered", _ANY_DAY, blank=True), "exited": Event("exited", _ANY_DAY, blank=True)}
_NEVER = {"entered": Event("entered", ()), "exited": Event("exited", ())}


@dataclass(frozen=True, slots=True)
class Trip:
    """A record that has been read: what every window is judged by.

    `born` is None where no birth date is given. `facts`: what stands in each column that is neither blank nor "don't
    know", the document in capitals.
    """

    columns: Record
    passport: str | None
    entered: Event
    exited: Event
    born: tuple[Span, ...] | None
    facts: Mapping[str, str]

    @property
    def first_birthday(self) -> Day:
        """No reading has an event before this day."""
        return self.born[0][0] if self.born else BEFORE_ALL

    def event(self, name: str) -> Event:
        """The event "entered" or "exited"."""
        return self.entered if name == "entered" else self.exited

    def value(self, column: str) -> str | None:
        """What stands in a column; None where it is blank or "don't know"."""
        return self.facts.get(column)


def column_of(fact: str, *, event: str) -> str:
    """The column behind a fact: `channel` of "exited" is `channel_out`, and its `city` hangs on `port_out`.

    Of a stay those of its entry.
    """
    side = "out" if event == "exited" else "in"
    if fact == "channel":
        return f"channel_{side}"
    return f"port_{side}" if fact == "port" or fact in PLACES else fact


def read_trip(record: Record) -> Trip:
    """A record read and checked.

    Refuses with NotValid, always naming the column: "record_blank", "passport_code" (not an ICAO 9303 code),
    "not_a_choice", "date_malformed", "date_level_2", and "contradiction" (born after the trip; both facts named).
    """
    if not record.record or not record.record.strip():
        raise NotValid("record_blank", column="record")
    facts = _facts(record)
    passport = record.passport.upper() if record.passport else None
    if passport is not None:
        if passport not in PASSPORT_CODES:
            raise NotValid("passport_code", column="passport", given=record.passport)
        facts["passport"] = passport
    born = _born(record) if record.born else None
    entered, exited = _event(record, "entered"), _event(record, "exited")
    if born is not None:
        _check_born_before(record, born[0][0], (entered, exited))
    for column, date in (("entered", record.entered), ("exited", record.exited), ("born", record.born)):
        if date:
            facts[column] = date
    return Trip(record, passport, entered, exited, born, facts)


def _facts(record: Record) -> dict[str, str]:
    """What stands in the columns that are neither dates nor the document."""
    facts: dict[str, str] = {}
    for column, accepted in _FACTS:
        given = getattr(record, column)
        if not given:
            continue
        if accepted is not None and given not in accepted:
            raise NotValid("not_a_choice", column=column, given=given, accepted=tuple(sorted(accepted)))
        if given not in NOT_KNOWN:
            facts[column] = str(given)
    return facts


def _born(record: Record) -> tuple[Span, ...]:
    try:
        return read_date(record.born or "").spans
    except NotValid as refusal:
        raise NotValid(refusal.reason, column="born", **refusal.facts) from None


def _event(record: Record, column: str) -> Event:
    text = getattr(record, column)
    if not text:
        return _BLANK[column]
    if text == DID_NOT_HAPPEN:
        return _NEVER[column]
    try:
        return _event_on(column, text)
    except NotValid as refusal:
        raise NotValid(refusal.reason, column=column, **refusal.facts) from None


@lru_cache(maxsize=65_536)
def _event_on(column: str, text: str) -> Event:
    date = read_date(text)
    return Event(column, date.spans, uncertain=date.uncertain, day=date.spans[0][0] if date.exact else None)


def _check_born_before(record: Record, first_birthday: Day, events: tuple[Event, ...]) -> None:
    """A record with no possible reading is refused: nobody travels before being born."""
    for event in events:
        if event.given and event.spans[-1][1] < first_birthday:
            given = getattr(record, event.name)
            raise NotValid(
                "contradiction", column=event.name, first="born", second=event.name, born=record.born, given=given
            )

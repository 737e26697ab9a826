"""One trip as columns: this is where a record is read, checked and, if it contradicts itself, refused.

A blank column is a fact not given. "none" in `entered` or `exited` says that it did not happen.
"""

from dataclasses import dataclass, fields

from claims.errors import NotValid
from claims.model.disclosure import BLANK, Condition
from claims.model.vocabulary import Answer, Capacity, Channel
from claims.rules.dates import EdtfDate, read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span
from claims.rules.passports import PASSPORT_CODES

DID_NOT_HAPPEN = "none"

_ANSWERS = frozenset(Answer)
_CHOICES: dict[str, frozenset[str]] = {
    "channel_in": frozenset(Channel),
    "channel_out": frozenset(Channel),
    "capacity": frozenset(Capacity),
    "registered": _ANSWERS,
    "gate_registered": _ANSWERS,
    "holds_korean": _ANSWERS,
}
_NOT_KNOWN = (None, "", Answer.DONT_KNOW)


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
    """An entry or an exit. `spans`: its possible days; empty when it did not happen; all days when it is blank."""

    name: str
    spans: tuple[Span, ...]
    blank: bool = False
    uncertain: bool = False

    @property
    def given(self) -> bool:
        """Whether it surely happened, on a day at least partly known."""
        return bool(self.spans) and not self.blank


_ANY_DAY: tuple[Span, ...] = ((BEFORE_ALL, AFTER_ALL),)
_BLANK = {"entered": Event("entered", _ANY_DAY, blank=True), "exited": Event("exited", _ANY_DAY, blank=True)}
_NEVER = {"entered": Event("entered", ()), "exited": Event("exited", ())}


@dataclass(frozen=True, slots=True)
class Trip:
    """A record that has been read: what every window is judged by. `born` is None where no birth date is given."""

    columns: Record
    passport: str | None
    entered: Event
    exited: Event
    born: tuple[Span, ...] | None

    @property
    def first_birthday(self) -> Day:
        """No reading has an event before this day."""
        return self.born[0][0] if self.born else BEFORE_ALL

    def event(self, name: str) -> Event:
        """The event "entered" or "exited"."""
        return self.entered if name == "entered" else self.exited

    def value(self, column: str) -> str | None:
        """What stands in a column; None where it is blank or "don't know"."""
        given = getattr(self.columns, column)
        return None if given in _NOT_KNOWN else str(given)

    def meets(self, condition: Condition, *, event: str) -> bool:
        """Whether a condition holds; `channel` and `port` are those of the event ("entered" or "exited")."""
        return (self.value(column_of(condition.fact, event=event)) or BLANK) in condition.values


def column_of(fact: str, *, event: str) -> str:
    """The column behind a fact: `channel` of "exited" is `channel_out`."""
    if fact in ("channel", "port"):
        return f"{fact}_in" if event == "entered" else f"{fact}_out"
    return fact


def read_trip(record: Record) -> Trip:
    """A record read and checked.

    Refuses with NotValid, always naming the column: "record_blank", "passport_code" (not an ICAO 9303 code),
    "not_a_choice", "date_malformed", "date_level_2", and "contradiction" (born after the trip; both facts named).
    """
    if not record.record or not record.record.strip():
        raise NotValid("record_blank", column="record")
    for column, accepted in _CHOICES.items():
        given = getattr(record, column)
        if given and given not in accepted:
            raise NotValid("not_a_choice", column=column, given=given, accepted=tuple(sorted(accepted)))
    passport = record.passport.upper() if record.passport else None
    if passport is not None and passport not in PASSPORT_CODES:
        raise NotValid("passport_code", column="passport", given=record.passport)
    born = _date(record, "born") if record.born else None
    entered, exited = _event(record, "entered"), _event(record, "exited")
    if born is not None:
        _check_born_before(record, born.spans[0][0], (entered, exited))
    return Trip(record, passport, entered, exited, born.spans if born else None)


def _event(record: Record, column: str) -> Event:
    text = getattr(record, column)
    if not text:
        return _BLANK[column]
    if text == DID_NOT_HAPPEN:
        return _NEVER[column]
    date = _date(record, column)
    return Event(column, date.spans, uncertain=date.uncertain)


def _date(record: Record, column: str) -> EdtfDate:
    try:
        return read_date(getattr(record, column))
    except NotValid as refusal:
        raise NotValid(refusal.reason, column=column, **refusal.facts) from None


def _check_born_before(record: Record, first_birthday: Day, events: tuple[Event, ...]) -> None:
    """A record with no possible reading is refused: nobody travels before being born."""
    for event in events:
        if event.given and event.spans[-1][1] < first_birthday:
            given = getattr(record, event.name)
            raise NotValid(
                "contradiction", column=event.name, first="born", second=event.name, born=record.born, given=given
            )

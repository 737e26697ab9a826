"""Words for the codes and keys of the registry as researchers say them. This is where a key of a disclosure file gets its label."""

from collections.abc import Mapping
from typing import Any

from claims.web.language import lazy_gettext as _l

EVENTS = {
    "entry": _l("entry"),
    "exit": _l("exit"),
    "entry_or_exit": _l("entry or exit"),
    "stay": _l("stay: the days from entry to exit"),
}

ROLES = {
    "collection": _l("collection: trips are judged by it"),
    "context": _l("context: shown, never judged"),
}

STATUSES = {
    "official": _l("official statement"),
    "court": _l("court record"),
    "press": _l("press report"),
    "disputed": _l("disputed"),
}

FACTS = {
    "capacity": _l("capacity of the traveller"),
    "registered": _l("registered as a foreigner then"),
    "gate_registered": _l("registered for the automatic gate"),
    "holds_korean": _l("holds Korean nationality too"),
    "channel": _l("channel at the border"),
    "port": _l("port"),
    "city": _l("city of the port"),
    "country": _l("country of the port"),
    "mode": _l("by air, sea or land"),
}

ASKED_KINDS = {
    "list": _l("being on a list"),
    "notice": _l("a notice received"),
    "status": _l("a status held"),
    "residence": _l("a residence"),
    "account": _l("an account"),
    "family": _l("a family link"),
    "other": _l("something else"),
}

WANTED = {"yes": _l("yes"), "no": _l("no: who answers yes is outside")}

UNITS = {
    "months": _l("each month of the stay within the window"),
    "shares": _l("a number of shares"),
}

POPULATIONS = {
    "": _l("anyone"),
    "passport": _l("only holders of these passports"),
    "passport_not": _l("all but holders of these passports"),
}

FIXED_RESULTS = {"outside": _l("outside"), "cannot_tell": _l("not enough information")}

STRENGTHS = {"strong": _l("strong"), "medium": _l("medium"), "weak": _l("weak"), "unrated": _l("unrated")}

PARTS = {
    "project": _l("The project's words"),
    "window": _l("Window"),
    "segment": _l("Segment"),
    "flag": _l("Flag"),
    "note": _l("Note"),
    "exclusion": _l("Exclusion"),
    "requires": _l("Condition that must hold"),
    "age": _l("Age asked for"),
    "asked": _l("Question that no record answers"),
    "source": _l("Source"),
    "deadline": _l("Deadline"),
    "fact": _l("Fact"),
}

ADD = {
    "window": _l("Add a window"),
    "segment": _l("Add a segment"),
    "flag": _l("Add a flag"),
    "note": _l("Add a note"),
    "exclusion": _l("Add an exclusion"),
    "requires": _l("Add a condition that must hold"),
    "age": _l("Add an age"),
    "asked": _l("Add a question"),
    "source": _l("Add a source"),
    "deadline": _l("Add a deadline"),
    "fact": _l("Add a fact"),
}

HOW = {"added": _l("added"), "changed": _l("changed"), "retracted": _l("retracted")}

KEYS = {
    "id": _l("Id"),
    "code": _l("Code"),
    "key": _l("Key"),
    "role": _l("What it is for"),
    "group": _l("Group"),
    "subclass_of": _l("Part of"),
    "status": _l("Who says so"),
    "records": _l("Kind of record"),
    "population": _l("Whom it is about"),
    "passport": _l("Only these passports"),
    "passport_not": _l("All but these passports"),
    "event": _l("What counts"),
    "min_days": _l("Least days of the stay"),
    "from": _l("First day"),
    "to": _l("Last day"),
    "sources": _l("Sources"),
    "weight": _l("Weight"),
    "unit": _l("What is counted"),
    "shares": _l("Number of shares"),
    "title": _l("Title"),
    "summary": _l("Summary"),
    "text": _l("Text"),
    "requires": _l("Conditions that must hold"),
    "age": _l("Ages asked for"),
    "asked": _l("Questions that no record answers"),
    "segment": _l("Segments"),
    "flag": _l("Flags"),
    "note": _l("Notes"),
    "exclusion": _l("Exclusions"),
    "strength": _l("Strength"),
    "strength_if": _l("Strength by condition"),
    "age_at_least": _l("Least age"),
    "age_below": _l("Below this age"),
    "at_least": _l("At least this age"),
    "below": _l("Below this age"),
    "on": _l("On which day"),
    "fact": _l("Fact"),
    "is": _l("Values"),
    "result": _l("Result"),
    "reason": _l("Reason"),
    "kind": _l("Kind"),
    "wanted": _l("Answer needed"),
    "publisher": _l("Publisher"),
    "date": _l("Date"),
    "address": _l("Address"),
    "read_on": _l("Read on"),
    "day": _l("Day of the deadline"),
    "route": _l("Route"),
    "computed": _l("Worked out, not stated"),
}

_VALUES: dict[str, Mapping[str, object]] = {
    "event": EVENTS,
    "role": ROLES,
    "status": STATUSES,
    "fact": FACTS,
    "wanted": WANTED,
    "unit": UNITS,
    "strength": STRENGTHS,
    "result": FIXED_RESULTS,
}


def key_words(path: tuple[str, ...]) -> str:
    """The label of a key, with the languages and tables above it: `title.ko` is "Title, ko"."""
    return ", ".join(str(KEYS.get(step, step)) for step in path)


def value_words(key: str, value: Any) -> str:
    """What stands at a key, in words where it is a code; of a list one part after the other."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_l("yes") if value else _l("no"))
    if isinstance(value, Mapping):
        return "; ".join(f"{KEYS.get(inner, inner)}: {value_words(inner, said)}" for inner, said in value.items())
    if isinstance(value, list | tuple):
        between = "\n" if any(isinstance(one, Mapping) for one in value) else ", "
        return between.join(value_words(key, one) for one in value)
    return str(_VALUES.get(key, {}).get(str(value), value))

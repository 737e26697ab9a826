"""What `claims match` says of a row it cannot judge, and of a range it cannot judge by. This is where refusals become lines."""

from claims.errors import NotValid
from claims.model.disclosure import CollectionWindow

_REFUSALS = {
    "record_blank": "record: is blank; give each trip a number of your own",
    "passport_code": "passport: {given!r} is not a passport code; write three letters such as KOR or VNM",
    "not_a_choice": "{column}: {given!r} is not one of: {choices}",
    "date_malformed": "{column}: {text!r} is not a date; at character {position} expected {accepted}",
    "date_level_2": "{column}: {text!r} is EDTF level 2; only levels 0 and 1 are read",
    "contradiction": "{first} and {second} contradict each other: born {born}, {second} {given}",
}


def refusal_said(refusal: NotValid) -> str:
    """The reason of a refusal in words: column, what stands there, what would be accepted."""
    facts = refusal.facts
    choices = ", ".join(accepted) if isinstance(accepted := facts.get("accepted"), tuple) else ""
    return _REFUSALS[refusal.reason].format(**facts, choices=choices)


def silence_said(windows: tuple[CollectionWindow, ...], *, records: str) -> list[str]:
    """Of the windows that such records say nothing about, each once, with the kind of record that would."""
    by_kind: dict[str, list[str]] = {}
    for window in windows:
        by_kind.setdefault(window.records, []).append(window.id)
    return [
        f"  {records} records say nothing about {', '.join(ids)}: look at {kind} records"
        for kind, ids in sorted(by_kind.items())
    ]

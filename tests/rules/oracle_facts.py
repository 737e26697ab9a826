"""The second opinion on facts that are no dates: ports, channels, capacities, ages, and what no record can tell."""

from datetime import date
from itertools import product

from claims.model.disclosure import CollectionWindow, Condition, Port
from claims.rules.matching import Record
from tests.rules.oracle_dates import age

COUNTED = {"entry": ("entered",), "exit": ("exited",), "entry_or_exit": ("entered", "exited"), "stay": ("entered",)}
PORTS = (
    Port("AAA", "Alpha", "KOR", "air"),
    Port("BBB", "Alpha", "KOR", "sea"),
    Port("CCC", "Gamma", "KOR", "sea"),
    Port("DDD", "Delta", "PRK", "land"),
)
BY_PORT = ("port", "city", "country", "mode")
ANYTHING = {
    "capacity": ["ordinary", "diplomat", "sofa", "crew", "cruise", "refugee", "transit", "refused_entry"],
    "channel": ["desk", "gate", "other"],
    "registered": ["yes", "no"],
    "holds_korean": ["yes", "no"],
    "city": ["Alpha", "Gamma", "Delta", "Omega"],
    "country": ["KOR", "PRK", "CHN"],
    "mode": ["air", "sea", "land"],
    "port": ["XYZ", "other"],
}
"""Everything that a fact can be where nothing is known of it; of ports those that nobody lists."""

Told = dict[str, dict[str, str]]
"""What each column tells in one reading, by fact: {"port_in": {"port": "AAA", "city": "Alpha", …}}."""


def column_for(fact: str, event: str) -> str:
    side = "out" if event == "exited" else "in"
    return f"channel_{side}" if fact == "channel" else f"port_{side}" if fact in BY_PORT else fact


def known(record: Record, fact: str, event: str) -> str | None:
    """What the record says of a fact; of a port that nobody lists only the code is known."""
    given = getattr(record, column_for(fact, event)) or None
    if fact in ("city", "country", "mode"):
        found = [port for port in PORTS if port.code == given]
        return str(getattr(found[0], fact)) if found else None
    return given


def holds(record: Record, condition: Condition, event: str) -> bool:
    """By what stands in the record."""
    return (known(record, condition.fact, event) or "blank") in condition.values


def could_tell(record: Record, window: CollectionWindow) -> list[Told]:
    """Every way in which the columns that a window requires something of could be, if all were known."""
    asked: dict[str, tuple[str, set[str]]] = {}
    for event in events_looked_at(window):
        for condition in window.requires:
            asked.setdefault(column_for(condition.fact, event), (event, set()))[1].add(condition.fact)
    ways = [
        [(column, way) for way in ways_of(record, column, event, facts)] for column, (event, facts) in asked.items()
    ]
    return [dict(one) for one in product(*ways)]


def ways_of(record: Record, column: str, event: str, facts: set[str]) -> list[dict[str, str]]:
    if not column.startswith("port"):
        (fact,) = facts
        given = known(record, fact, event)
        return [{fact: value} for value in ([given] if given else ANYTHING[fact])]
    code = known(record, "port", event)
    listed = [{fact: str(getattr(port, "code" if fact == "port" else fact)) for fact in BY_PORT} for port in PORTS]
    if code is not None and any(port["port"] == code for port in listed):
        return [port for port in listed if port["port"] == code]
    codes = [code] if code is not None else ANYTHING["port"]
    wide = [codes, *(ANYTHING[fact] if fact in facts else ["Omega"] for fact in BY_PORT[1:])]
    return ([] if code else listed) + [dict(zip(BY_PORT, one, strict=True)) for one in product(*wide)]


def events_looked_at(window: CollectionWindow) -> tuple[str, ...]:
    return COUNTED[window.event]


def required(record: Record, window: CollectionWindow, event: str, tells: Told) -> bool:
    """Whether an event has, in one reading, everything the window requires."""
    return all(
        tells[column_for(condition.fact, event)][condition.fact] in condition.values
        or ("blank" in condition.values and known(record, condition.fact, event) is None)
        for condition in window.requires
    )


def of_age(window: CollectionWindow, born: date | None, day: date) -> bool:
    """Whether somebody has, on the day of the event or on fixed days, the age the window asks for."""
    for rule in window.ages:
        assert born is not None
        years = age(born, day if rule.on == "event" else date.fromisoformat(rule.on))
        if (rule.at_least is not None and years < rule.at_least) or (rule.below is not None and years >= rule.below):
            return False
    return True


def answers(window: CollectionWindow) -> list[dict[str, str]]:
    """Every way in which what the window asks besides could be answered."""
    codes = sorted({fact.code for fact in window.asked})
    return [dict(zip(codes, one, strict=True)) for one in product(("yes", "no"), repeat=len(codes))]


def answered(window: CollectionWindow, given: dict[str, str]) -> bool:
    return all(given[fact.code] == fact.wanted for fact in window.asked)


def covered(window: CollectionWindow, passport: str) -> bool:
    if window.population.passport:
        return passport in window.population.passport
    return passport not in window.population.passport_not


def excluded(record: Record, window: CollectionWindow) -> str | None:
    for rule in window.exclusions:
        if any(holds(record, rule.condition, event) for event in events_looked_at(window)):
            return rule.result.value
    return None

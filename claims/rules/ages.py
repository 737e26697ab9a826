"""Ages a window asks for: this is where "eighteen on 13 May 2017" becomes birthdays, and an age on the event a rule of days.

Ages that only flag or strengthen are no matter of this file.
"""

from dataclasses import dataclass

from claims.model.disclosure import ON_EVENT, AgeRule
from claims.rules.dates import read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, youngest_of_age

TOO_YOUNG, TOO_OLD = "too_young", "too_old"


@dataclass(frozen=True, slots=True)
class AgesAsked:
    """All that a window asks of somebody's age.

    `at_least` and `below`: ages on the day of the event. `born_from` to `born_until`: the birthdays that meet every fixed day.
    """

    at_least: tuple[int, ...]
    below: tuple[int, ...]
    born_from: Day
    born_until: Day

    @property
    def turning(self) -> tuple[int, ...]:
        """The ages that matter on the day of the event, in order."""
        return tuple(sorted({*self.at_least, *self.below}))

    @property
    def fixed(self) -> tuple[Day, ...]:
        """The birthdays on which the answer of the fixed days changes."""
        return tuple(day for day in (self.born_from, self.born_until + 1) if BEFORE_ALL < day <= AFTER_ALL)

    def failed(self, born: Day, *, reached: frozenset[int]) -> str:
        """Why somebody is of the wrong age, or "". `reached`: which of the turning ages, on the day of the event."""
        if born < self.born_from:
            return TOO_OLD
        if born > self.born_until or not reached.issuperset(self.at_least):
            return TOO_YOUNG
        return "" if reached.isdisjoint(self.below) else TOO_OLD


def ages_asked(rules: tuple[AgeRule, ...]) -> AgesAsked:
    """The rules of one window together. Born on 29 February: a year older on 1 March of a common year."""
    on_event = [rule for rule in rules if rule.on == ON_EVENT]
    born_from, born_until = BEFORE_ALL, AFTER_ALL
    for rule in rules:
        if rule.on == ON_EVENT:
            continue
        day = read_date(rule.on).spans[0][0]
        if rule.at_least is not None:
            born_until = min(born_until, youngest_of_age(day, age=rule.at_least))
        if rule.below is not None:
            born_from = max(born_from, youngest_of_age(day, age=rule.below) + 1)
    return AgesAsked(
        at_least=tuple(rule.at_least for rule in on_event if rule.at_least is not None),
        below=tuple(rule.below for rule in on_event if rule.below is not None),
        born_from=born_from,
        born_until=born_until,
    )

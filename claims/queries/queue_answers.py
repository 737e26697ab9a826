"""What the results on a card come to today: the best of them, and the deadline that comes next.

Claims are many and combinations of results few, so each combination is answered once, and again when the registry or the day is
another. This is where the queue's results and days get their numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.model.disclosure import Deadline, Registry
from claims.model.vocabulary import Result
from claims.queries.triage_queue import LAST
from claims.rules.eligibility import RESULT_ORDER
from claims.rules.next_deadline import days_left, next_deadline
from claims.store.card_columns import Results
from claims.store.open_cards import Look

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Answered:
    """What the results of one claim, by project, come to today."""

    result: Result | None = None
    deadline: Deadline | None = None
    days: int | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Answers:
    """Answers by the number of the results, and behind the last that of a claim without a card.

    `ranks`: places in RESULT_ORDER; `days`: until the next deadline; LAST where there is none. Good for one `registry` on one `day`.
    """

    registry: str
    day: date
    listed: Sequence[Answered]
    ranks: Numbers
    days: Numbers


def answers_today(look: Look, *, registry: Registry, today: date) -> Answers:
    """The answers to all results on cards, those of the last look used again where they still stand."""
    known, results = look.worked_out.get(Answers), look.cards.seen.results.values
    before: Sequence[Answered] = ()
    if isinstance(known, Answers) and (known.registry, known.day) == (registry.revision, today):
        if len(known.listed) > len(results):
            return known
        before = known.listed[:-1]
    fresh = [_answered(each, registry=registry, today=today) for each in results[len(before) :]]
    answers = _numbered([*before, *fresh, Answered()], registry=registry.revision, today=today)
    look.worked_out[Answers] = answers
    return answers


def _answered(results: Results, *, registry: Registry, today: date) -> Answered:
    by_project = dict(results)
    deadline = next_deadline(registry, by_project, today=today)
    best = min(by_project.values(), key=RESULT_ORDER.__getitem__, default=None)
    return Answered(result=best, deadline=deadline, days=days_left(deadline, today=today))


def _numbered(listed: Sequence[Answered], *, registry: str, today: date) -> Answers:
    ranks = [LAST if each.result is None else RESULT_ORDER[each.result] for each in listed]
    days = [LAST if each.days is None else each.days for each in listed]
    return Answers(
        registry=registry,
        day=today,
        listed=listed,
        ranks=np.array(ranks, dtype=np.int32),
        days=np.array(days, dtype=np.int32),
    )

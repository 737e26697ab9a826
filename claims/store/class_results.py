"""Results of trips by class: this is where each class of records gets its result for each project."""

from collections.abc import Callable

from claims.model.judgement import TripResult
from claims.rules.class_answers import ClassAnswers, ListRows
from claims.rules.class_groups import RecordClass
from claims.rules.class_judging import ClassJudging
from claims.rules.eligibility import trip_results
from claims.rules.records import Trip


class ClassResults(ClassAnswers):
    """Answers by class, with the result of a trip of each class for each project besides.

    `results`: by class, for each project the place of its result among the `distinct` ones.
    """

    def __init__(self, judging: ClassJudging, rows: ListRows) -> None:
        self.results: list[tuple[int, ...]] = [()]
        self.distinct: list[TripResult] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        super().__init__(judging, rows)

    def add(self, of: RecordClass, trip: Callable[[], Trip]) -> int:
        """Judge a class by its first record; returns the number of the class."""
        findings = self.judging.all_findings(of, trip)
        number = self.take([findings])
        results = trip_results(trip(), findings, self.judging.windows)
        self.results.append(tuple(self._number(result) for result in results))
        return number

    def _number(self, result: TripResult) -> int:
        key = (
            result.project,
            result.result,
            result.strength,
            result.windows,
            result.flags,
            result.notes,
            result.reasons,
        )
        number = self._numbers.setdefault(key, len(self.distinct))
        if number == len(self.distinct):
            self.distinct.append(result)
        return number

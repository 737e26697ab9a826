"""What lies in a shard of trips: three lines of JSON, each for another reader.

Whose trips, their columns, and what was last answered: only the last is written when the registry changes. This is where
the trips of many claims become bytes, and are read again as columns.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from claims.errors import Damaged
from claims.model.trip_shard import Answer, Answers, MatchedClaim, TripColumns
from claims.model.vocabulary import Result
from claims.rules.answers import coded, columns_of, rows_of

FORMAT = 1
LINES = 3
# All that reading a line may raise which no program of ours wrote.
_NOT_OURS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class OpenShard:
    """A shard in memory, column by column. `trips` and `answers` run over the trips of all claims; `counts` says how many each has."""

    claims: list[str]
    references: list[str]
    marks: list[str]
    counts: list[int]
    trips: TripColumns
    answers: list[Answers]
    fixed: bytes = b""
    """The first two lines as they lie in the shard, for whoever writes only the third."""

    @classmethod
    def of(cls, claims: Sequence[MatchedClaim]) -> "OpenShard":
        """These claims as columns."""
        return cls(
            claims=[claim.claim_id for claim in claims],
            references=[claim.reference for claim in claims],
            marks=[claim.matched_by for claim in claims],
            counts=[len(claim.trips) for claim in claims],
            trips=columns_of([trip for claim in claims for trip in claim.trips]),
            answers=[answers for claim in claims for answers in claim.answers],
        )

    def spans(self) -> Iterator[tuple[int, int]]:
        """For each claim the first of its trips and the one after its last."""
        return pairwise(accumulate(self.counts, initial=0))

    def each(self) -> Iterator[MatchedClaim]:
        """The claims one by one."""
        rows = rows_of(self.trips)
        for place, (first, end) in enumerate(self.spans()):
            yield MatchedClaim(
                claim_id=self.claims[place],
                reference=self.references[place],
                matched_by=self.marks[place],
                trips=tuple(rows[first:end]),
                answers=tuple(self.answers[first:end]),
            )


def opened_lines(lines: Sequence[bytes]) -> OpenShard:
    """The columns that lie in the three lines. Raises Damaged for another format than ours, and for what does not fit together."""
    try:
        opened = _opened(lines)
        if not _fits_together(opened):
            raise Damaged("trip_shard_format")
    except _NOT_OURS:
        raise Damaged("trip_shard_format") from None
    return opened


def _opened(lines: Sequence[bytes]) -> OpenShard:
    whose, columns, answered = (json.loads(line) for line in lines)
    if whose["format"] != FORMAT:
        raise Damaged("trip_shard_format")
    answers = [_read_answers(text) for text in answered["answers"]]
    marks = answered["marks"]
    return OpenShard(
        claims=whose["claims"],
        references=whose["references"],
        counts=whose["counts"],
        marks=[marks[code] for code in answered["marked"]],
        trips=TripColumns(sum(whose["counts"]), columns),
        answers=[answers[code] for code in answered["answered"]],
        fixed=b"\n".join(lines[:2]),
    )


def _fits_together(opened: OpenShard) -> bool:
    """One reference, mark and count for each claim; one answer, and one place in each column, for each trip."""
    claims, trips = len(opened.claims), opened.trips.number
    columns = opened.trips.columns.values()
    return (
        len(opened.references) == len(opened.marks) == len(opened.counts) == claims
        and len(opened.answers) == trips
        and all(len(places) == trips and max(places, default=-1) < len(values) for values, places in columns)
    )


def claims_in(lines: Sequence[bytes]) -> list[str]:
    """Whose trips lie there; the other lines are not read for it. Raises Damaged for what is no such line."""
    try:
        claims: list[str] = json.loads(lines[0])["claims"]
        ours = isinstance(claims, list) and all(isinstance(claim_id, str) for claim_id in claims)
    except _NOT_OURS:
        ours = False
    if not ours:
        raise Damaged("trip_shard_format")
    return claims


def fixed_lines(opened: OpenShard) -> bytes:
    """Whose trips, and their columns, in which what repeats is written once and counted from there on."""
    whose = {
        "format": FORMAT,
        "claims": opened.claims,
        "references": opened.references,
        "counts": opened.counts,
    }
    return _json(whose) + b"\n" + _json(opened.trips.columns)


def answered_line(opened: OpenShard) -> bytes:
    """What was last answered, and by what; few answers are different values."""
    distinct = {id(answers): answers for answers in opened.answers}
    written = {place: _write_answers(answers) for place, answers in distinct.items()}
    answers, codes = coded(list(written.values()))
    places = dict(zip(written, codes, strict=True))
    marks, marked = coded(opened.marks)
    answered = [places[id(answers)] for answers in opened.answers]
    return _json({"marks": marks, "marked": marked, "answers": answers, "answered": answered})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _write_answers(answers: Answers) -> str:
    """One text for the answers to a trip: `project result said window=result …`, projects with semicolons between them."""
    return ";".join(
        " ".join((a.project, a.result, a.said, *(f"{window}={result}" for window, result in a.windows)))
        for a in answers
    )


@lru_cache(maxsize=1 << 16)
def _read_answers(text: str) -> Answers:
    """The answers that `_write_answers` wrote; read once for all shards that hold the same."""
    found = []
    for part in text.split(";") if text else ():
        project, result, said, *windows = part.split(" ")
        pairs = (window.partition("=")[::2] for window in windows)
        found.append(Answer(project, Result(result), said, tuple((name, Result(told)) for name, told in pairs)))
    return tuple(found)

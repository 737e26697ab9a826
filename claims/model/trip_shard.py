"""The trips of claims, for matching again when the registry changes. This is where what is kept of them is a noun; it lies sealed in shards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, key_column, reference_to, sealed_column
from claims.model.vocabulary import Result

Row = tuple[str | None, ...]
"""One trip: the columns of a record, without `record` and `claimant`."""


Coded = tuple[Sequence[str | None], Sequence[int]]
"""One column of many trips: its distinct values, and for each trip the place of its value among them."""


@dataclass(frozen=True, slots=True)
class TripColumns:
    """Many trips, column by column. A column that is not there is blank for all of them."""

    number: int
    columns: Mapping[str, Coded]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is compared of the answer to one trip for one disclosed project.

    `said`: sixteen hexadecimal digits that differ where anything does that was said of it; windows of other travellers and
    the days before and after apart. `windows`: the result of each window that is not outside.
    """

    project: str
    result: Result
    said: str
    windows: tuple[tuple[str, Result], ...] = ()


Answers = tuple[Answer, ...]
"""The answers to one trip, in order of project. A project that is not there says as much as "outside"."""


@dataclass(frozen=True, slots=True)
class MatchedClaim:
    """One claim's trips and what was last answered to them.

    `matched_by`: registry revision and rule version it was last looked at under. `trips` in the claimant's order, `answers`
    beside them. Grades of evidence are not here: they only choose the leading trip among equals; no result hangs on them.
    """

    claim_id: str
    reference: str
    matched_by: str
    trips: tuple[Row, ...]
    answers: tuple[Answers, ...]


class TripShard(SQLModel, table=True):
    """A padded, sealed handful of claims' trips under a key derived from the office's card key. Which claims cannot be seen.

    `matched_by` is what all claims in it were last looked at under (registry revision and rule version), empty where that
    differs among them: so without a key it can be asked whether a re-matching is outstanding. The seal binds it.
    """

    __tablename__ = "trip_shard"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    version: int = Field(default=0)
    matched_by: str = Field(default="", max_length=80)
    sealed: bytes = sealed_column()

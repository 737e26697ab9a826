"""Rows that live only while somebody is here: sessions, workers, errands. This is where lent keys are nouns; none is in any backup."""

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, clock_column, code_column, key_column, reference_to, sealed_column
from claims.model.vocabulary import ErrandKind


class SessionRow(SQLModel, table=True):
    """An open session of a claimant or a member; which of the two, and whose, lies in the sealed payload.

    `seen` and `ends` are UTC seconds, rounded to the minute.
    """

    __tablename__ = "session_row"
    __table_args__ = NO_ROWID
    id: str = Field(primary_key=True, max_length=32)
    office_id: str = reference_to("office.id")
    seen: int = clock_column()
    idle: int
    ends: int = clock_column()
    payload: bytes = sealed_column()


class Worker(SQLModel, table=True):
    """A running `claims work`: its public key, vouched by a MAC under the host key; dead when `seen` is old."""

    __tablename__ = "worker"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id")
    public_key: bytes = sealed_column()
    vouched: bytes = sealed_column()
    seen: int = clock_column()


class Errand(SQLModel, table=True):
    """Work lent to one worker by a signed-in member: the least keys that do it, sealed to the worker, with an end time."""

    __tablename__ = "errand"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id")
    worker_id: str = reference_to("worker.id", index=True)
    member_id: str = reference_to("member.id")
    kind: ErrandKind = code_column()
    subject: str = Field(default="", max_length=32)
    ends: int = clock_column()
    keys: bytes = sealed_column()
    vouched: bytes = sealed_column()

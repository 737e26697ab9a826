"""What the registry said, when, and why it was changed. This is where a revision, its ids and a working copy are nouns.

All of it is public: the registry holds what was published about projects, and nothing about any claimant.
"""

from sqlalchemy import BigInteger, Column, LargeBinary, Text
from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, reference_to

FROM_FILES = "from the files"
"""Why a revision was published that nobody wrote: the folder of disclosure files had changed."""


class RegistryRevision(SQLModel, table=True):
    """One published state of the whole registry; never changed and never deleted (a trigger refuses both).

    `id` is the SHA-256 of `content`, `previous` the id of the revision before ("" for the first). `member_id` is empty and
    `role` is "service" where the files were taken. `published` is UTC seconds. Content is empty only for what an older
    version of this service published.
    """

    __tablename__ = "registry_revision"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    number: int = Field(primary_key=True)
    id: str = Field(max_length=64)
    previous: str = Field(max_length=64)
    member_id: str = Field(max_length=32)
    role: str = code_column()
    published: int = Field(sa_column=Column(BigInteger, nullable=False))
    why: str = Field(sa_column=Column(Text, nullable=False))
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class RegistryName(SQLModel, table=True):
    """One id that the registry ever used: of a window, or of a project (then `name` and `project` are the same).

    `reports` is the group a window stands in. `retracted` is the number of the revision that took it out, 0 while it
    stands; what was taken out never comes back and never names anything else. Rows are never deleted.
    """

    __tablename__ = "registry_name"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    name: str = Field(primary_key=True, max_length=64)
    project: str = Field(max_length=64)
    reports: str = Field(max_length=64)
    first: int
    retracted: int


class RegistryFile(SQLModel, table=True):
    """One disclosure file as it was last taken: the project's code and a hash of what the file says, comments apart."""

    __tablename__ = "registry_file"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    project: str = Field(primary_key=True, max_length=64)
    taken: str = Field(max_length=64)


class RegistryDraft(SQLModel, table=True):
    """One project in one member's working copy: what they typed and did not publish yet.

    `base` is the number of the revision it was begun from. `content` is the project in the form of its file, as JSON, or
    `null` where the whole project is to be retracted. Goes when it is published or thrown away.
    """

    __tablename__ = "registry_draft"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    member_id: str = reference_to("member.id", primary_key=True)
    project: str = Field(primary_key=True, max_length=64)
    base: int
    saved: int = Field(sa_column=Column(BigInteger, nullable=False))
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

"""The office and the people who work there. This is where roles and wrapped keys are nouns; what they permit is in rules/access.py."""

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, clock_column, code_column, key_column, reference_to, sealed_column


class Office(SQLModel, table=True):
    """The organisation that receives claims. `kind` is `real` or `demonstration` and never changes.

    `public_key` is the office's X25519 public half; the private half lies in KeyWrap rows, one per holder. `reading_wrap`
    and `card_wrap` are the two symmetric keys of the office, wrapped to its public half.
    """

    __tablename__ = "office"
    __table_args__ = NO_ROWID
    id: str = key_column()
    kind: str = code_column()
    name: str = Field(max_length=200)
    contact: str = Field(default="", max_length=300)
    firms: str = Field(default="", max_length=600)
    generation: int = 1
    public_key: bytes = sealed_column()
    reading_wrap: bytes = sealed_column()
    card_wrap: bytes = sealed_column()


class Member(SQLModel, table=True):
    """One person who works here. `locked_key` is the member's private key under their passphrase; `second_factor` the
    TOTP secret under their own public key; `last_step` the last TOTP step accepted.

    `next_salt` and `next_key` are the same key under words that were made and not used yet. `renew`: the words were handed
    over by somebody else and are good for making one's own. `epoch` grows when all of the member's sessions are ended.
    """

    __tablename__ = "member"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    name: str = Field(max_length=120)
    sign_in_name: str = Field(unique=True, max_length=64)
    roles: str = Field(max_length=120)
    language: str = Field(default="ko", max_length=12)
    salt: bytes = sealed_column()
    locked_key: bytes = sealed_column()
    public_key: bytes = sealed_column()
    second_factor: bytes = sealed_column()
    next_salt: bytes | None = sealed_column(nullable=True)
    next_key: bytes | None = sealed_column(nullable=True)
    last_step: int = clock_column(default=0)
    renew: bool = False
    epoch: int = 0
    active: bool = True


class OfficeKey(SQLModel, table=True):
    """One generation of the office's pair. `archived` is its private half, followed by the reading key of that time, wrapped to
    the public half in force; empty for the generation in force.

    What was sealed to an older generation and is never sealed anew (ledger details) stays readable through it. `in_use`:
    claims may still be wrapped to this generation; false once a renewal of the key has gone through all of them.
    """

    __tablename__ = "office_key"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    generation: int = Field(primary_key=True)
    public_key: bytes = sealed_column()
    archived: bytes | None = sealed_column(nullable=True)
    in_use: bool = True


class KeyWrap(SQLModel, table=True):
    """A private key (the office's or a matter's) wrapped to one member's public key."""

    __tablename__ = "key_wrap"
    __table_args__ = NO_ROWID
    member_id: str = reference_to("member.id", primary_key=True)
    key_kind: str = code_column(primary_key=True)
    key_id: str = Field(primary_key=True, max_length=32)
    generation: int = Field(default=1, primary_key=True)
    office_id: str = reference_to("office.id")
    wrapped: bytes = sealed_column()


class Passkey(SQLModel, table=True):
    """A member's passkey (WebAuthn), which may stand for the code of an authenticator. `label` is sealed to the member."""

    __tablename__ = "passkey"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id")
    member_id: str = reference_to("member.id", index=True)
    credential: bytes = sealed_column()
    public_key: bytes = sealed_column()
    sign_count: int = clock_column(default=0)
    label: bytes = sealed_column()
    week: str = Field(max_length=8)


class KnownBrowser(SQLModel, table=True):
    """A browser from which a member signed in before: strangers who try that member's name cannot lock it out. Opens nothing."""

    __tablename__ = "known_browser"
    __table_args__ = NO_ROWID
    id: str = Field(primary_key=True, max_length=32)
    office_id: str = reference_to("office.id")
    member_id: str = reference_to("member.id", index=True)
    week: str = Field(max_length=8)


class RecoveryKey(SQLModel, table=True):
    """A pair whose private half exists only in shares on paper: any `need` of `shares` sheets make it again."""

    __tablename__ = "recovery_key"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id")
    public_key: bytes = sealed_column()
    need: int
    shares: int
    week: str = Field(max_length=8)


class RecoveryWrap(SQLModel, table=True):
    """A private key (the office's or a matter's) wrapped to a recovery key."""

    __tablename__ = "recovery_wrap"
    __table_args__ = NO_ROWID
    recovery_id: str = reference_to("recovery_key.id", primary_key=True)
    key_kind: str = code_column(primary_key=True)
    key_id: str = Field(primary_key=True, max_length=32)
    generation: int = Field(default=1, primary_key=True)
    office_id: str = reference_to("office.id")
    wrapped: bytes = sealed_column()

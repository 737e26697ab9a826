"""The append-only, chained record of who looked at or did what. This is where one line of it is a noun."""

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, key_column, reference_to, sealed_column


class LedgerLine(SQLModel, table=True):
    """One line: actor, role, hour, action code, reference, and sealed details. `chain` covers all of it and the line before."""

    __tablename__ = "ledger_line"
    __table_args__ = NO_ROWID
    office_id: str = reference_to("office.id", primary_key=True)
    number: int = Field(primary_key=True)
    actor: str = Field(max_length=32)
    role: str = Field(max_length=24)
    hour: str = Field(max_length=16)
    action: str = code_column()
    reference: str = Field(default="", max_length=32)
    details: bytes = sealed_column()
    chain: bytes = sealed_column()


class ProofKey(SQLModel, table=True):
    """The public half of a key that signed proofs of receipt while one service start lasted; kept so that proofs stay verifiable."""

    __tablename__ = "proof_key"
    __table_args__ = NO_ROWID
    id: str = Field(primary_key=True, max_length=64)
    office_id: str = reference_to("office.id")
    week: str = Field(max_length=8)


class LedgerAnchor(SQLModel, table=True):
    """A head of the ledger that was put down outside: which line, where (file, mail, timestamp), and what came back.

    `statement` is the signed text that went out, `token` a time-stamping authority's answer (RFC 3161). Append-only.
    """

    __tablename__ = "ledger_anchor"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    number: int
    place: str = code_column()
    outcome: str = code_column()
    hour: str = Field(max_length=16)
    statement: bytes = sealed_column()
    token: bytes | None = sealed_column(nullable=True)

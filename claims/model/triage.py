"""What happened to a claim, and what was said. This is where the append-only steps and the sealed messages are nouns."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, reference_to
from claims.model.vocabulary import MessageCode, Move


class TriageEvent(SQLModel, table=True):
    """One append-only step on a claim: which move, by whom (empty: the claimant), in which week."""

    __tablename__ = "triage_event"
    __table_args__ = NO_ROWID
    claim_id: str = reference_to("claim.id", primary_key=True)
    number: int = Field(primary_key=True)
    office_id: str = reference_to("office.id")
    move: Move = code_column()
    member_id: str = Field(default="", max_length=32)
    week: str = Field(max_length=8)


class Message(BaseModel):
    """One sealed message between claimant and office. `at` in UTC seconds; `text` verbatim, in `language`.

    What the service itself has to say has a `code` and `facts` instead of text, and is put into words when it is shown, in
    the language of whoever reads it. RESULT_CHANGED: `trips`, the numbers of the trips in the claimant's order.
    RECEIPT_RENEWED: `week`, the ISO week in which a new receipt was made.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    sender: Literal["claimant", "office"]
    text: str = ""
    language: str
    at: int
    move: Move | None = None
    code: MessageCode | None = None
    facts: dict[str, tuple[str, ...]] = {}


class Hold(BaseModel):
    """Why a claim may not be destroyed yet, by counsel: the reason, until which ISO week, who set it, when (UTC seconds); ended when."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    reason: str
    until: str
    by: str
    at: int
    ended: int | None = None


class DeskFacts(BaseModel):
    """What the office adds to a claim, sealed: notes, the reason of each move, translations of the account, other claims.

    `duplicates`: references of claims found to be the same person's; `distinct_from`: those found to be another's, though alike.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    translation: str = ""
    translation_harm: str = ""
    translator: str = ""
    reviewer: str = ""
    name_hangul: str = ""
    duplicates: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    first_knowledge_note: str = ""
    holds: tuple[Hold, ...] = ()

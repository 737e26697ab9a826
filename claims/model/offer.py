"""What a firm offers the claimants of a matter, and what it tells them of the case later. This is where both are nouns.

An offer is in force only as a whole, every text of it signed off by counsel; a later one never changes an earlier one. Offers and the
course of a case lie sealed under a key that each invited claimant holds, so that they read them with nothing but their receipt.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, reference_to, sealed_column
from claims.model.vocabulary import AnnouncementKind

OFFER_TEXTS = ("who", "fee", "success_fee", "costs", "loser_pays", "settlement", "ending", "not_chosen", "ngo")
"""What a claimant must be told before they sign, in this order; `selection` besides, only where counsel offers an appointed party."""
SELECTION_TEXT = "selection"


class _Sealed(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class OfferTerms(_Sealed):
    """The figures: what each claimant pays the firm and for costs (won, None: not said yet), and the share of success in per cent.

    `selection`: counsel offers an appointed party, who is named with their number in the party list where it is known.
    `again`: who signed an earlier offer is asked to sign this one; what they signed stays in force until they do.
    """

    fee: int | None = None
    success_fee: str = ""
    costs: int | None = None
    selection: bool = False
    appointed: str = ""
    appointed_number: int | None = None
    again: bool = False


class SignOff(_Sealed):
    """That a counsel stands by a text: who (member id and name), when (UTC seconds), and the SHA-256 of the words they read."""

    by: str
    name: str
    at: int
    sha256: str


class DraftText(_Sealed):
    """One text of an offer that is being written, with placeholders such as {fee}; signed off or not."""

    title: str
    text: str
    sign_off: SignOff | None = None


class OfferDraft(_Sealed):
    """The offer as counsel writes it; lies in the matter's file. `texts` by language, then by code."""

    terms: OfferTerms = OfferTerms()
    texts: dict[str, dict[str, DraftText]] = {}


class OfferText(_Sealed):
    """One text of an offer in force, placeholders filled, in one language, and who signed it off."""

    code: str
    language: str
    title: str
    text: str
    sha256: str
    sign_off: SignOff


class Party(_Sealed):
    """Who offers and what it is about, frozen with the offer."""

    firm: str
    firm_address: str = ""
    lawyer: str
    registration: str = ""
    contact: str = ""
    proceeding: str
    court: str = ""
    case_number: str = ""
    defendant: str


class Offer(_Sealed):
    """An offer in force: number, day (ISO), who offers, the figures, every text in every language offered."""

    format: Literal[1] = 1
    number: int
    day: str
    party: Party
    terms: OfferTerms
    texts: tuple[OfferText, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is offered in, sorted."""
        return tuple(sorted({text.language for text in self.texts}))

    def texts_in(self, language: str) -> tuple[OfferText, ...]:
        """Its texts in a language, in the order of reading."""
        order = (*OFFER_TEXTS, SELECTION_TEXT)
        mine = [text for text in self.texts if text.language == language]
        return tuple(sorted(mine, key=lambda text: order.index(text.code)))


class OfferEnded(_Sealed):
    """From now on nobody new can sign the offer of that number."""

    format: Literal[1] = 1
    offer: int
    at: int


CourseCode = Literal["filed", "hearing", "submission", "judgment", "appeal_until", "payment", "ended", "note"]


class CourseEntry(_Sealed):
    """One thing that happened in the case, entered once for all its claimants. `day` ISO; the words come from the code in each language.

    `until` ends a period (ISO); `amount` in won for each claimant; `place` and `number` as the court writes them; `words` by language, counsel's own.
    `replaces` is the id of an entry that was wrong.
    """

    format: Literal[1] = 1
    id: str
    code: CourseCode
    day: str
    until: str = ""
    place: str = ""
    number: str = ""
    amount: int | None = None
    words: dict[str, str] = {}
    replaces: str = ""
    at: int


class Announcement(SQLModel, table=True):
    """Something a matter tells all its claimants, sealed under the matter's told key; appended, never changed."""

    __tablename__ = "announcement"
    __table_args__ = NO_ROWID
    matter_id: str = reference_to("matter.id", primary_key=True)
    kind: AnnouncementKind = code_column(primary_key=True)
    number: int = Field(primary_key=True)
    office_id: str = reference_to("office.id")
    sealed: bytes = sealed_column()

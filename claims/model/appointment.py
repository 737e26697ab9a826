"""How a claimant appoints a lawyer: what was offered to them, answered, signed, taken back, and what counsel added to it since.

Each step is one event, appended under the claim's seal and never overwritten, so that all of them together are the record of the
signing. This is where those events are nouns; rules/appointments.py folds them into how it stands.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from claims.model.claim_file import EvidenceFacts
from claims.model.signing import Answers, Helped, SignedHow, Signer, Step, TextShown

Notarisation = Literal["to_follow", "notarised", "apostille", "consular", "not_needed"]
RefusedBecause = Literal["cut_off", "unreadable", "wrong_signer", "other_matter", "older_text", "proof_missing"]
CourtStepKind = Literal[
    "order_power", "order_address", "order_translation", "order_representative", "order_other", "withdrawal"
]


class _Sealed(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class Invited(_Sealed):
    """Counsel of a matter offers to act. `told_key` (hex) opens what the matter tells its claimants: the offer and the course of the case."""

    kind: Literal["invited"] = "invited"
    format: Literal[1] = 1
    matter_id: str
    told_key: str
    at: int


class Signed(_Sealed):
    """One person signed, in one session: every text they were shown, every answer in order, and the signature itself.

    `image` is a PNG in base64 (drawn), `scans` the pages of a signed paper; `begun_at` and `at` UTC seconds.
    """

    kind: Literal["signed"] = "signed"
    format: Literal[1] = 1
    id: str
    matter_id: str
    offer: int
    offer_sha256: str
    language: str
    texts: tuple[TextShown, ...]
    steps: tuple[Step, ...]
    begun_at: int
    at: int
    day: str
    answers: Answers
    signer: Signer
    how: SignedHow
    image: str = ""
    scans: tuple[EvidenceFacts, ...] = ()
    helped: Helped | None = None


class Revoked(_Sealed):
    """The claimant took back what was signed for a matter, before it was filed. `asked_by` and `by`: in a letter, whose, and the member who took it down."""

    kind: Literal["revoked"] = "revoked"
    format: Literal[1] = 1
    matter_id: str
    at: int
    asked_by: str = ""
    by: str = ""


class LeaveAsked(_Sealed):
    """The claimant wants to leave the suit after it was filed; counsel sees to it. `asked_by`, `by` as in Revoked."""

    kind: Literal["leave_asked"] = "leave_asked"
    format: Literal[1] = 1
    matter_id: str
    at: int
    asked_by: str = ""
    by: str = ""


class Left(_Sealed):
    """The claimant is out of the suit: the day (ISO) the court papers say, noted by counsel."""

    kind: Literal["left"] = "left"
    format: Literal[1] = 1
    matter_id: str
    day: str
    by: str
    at: int


class Countersigned(_Sealed):
    """The firm took the power on: who signed for it (name) and when (UTC seconds)."""

    kind: Literal["countersigned"] = "countersigned"
    format: Literal[1] = 1
    matter_id: str
    signing: str
    name: str
    by: str
    at: int


class BarStamped(_Sealed):
    """The number under which the bar association stamped a power."""

    kind: Literal["bar_stamped"] = "bar_stamped"
    format: Literal[1] = 1
    matter_id: str
    signing: str
    number: str
    by: str
    at: int


class Notarised(_Sealed):
    """How it stands with a power's notarisation, apostille or consular legalisation; `day` (ISO) on which it was done, or ""."""

    kind: Literal["notarised"] = "notarised"
    format: Literal[1] = 1
    matter_id: str
    signing: str
    state: Notarisation
    day: str = ""
    by: str
    at: int


class Refused(_Sealed):
    """Counsel cannot use a signature, and why; the claimant is asked to sign again."""

    kind: Literal["refused"] = "refused"
    format: Literal[1] = 1
    matter_id: str
    signing: str
    why: RefusedBecause
    by: str
    at: int


class CourtStep(_Sealed):
    """A correction order (보정명령) or a withdrawal that concerns this claimant: what, by which day (ISO), and counsel's own words."""

    kind: Literal["court_step"] = "court_step"
    format: Literal[1] = 1
    matter_id: str
    id: str
    what: CourtStepKind
    due: str
    words: str = ""
    by: str
    at: int


class CourtStepDone(_Sealed):
    """Such a step was answered, on which day (ISO)."""

    kind: Literal["court_step_done"] = "court_step_done"
    format: Literal[1] = 1
    matter_id: str
    id: str
    day: str
    by: str
    at: int


class Elsewhere(_Sealed):
    """Counsel has cleared up whether the claimant is a party elsewhere: `clear` when nothing bars filing here."""

    kind: Literal["elsewhere"] = "elsewhere"
    format: Literal[1] = 1
    matter_id: str
    clear: bool
    words: str = ""
    by: str
    at: int


class Reminded(_Sealed):
    """The claimant was told neutrally that there is a message: by mail of the service, or by hand."""

    kind: Literal["reminded"] = "reminded"
    format: Literal[1] = 1
    matter_id: str
    by_mail: bool
    by: str
    at: int


AppointmentEvent = (
    Invited
    | Signed
    | Revoked
    | LeaveAsked
    | Left
    | Countersigned
    | BarStamped
    | Notarised
    | Refused
    | CourtStep
    | CourtStepDone
    | Elsewhere
    | Reminded
)
APPOINTMENT_EVENT: TypeAdapter[AppointmentEvent] = TypeAdapter(
    Annotated[AppointmentEvent, Field(discriminator="kind")], config=ConfigDict(hide_input_in_errors=True)
)

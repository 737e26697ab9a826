"""What a power of attorney and a choice of an appointed party say, before they are papers. All frozen.

Nothing is granted by itself: a special power that is not named in `granted` stays an empty box. Signing, on paper or on a screen,
only ever fills in a `Signature` and a `Mark`. This is where the only inputs of the papers a claimant signs for court are named.
"""

from dataclasses import dataclass
from datetime import date

SPECIAL_POWERS = ("counterclaim", "withdrawal", "appeal", "sub_agent")
"""The four of Civil Procedure Act art. 90(2), in the order of its items; each is given by itself or not at all."""
RELATIONS = ("self", "parent", "guardian", "heir", "mandate")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One line to sign: who, in which capacity (one of RELATIONS). Day (ISO) and image (PNG) are empty until it is signed.

    A name left empty is a line on which the name is still to be written, as for the second parent. `share` is an heir's ("1/3");
    `typed`: the name was typed on a screen as a signature.
    """

    name: str = ""
    relation: str = "self"
    share: str = ""
    signed_on: str = ""
    image: bytes = b""
    typed: bool = False

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise ValueError(f"a signature's relation is one of {RELATIONS}")
        if self.image and not self.image.startswith(_PNG):
            raise ValueError("the image of a signature is a PNG")


@dataclass(frozen=True, kw_only=True)
class Principal:
    """The claimant as a court paper names them. `born` ISO or less, `nationality` an ICAO 9303 code, `contact` that of counsel."""

    name: str
    name_hangul: str = ""
    name_latin: str = ""
    born: str = ""
    nationality: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who is given the power: firm, lawyer, the number they are registered under, address and how to reach them."""

    firm: str
    lawyer: str
    registration: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseNamed:
    """The case as both papers name it; an empty number is one that the court has not given yet."""

    title: str
    court: str = ""
    number: str = ""
    defendant: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """To which text a paper belongs: number of the firm's offer, SHA-256 (hex) of matter and offer, and the signature's id once it is signed."""

    offer: int
    sha256: str
    signing: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What counsel added to a signed power: who signed for the firm and on which day (ISO), the bar association's number, how it stands
    with notarisation (a code of model/appointment.Notarisation, "" where nothing was noted) and since when (ISO).
    """

    countersigned: str = ""
    countersigned_on: str = ""
    bar_stamp: str = ""
    notarised: str = ""
    notarised_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Power:
    """소송위임장: one claimant's power of attorney. `granted` holds codes of SPECIAL_POWERS and nothing by default.

    `party_number` is None while the claimants have no numbers, `mark` None where no offer was put to the claimant.
    """

    reference: str
    day: date
    case: CaseNamed
    party_number: int | None
    principal: Principal
    agent: Agent
    granted: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = (Signature(),)
    mark: Mark | None = None
    noted: Noted = Noted()

    def __post_init__(self) -> None:
        if not set(self.granted) <= set(SPECIAL_POWERS) or len(set(self.granted)) != len(self.granted):
            raise ValueError(f"special powers are of {SPECIAL_POWERS}, each once")
        if not self.signatures:
            raise ValueError("a power of attorney has at least one line to sign")


@dataclass(frozen=True, kw_only=True)
class Selection:
    """선정서: one claimant's choice of an appointed party (art. 53). `appointed` is empty until the claimants have agreed on one."""

    reference: str
    day: date
    case: CaseNamed
    party_number: int | None
    principal: Principal
    appointed: Principal | None = None
    appointed_number: int | None = None
    signatures: tuple[Signature, ...] = (Signature(),)
    mark: Mark | None = None

    def __post_init__(self) -> None:
        if not self.signatures:
            raise ValueError("a choice of an appointed party has at least one line to sign")

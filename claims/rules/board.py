"""The board of a matter: how far each claim is on its way to court, what is missing and who can mend it. This is where a claim gets its place.

"A claim is received, checked, invited, signed by some of those who must, signed by all, notarised, filed. A notary who is still to come
bars nobody: the place says `power_signed` and the claimant must stay reachable. What was signed for another matter counts for nothing
here." To check in the head: one parent of a child signed, the other has not: `partly_signed`, missing `others_to_sign`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import Answer, Status
from claims.rules.appointments import Appointment, OpenCourtStep, Signing
from claims.rules.bundling import GOES
from claims.rules.power_standing import SIGNED, PowerStanding, lacks_notarisation
from claims.rules.signers import is_complete

Stage = Literal[
    "received", "checked", "invited", "partly_signed", "power_signed", "notarised", "filed", "set_aside", "withdrawn"
]
STAGES: tuple[Stage, ...] = (
    *("received", "checked", "invited", "partly_signed", "power_signed", "notarised", "filed"),
    *("set_aside", "withdrawn"),
)
SIGNED_STAGES = frozenset({"power_signed", "notarised", "filed"})
KOREA = "KOR"
_GONE: Mapping[Status, Stage] = {Status.WITHDRAWN: "withdrawn", Status.SET_ASIDE: "set_aside"}
# What only the claimant, or those who sign with them, can bring: whoever owes it must stay reachable.
OWED_BY_CLAIMANT = ("others_to_sign", "sign_again", "notarisation", "order_open", "elsewhere")
# What waits for counsel, that which cannot wait first.
PRESSING = ("order_open", "leave_asked", "elsewhere", "likely_same")
# These stay out of a bundle for a reason that the board says in words of its own.
_SAID_OTHERWISE = frozenset({"", "not_checked", "withdrawn", "other_proceedings", "duplicate_to_decide"})
Elsewhere = Literal["", "open", "asked", "answered", "cleared", "barred"]


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One claim of a matter on its board.

    `country` (ICAO 9303, "" unknown) is where the claimant is; `missing` codes in order; `marks`: left, leave_asked, refused, older_text,
    by_hand; `alike` the references of claims that may be the same person's; `orders` still open; `reminded` the last day, `by_mail` how;
    `channel` how they may be reached; `reach_for` why they must stay reachable; `signings` the ids of those in force.
    """

    reference: str
    name: str
    status: Status
    stage: Stage
    language: str
    country: str
    left_out: str = ""
    missing: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    elsewhere: Elsewhere = ""
    alike: tuple[str, ...] = ()
    orders: tuple[OpenCourtStep, ...] = ()
    reminded: date | None = None
    by_mail: bool = False
    channel: str = ""
    signings: tuple[Signing, ...] = ()

    @property
    def reach_for(self) -> tuple[str, ...]:
        """Why this claimant must stay reachable; empty where nothing more is needed of them now."""
        return tuple(code for code in OWED_BY_CLAIMANT if code in self.missing)


def may_be_filed(line: BoardLine) -> bool:
    """Whether a claim may be recorded as filed among many: signed, and neither another case nor anything else keeps it out of a bundle.

    One that counsel filed all the same is recorded by itself, on its own page.
    """
    return line.status is Status.SIGNED and not line.left_out and not {"elsewhere", "likely_same"} & set(line.missing)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Which lines are asked for; "" and False ask for nothing. `silent`: not reminded for so many days (0: whoever)."""

    stage: str = ""
    language: str = ""
    country: str = ""
    missing: str = ""
    older: bool = False
    elsewhere: bool = False
    orders: bool = False
    silent: int = 0


def stage_of(file: ClaimFile, *, status: Status, standing: PowerStanding, today: date) -> Stage:
    """Where the claim stands in this matter. Whoever left the suit keeps the stage they left from; the mark beside it says so."""
    if status in _GONE:
        return _GONE[status]
    if status not in GOES:
        return "received"
    mine = standing.appointment
    signings = mine.in_force if mine else ()
    if signed_by_hand(standing, status=status) or is_complete(file, [each.signed for each in signings], today=today):
        if status is Status.FILED:
            return "filed"
        return "power_signed" if lacks_notarisation(file, standing) else "notarised"
    if mine is None:
        return "checked"
    return "partly_signed" if signings else "invited"


def signed_by_hand(standing: PowerStanding, *, status: Status) -> bool:
    """Whether counsel recorded a power that was signed outside this service: the claim says signed, and nobody ever signed here."""
    return standing.by_hand and status in SIGNED


def where_they_are(file: ClaimFile, *, mine: Appointment | None) -> str:
    """The country the claimant was in when they last signed, else Korea if they say so; "" where nobody knows."""
    signed = [each.signed.answers.country for each in (mine.in_force if mine else ()) if each.signed.answers.country]
    if signed:
        return signed[-1]
    return KOREA if file.claimant.in_korea is Answer.YES else ""


def elsewhere_of(file: ClaimFile, *, mine: Appointment | None, asked: str = "") -> Elsewhere:
    """Whether the claimant is a party elsewhere: `open` when they say so and nobody cleared it. `asked` is "", "asked" or "answered"."""
    if mine is not None and mine.elsewhere is not None:
        return "cleared" if mine.elsewhere.clear else "barred"
    answers = [each.signed.answers.other for each in (mine.in_force if mine else ())]
    if asked in {"asked", "answered"}:
        return "asked" if asked == "asked" else "answered"
    return "open" if Answer.YES in (file.for_lawyers.other_proceedings, *answers) else ""


def open_orders(mine: Appointment | None) -> tuple[OpenCourtStep, ...]:
    """Correction orders and withdrawals that are not answered yet, the nearest day first."""
    steps = [each for each in (mine.steps if mine else ()) if each.done is None]
    return tuple(sorted(steps, key=lambda each: (each.step.due, each.step.id)))


def marks_of(mine: Appointment | None, *, offer: int | None, by_hand: bool) -> tuple[str, ...]:
    """What stands beside the stage: left, leave_asked, refused (cannot be used), older_text (signed an earlier offer), by_hand."""
    holds = {
        "left": mine is not None and mine.left is not None,
        "leave_asked": mine is not None and mine.leave_asked is not None and mine.left is None,
        "refused": mine is not None and bool(mine.to_mend),
        "older_text": mine is not None and signed_older(mine, offer=offer),
        "by_hand": by_hand,
    }
    return tuple(code for code, true in holds.items() if true)


def signed_older(mine: Appointment, *, offer: int | None) -> bool:
    """Whether a signature in force was given to an earlier offer than the one that is offered now."""
    return offer is not None and any(each.signed.offer < offer for each in mine.in_force)


def missing_of(
    stage: Stage,
    *,
    mine: Appointment | None,
    lacks_notary: bool,
    left_out: str,
    elsewhere: Elsewhere,
    alike: Sequence[str],
) -> tuple[str, ...]:
    """What is missing, as codes, in the order of the way to court; `out.<reason>` is a reason to stay out of a bundle.

    Nothing is missing of a claim that was withdrawn or set aside, or whose claimant has left the suit.
    """
    if stage in {"withdrawn", "set_aside"} or (mine is not None and mine.left is not None):
        return ()
    signings = mine.in_force if mine else ()
    holds = {
        "not_checked": stage == "received",
        "not_invited": stage == "checked" and mine is None,
        "not_signed": stage == "invited" and not (mine and mine.to_mend),
        "others_to_sign": stage == "partly_signed",
        "sign_again": mine is not None and bool(mine.to_mend),
        "notarisation": stage in SIGNED_STAGES and lacks_notary,
        "countersign": any(each.countersigned is None for each in signings),
        "bar_stamp": any(each.bar_stamp is None for each in signings),
        "order_open": bool(open_orders(mine)),
        "leave_asked": mine is not None and mine.leave_asked is not None,
        "elsewhere": elsewhere in {"open", "asked", "answered", "barred"},
        "likely_same": bool(alike),
    }
    found = tuple(code for code, true in holds.items() if true)
    # What counsel has cleared and a bundle would still leave out is said, so that nobody believes it goes.
    still_out = left_out == "other_proceedings" and elsewhere == "cleared"
    return (*found, f"out.{left_out}") if still_out or left_out not in _SAID_OTHERWISE else found


def fits(line: BoardLine, shown: Shown, *, today: date) -> bool:
    """Whether a line is asked for."""
    long_ago = today - timedelta(days=shown.silent)
    asked = {
        "stage": not shown.stage or line.stage == shown.stage,
        "language": not shown.language or line.language == shown.language,
        "country": not shown.country or line.country == shown.country,
        "missing": not shown.missing or shown.missing in line.missing,
        "older": not shown.older or "older_text" in line.marks,
        "elsewhere": not shown.elsewhere or line.elsewhere not in {"", "cleared"},
        "orders": not shown.orders or bool(line.orders),
        "silent": not shown.silent or line.reminded is None or line.reminded <= long_ago,
    }
    return all(asked.values())


def count_pressing(lines: Iterable[BoardLine]) -> dict[str, int]:
    """How many claims wait for counsel before anything else, by code: who wants to leave the suit, a court's order, another case, a duplicate."""
    found = Counter(code for line in lines for code in line.missing)
    return {code: found[code] for code in PRESSING if found[code]}


def count_stages(lines: Iterable[BoardLine]) -> Mapping[Stage, int]:
    """How many claims stand at each stage, in the order of the way; the last two only where there are any."""
    counts = Counter(line.stage for line in lines)
    return {stage: counts[stage] for stage in STAGES if counts[stage] or stage not in _GONE.values()}

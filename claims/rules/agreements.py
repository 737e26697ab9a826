"""What the claimant's answers C1 to C8 allow and forbid; this is where a yes opens a door and a no closes one.

All eight are asked, each alone, none answered beforehand (PIPA art. 22(1); Decree art. 17(1), (4)). The latest answer
wins: a yes can be taken back at any time (PIPA art. 37(1)), and no answer is a no.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from claims.errors import NotValid
from claims.model.claim_file import Agreement
from claims.model.vocabulary import AgreementCode

ASKED: tuple[AgreementCode, ...] = tuple(AgreementCode)
"""Asked of everybody, in this order. C3 too, whatever the claim holds: a later file may show a number."""


class Permission(StrEnum):
    """One thing that may be done with a claim only while the claimant says yes to it."""

    SEND = "send"
    HOLD_SENSITIVE = "hold_sensitive"
    HOLD_NUMBERS = "hold_numbers"
    GO_TO_COUNSEL = "go_to_counsel"
    GO_ABROAD = "go_abroad"
    SEND_NEWS = "send_news"
    OTHER_PURPOSE = "other_purpose"
    GO_TO_COURT = "go_to_court"


_C = AgreementCode
NEEDS: Mapping[Permission, tuple[AgreementCode, ...]] = MappingProxyType(
    {
        Permission.SEND: (_C.C1,),
        Permission.HOLD_SENSITIVE: (_C.C1, _C.C2),
        Permission.HOLD_NUMBERS: (_C.C1, _C.C3),
        Permission.GO_TO_COUNSEL: (_C.C1, _C.C4),
        Permission.GO_ABROAD: (_C.C1, _C.C5),
        Permission.SEND_NEWS: (_C.C1, _C.C6),
        Permission.OTHER_PURPOSE: (_C.C1, _C.C7),
        Permission.GO_TO_COURT: (_C.C1, _C.C4, _C.C8),
    }
)
"""Which yes each permission needs. Sending needs C1 alone: no other refusal may stop it (PIPA arts 16(3), 22(5))."""


def latest(agreements: tuple[Agreement, ...]) -> Mapping[AgreementCode, Agreement]:
    """The answer that counts for each code: the one given last; of two in the same second the later in the list.

    Yes to C4 on Monday and no on Tuesday is a no.
    """
    return {each.code: each for each in sorted(agreements, key=lambda answer: answer.at)}


def latest_answer(agreements: tuple[Agreement, ...], code: AgreementCode) -> bool | None:
    """The yes (True) or no (False) that counts for `code`; None while it was not answered.

    Silence is not consent (Decree art. 17(1)4): ask for `is True`.
    """
    answer = latest(agreements).get(code)
    return None if answer is None else answer.yes


def unanswered(agreements: tuple[Agreement, ...]) -> tuple[AgreementCode, ...]:
    """The codes not yet answered at all, in the order of asking. An unanswered question never stops a claim but C1."""
    return tuple(code for code in ASKED if code not in latest(agreements))


def missing_for(permission: Permission, agreements: tuple[Agreement, ...]) -> tuple[AgreementCode, ...]:
    """The codes without a yes that `permission` needs, in the order of asking; empty means it is given."""
    return tuple(code for code in NEEDS[permission] if latest_answer(agreements, code) is not True)


def blocked_by(code: AgreementCode) -> tuple[Permission, ...]:
    """What a no to `code` forbids. A no to C4 forbids the lawyers and with them the court; a no to C6 only the news."""
    return tuple(permission for permission, needed in NEEDS.items() if code in needed)


def check_may_send(agreements: tuple[Agreement, ...]) -> None:
    """“Nobody's information may be taken in without consent to that” (PIPA art. 15(1)1): refuse a claim without C1.

    Nothing else is asked for here. Raises NotValid("agreement_needed") with `codes`.
    """
    missing = missing_for(Permission.SEND, agreements)
    if missing:
        raise NotValid("agreement_needed", codes=missing)


def may_hold_sensitive(agreements: tuple[Agreement, ...]) -> bool:
    """“Sensitive information may be processed only upon a separate consent” (PIPA art. 23(1)1): C2."""
    return not missing_for(Permission.HOLD_SENSITIVE, agreements)


def may_hold_numbers(agreements: tuple[Agreement, ...]) -> bool:
    """“Passport and alien registration numbers only upon a separate consent” (PIPA art. 24(1)1; Decree art. 19): C3."""
    return not missing_for(Permission.HOLD_NUMBERS, agreements)


def may_go_to_counsel(agreements: tuple[Agreement, ...]) -> bool:
    """“Information may be given to a third party if its subject consents to that recipient” (PIPA art. 17(1)1): C4."""
    return not missing_for(Permission.GO_TO_COUNSEL, agreements)


def may_go_abroad(agreements: tuple[Agreement, ...]) -> bool:
    """“Abroad only upon a separate consent to the transfer” (PIPA art. 28-8(1)1): C5."""
    return not missing_for(Permission.GO_ABROAD, agreements)


def may_send_news(agreements: tuple[Agreement, ...]) -> bool:
    """“Promotion only upon a consent of its own, never as a condition” (PIPA art. 22(1)7, (5)): C6."""
    return not missing_for(Permission.SEND_NEWS, agreements)


def may_use_otherwise(agreements: tuple[Agreement, ...]) -> bool:
    """“Beyond the purpose only upon a separate consent” (PIPA art. 18(2)1): C7."""
    return not missing_for(Permission.OTHER_PURPOSE, agreements)


def may_go_to_court(agreements: tuple[Agreement, ...]) -> bool:
    """“The defendant reads what the court reads; nothing of a claimant goes there against their will.” C4 and C8.

    The Minister of Justice represents the State; this service's own rule, stricter than the law. No C8: the claim is
    kept, never exported into a court package.
    """
    return not missing_for(Permission.GO_TO_COURT, agreements)


def to_ask_again(
    agreements: tuple[Agreement, ...], *, shown: Mapping[tuple[AgreementCode, str], str]
) -> tuple[AgreementCode, ...]:
    """“A change in any stated item needs a new consent” (PIPA arts 15(2), 17(2), 18(3), 28-8(3), last sentences).

    `shown` gives the SHA-256 of the text as shown today, by code and language. A yes to other words no longer covers
    today's: a law firm was added. A no stays a no. A language that is no longer shown is asked again.
    """
    answers = latest(agreements)
    return tuple(
        code
        for code in ASKED
        if code in answers
        and answers[code].yes
        and shown.get((code, answers[code].language)) != answers[code].text_sha256
    )

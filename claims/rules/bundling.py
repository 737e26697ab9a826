"""Who may go into a bundle, and why somebody may not. This is where a lawyer's exclusions are ruled.

"Nobody goes to court without having agreed that the Ministry will see it, and to no firm that was not named to them; nobody is sued
for twice; a child goes with a representative; whom counsel keep back stays. Missing translation or notarisation never excludes: it is
to follow." A hold (rules/retention.py) keeps a claim from being destroyed so that it can be filed; it keeps nobody out.
"""

import re
from collections.abc import Mapping
from datetime import date

from claims.model.claim_file import Agreement, ClaimFile
from claims.model.vocabulary import AgreementCode, Answer, Status
from claims.rules.agreements import latest, may_go_to_counsel, may_go_to_court
from claims.rules.capacity import is_minor
from claims.rules.power_standing import NOBODY_SIGNED, PowerStanding
from claims.rules.signers import is_complete

GOES = frozenset({Status.CHECKED, Status.SIGNED, Status.FILED})
# What stands before and after one firm in an office's list of firms; a name may itself hold commas and "&".
_BEFORE, _AFTER = r"(?:^|[,;·/()]|\band\b|\b및\b)\s*", r"\s*(?:$|[,;·/()]|\band\b|\b및\b)"


def left_out_because(
    file: ClaimFile,
    *,
    status: Status,
    today: date,
    firm: str = "",
    firms_named: Mapping[str, str] | None = None,
    kept_back: str = "",
    duplicate_of: str = "",
    standing: PowerStanding = NOBODY_SIGNED,
) -> str:
    """The reason code for which this claim stays out of a bundle made today, or "" when it may go.

    `firm` is the matter's and `firms_named` the firms named in C4, by SHA-256 of the words shown (store/named_firms.py; None: not
    asked). `kept_back` is why counsel keep it back, `duplicate_of` the claim that goes in its place (rules/duplicates.py), `standing` how it
    stands with the power for this matter: who left the suit stays out, and what counsel cleared up about other proceedings counts.

    >>> left_out_because(ClaimFile(language="ko"), status=Status.CHECKED, today=date(2026, 11, 22))
    'no_counsel_agreement'
    """
    reasons = {
        "withdrawn": status is Status.WITHDRAWN,
        "not_checked": status not in GOES,
        "no_counsel_agreement": not may_go_to_counsel(file.agreements),
        "no_agreement_for_firm": firms_named is not None
        and not agreed_to_firm(file.agreements, firm=firm, firms_named=firms_named),
        "no_court_agreement": not may_go_to_court(file.agreements),
        "left_suit": standing.appointment is not None and standing.appointment.left is not None,
        "other_proceedings": _party_elsewhere(file, standing),
        "minor_without_representative": is_minor(file, today=today)
        and not file.claimant.representative.name
        and not is_complete(file, [each.signed for each in standing.in_force], today=today),
        "duplicate": bool(duplicate_of),
        "kept_back": bool(kept_back),
    }
    return next((code for code, holds in reasons.items() if holds), "")


def _party_elsewhere(file: ClaimFile, standing: PowerStanding) -> bool:
    """Whether a suit elsewhere bars this one (Civil Procedure Act art. 259): what counsel found out counts, else what the claimant said."""
    found = standing.appointment.elsewhere if standing.appointment else None
    return file.for_lawyers.other_proceedings is Answer.YES if found is None else not found.clear


def agreed_to_firm(agreements: tuple[Agreement, ...], *, firm: str, firms_named: Mapping[str, str]) -> bool:
    """Whether the words of C4 that were last agreed to name this firm (PIPA art. 17(2)1: the recipient is told).

    Words that are not known here name nobody, and to a firm without a name nobody agreed. "Firm One" is named in "Firm One, Seoul"
    and in "Firm Two; Firm One", not in "Firm One Hundred".
    """
    answer = latest(agreements).get(AgreementCode.C4)
    named = "" if answer is None else _spaced(firms_named.get(answer.text_sha256, ""))
    wanted = _spaced(firm)
    return bool(wanted) and re.search(_BEFORE + re.escape(wanted) + _AFTER, named) is not None


def _spaced(text: str) -> str:
    return " ".join(text.casefold().replace("\n", ";").split())

"""Why a trip was judged as it was, spoken to the claimant. This is where the kernel's reasons become sentences.

A missing fact is named, a winning value never; strength and segments have no words here.
"""

from claims.web.language import lazy_gettext as _l
from claims.web.wording_findings import REASONS as OFFICE_REASONS

REASONS = {
    **OFFICE_REASONS,
    "no_exit": _l("You did not leave on this trip, so only the entry counts."),
    "entry_unknown": _l("The day you entered is not given."),
    "exit_unknown": _l("The day you left is not given."),
    "entry_partly_known": _l("The day you entered is not known exactly enough."),
    "exit_partly_known": _l("The day you left is not known exactly enough."),
    "entry_before": _l("You entered before the range begins."),
    "entry_after": _l("You entered after the range ends."),
    "exit_before": _l("You left before the range begins."),
    "exit_after": _l("You left after the range ends."),
    "left_before": _l("You left before the range begins, so your entry was earlier too."),
    "arrived_after": _l("You entered after the range ends, so you left later too."),
    "passport_unknown": _l("We do not know which passport you showed."),
    "refused_entry": _l("You were refused at the border. A lawyer will look at what that means for you."),
}
UNSAID = frozenset({"entry_inside", "exit_inside"})


def reasons_said(codes: tuple[str, ...]) -> list[str]:
    """Each reason that has words, once, in order."""
    return list(dict.fromkeys(str(REASONS[code]) for code in codes if code in REASONS and code not in UNSAID))

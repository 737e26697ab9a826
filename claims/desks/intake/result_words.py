"""Why a trip was judged as it was, spoken to the claimant. This is where the kernel's reasons become sentences.

A missing fact is named, a winning value never; strength and segments have no words here.
"""

from claims.web.language import lazy_gettext as _l
from claims.web.wording_findings import REASONS as SAID_EVERYWHERE

REASONS = {
    **SAID_EVERYWHERE,
    "other_population": _l("This range is about other passports than the one you showed."),
}
# The range and "this trip lies between" say it already.
UNSAID = frozenset({"entry_inside", "exit_inside"})


def reasons_said(codes: tuple[str, ...]) -> list[str]:
    """Each reason that has words, once, in order."""
    return list(dict.fromkeys(str(REASONS[code]) for code in codes if code in REASONS and code not in UNSAID))

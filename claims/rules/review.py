"""What a monthly review of the ledger looks at: kinds of acts, the night, readings above usual. This is where they are ruled."""

from collections.abc import Collection
from enum import StrEnum
from statistics import median


class Act(StrEnum):
    """A kind of act, for counting."""

    READING = "reading"
    SEARCH = "search"
    DOWNLOAD = "download"
    KEYS = "keys"
    SIGN_IN = "sign_in"
    FAILED_SIGN_IN = "failed_sign_in"
    WORK = "work"


READINGS_OF_CLAIMS = frozenset({"read_claim", "read_evidence", "read_for_matter", "read_for_order", "take_finding"})
UNASKED = frozenset({"export_ledger_unasked"})
_KINDS: dict[Act, frozenset[str]] = {
    Act.READING: frozenset(
        {"read_claim", "read_evidence", "read_for_matter", "read_for_order", "read_for_choosing", "read_queue"}
        | {"read_preview", "open_details", "read_exhibits", "compare_bundles"}
    ),
    Act.SEARCH: frozenset({"search"}),
    Act.DOWNLOAD: frozenset({"take_finding", "collect_bundle", "collect_stamps", "export_ledger"}) | UNASKED,
    Act.SIGN_IN: frozenset({"sign_in", "prove"}),
    Act.FAILED_SIGN_IN: frozenset({"sign_in_failed", "sign_in_blocked", "prove_failed"}),
}
# Words in action codes: an action that is made later falls into its kind by its name.
_ABOUT_KEYS = frozenset(
    {"member", "membership", "sessions", "counsel", "words", "authenticator", "passkey", "receipt"}
    | {"key", "keys", "errand", "rotate", "recovery", "recover", "sheets", "office"}
    | {"backup", "period", "drill", "restore", "start"}
)
NIGHT_BEGINS, NIGHT_ENDS = 22, 6
LEAST_ABOVE, TIMES_USUAL = 5, 3


def kind_of(action: str) -> Act:
    """The kind of an action code; what is about keys, members, errands, backups and starts counts as keys, the rest as work.

    >>> kind_of("move_ask"), kind_of("lend_keys")
    (<Act.WORK: 'work'>, <Act.KEYS: 'keys'>)
    """
    found = next((kind for kind, actions in _KINDS.items() if action in actions), None)
    if found is not None:
        return found
    return Act.KEYS if set(action.split("_")) & _ABOUT_KEYS else Act.WORK


def at_night(hour: int) -> bool:
    """Whether an hour of the office's day (0 to 23) is night: from 22 to 6.

    >>> at_night(22), at_night(5), at_night(6)
    (True, True, False)
    """
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def most_usual(counts: Collection[int]) -> int:
    """Up to how many readings of one claim by one person in a month are usual: three times the median, at least five.

    >>> most_usual([1, 2, 2, 3, 40])
    6
    """
    return max(LEAST_ABOVE, int(TIMES_USUAL * median(counts))) if counts else LEAST_ABOVE

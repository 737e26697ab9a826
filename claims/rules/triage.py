"""The table of allowed moves; the diagram in docs/triage.md is drawn from it. This is where it is ruled what may follow what.

"A claim goes from received over checked and signed to filed; it may be asked about, set aside and taken up again, and the
claimant may withdraw it at any time. Whoever is checked may appoint a lawyer, and take that back until it is filed."
"""

from dataclasses import dataclass

from claims.errors import NotNow
from claims.model.vocabulary import Move, Role, Status

CLAIMANT = "claimant"


@dataclass(frozen=True)
class Allowed:
    """One row of the table: from where, to where, and who may do it (`claimant` or roles)."""

    move: Move
    start: frozenset[Status]
    end: Status
    by: frozenset[str]


def _row(move: Move, start: str, end: Status, by: str) -> Allowed:
    return Allowed(move=move, start=frozenset(Status(s) for s in start.split()), end=end, by=frozenset(by.split()))


MOVES: tuple[Allowed, ...] = (
    _row(Move.RECEIVE, "draft", Status.RECEIVED, CLAIMANT),
    _row(Move.ASK, "received checked", Status.ASKED, "triage lead"),
    _row(Move.ANSWER, "asked", Status.RECEIVED, CLAIMANT),
    _row(Move.CHECK, "received asked", Status.CHECKED, "triage lead"),
    _row(Move.SIGN, "checked", Status.SIGNED, "counsel"),
    _row(Move.FILE, "signed", Status.FILED, "counsel"),
    _row(Move.SET_ASIDE, "received asked checked", Status.SET_ASIDE, "triage lead"),
    _row(Move.REOPEN, "set_aside", Status.RECEIVED, "triage lead"),
    _row(Move.WITHDRAW, "received asked checked signed filed set_aside", Status.WITHDRAWN, CLAIMANT),
    _row(Move.APPOINT, "checked", Status.SIGNED, CLAIMANT),
    _row(Move.TAKE_BACK, "signed", Status.CHECKED, CLAIMANT),
)
_BY_MOVE = {row.move: row for row in MOVES}

# Moves that tell the claimant something and therefore need words.
NEEDS_REASON = frozenset({Move.ASK, Move.SET_ASIDE, Move.REOPEN})


def next_moves(status: Status, *, roles: frozenset[Role]) -> tuple[Move, ...]:
    """The moves these roles may make from here, in the table's order.

    >>> next_moves(Status.CHECKED, roles=frozenset({Role.COUNSEL}))
    (<Move.SIGN: 'sign'>,)
    """
    names = {role.value for role in roles}
    return tuple(row.move for row in MOVES if status in row.start and row.by & names)


def check_move(move: Move, *, status: Status, by: frozenset[str]) -> Status:
    """Where the move leads. Raises NotNow `move_not_possible` when the table has no such row for these people."""
    row = _BY_MOVE[move]
    if status not in row.start or not row.by & by:
        raise NotNow("move_not_possible", move=move.value, status=status.value)
    return row.end

"""Moves: every status, every move, everybody, against a table written by hand."""

from itertools import product

import pytest

from claims.errors import NotNow
from claims.model.vocabulary import Move, Role, Status
from claims.rules.triage import CLAIMANT, MOVES, NEEDS_REASON, check_move, next_moves

# From where, by which move, to where, and who: c the claimant, t triage and lead, l counsel (a lawyer). Nothing else.
BY_HAND = """
    draft      receive    received   c
    received   ask        asked      t
    checked    ask        asked      t
    asked      answer     received   c
    received   check      checked    t
    asked      check      checked    t
    checked    sign       signed     l
    signed     file       filed      l
    received   set_aside  set_aside  t
    asked      set_aside  set_aside  t
    checked    set_aside  set_aside  t
    set_aside  reopen     received   t
    received   withdraw   withdrawn  c
    asked      withdraw   withdrawn  c
    checked    withdraw   withdrawn  c
    signed     withdraw   withdrawn  c
    filed      withdraw   withdrawn  c
    set_aside  withdraw   withdrawn  c
    checked    appoint    signed     c
    signed     take_back  checked    c
"""
PEOPLE = {"c": {CLAIMANT}, "t": {Role.TRIAGE, Role.LEAD}, "l": {Role.COUNSEL}}
ALLOWED = {
    (Status(start), Move(move), str(person)): Status(end)
    for start, move, end, who in (line.split() for line in BY_HAND.strip().splitlines())
    for person in PEOPLE[who]
}
EVERYBODY = [CLAIMANT, *map(str, Role)]


@pytest.mark.parametrize(("status", "move"), list(product(Status, Move)))
def test_each_move_is_for_those_in_the_table_and_nobody_else(status: Status, move: Move) -> None:
    """Eight statuses, eleven moves, seven kinds of people."""
    for person in EVERYBODY:
        expected = ALLOWED.get((status, move, person))
        if expected:
            assert check_move(move, status=status, by=frozenset({person})) is expected
            continue
        with pytest.raises(NotNow) as refused:
            check_move(move, status=status, by=frozenset({person}))
        assert refused.value.reason == "move_not_possible"


@pytest.mark.parametrize("status", list(Status))
def test_the_moves_on_offer_are_those_that_are_allowed(status: Status) -> None:
    """No button that refuses, none missing, also for who has two roles."""
    for roles in ({role} for role in Role):
        offered = set(next_moves(status, roles=frozenset(roles)))
        assert offered == {m for s, m, person in ALLOWED if s is status and person in set(map(str, roles))}
    both = next_moves(status, roles=frozenset({Role.COUNSEL, Role.TRIAGE}))
    assert list(both) == [row.move for row in MOVES if row.move in set(both)]


def test_nobody_may_move_without_a_role() -> None:
    """Deny by default."""
    assert all(next_moves(status, roles=frozenset()) == () for status in Status)
    with pytest.raises(NotNow):
        check_move(Move.CHECK, status=Status.RECEIVED, by=frozenset())


def test_nothing_leaves_withdrawn_and_nothing_leads_back_to_a_draft() -> None:
    """What was withdrawn stays so; what was sent stays sent."""
    assert not [row for row in MOVES if Status.WITHDRAWN in row.start]
    assert not [row for row in MOVES if row.end is Status.DRAFT]
    assert {row.move for row in MOVES} == set(Move)


def test_what_the_claimant_is_told_needs_words() -> None:
    """Asking, setting aside, taking up again."""
    assert {Move.ASK, Move.SET_ASIDE, Move.REOPEN} == NEEDS_REASON

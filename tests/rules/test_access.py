"""Access: deny by default; who holds no key may not read, and who reads may not audit themselves."""

from itertools import product

import pytest

from claims.errors import NotAllowed
from claims.model.vocabulary import Role
from claims.rules.access import HOLDS_OFFICE_KEY, PERMISSIONS, May, check_may, may, roles_of

# One line per thing, one column per role: triage, lead, counsel, administrator, auditor, researcher.
BY_HAND = """
    see_queue      x x . . . .
    read_claim     x x x . . .
    decide         x x x . . .
    choose_claims  x x . . . .
    open_matter    . x . . . .
    see_matters    x x x . . .
    edit_matter    . . x . . .
    order_bundle   . . x . . .
    see_ledger     . x . . x .
    see_office     x x x x x x
    end_errands    x x x x . .
    see_registry   x x . . x x
    edit_registry  . x . . . x
    publish_registry . x . . . x
    order_rematch  x x . . . .
    own_door       x x x x x x
    manage_members . x . x . .
    add_counsel    . . x . . .
    renew_receipt  x x . . . .
    manage_keys    . x . . . .
    hold_claim     . . x . . .
    export_ledger  . x . . x .
    open_ledger    . x . . . .
"""
ROLES = [Role.TRIAGE, Role.LEAD, Role.COUNSEL, Role.ADMINISTRATOR, Role.AUDITOR, Role.RESEARCHER]
ALLOWED = {
    (May(line.split()[0]), role): mark == "x"
    for line in BY_HAND.strip().splitlines()
    for role, mark in zip(ROLES, line.split()[1:], strict=True)
}


@pytest.mark.parametrize(("what", "role"), list(product(May, Role)))
def test_each_role_may_what_the_table_says(what: May, role: Role) -> None:
    """Asked and checked alike."""
    allowed = ALLOWED[what, role]
    assert may(frozenset({role}), what) is allowed
    if allowed:
        check_may(frozenset({role}), what)
        return
    with pytest.raises(NotAllowed) as refused:
        check_may(frozenset({role}), what)
    assert refused.value.reason == what.value


def test_two_roles_may_what_either_may() -> None:
    """Neither takes away what the other gives, and together they give nothing more."""
    for what, one, other in product(May, Role, Role):
        assert may(frozenset({one, other}), what) is (ALLOWED[what, one] or ALLOWED[what, other])


def test_without_a_role_or_a_line_in_the_table_nothing_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what somebody forgot to list."""
    assert not any(may(frozenset(), what) for what in May)
    monkeypatch.delitem(PERMISSIONS, May.DECIDE)
    assert not may(frozenset(Role), May.DECIDE)


def test_who_holds_the_offices_key_may_read_and_the_others_who_read_hold_a_matters() -> None:
    """Nobody but counsel reads without the office's key."""
    assert {Role.TRIAGE, Role.LEAD} == HOLDS_OFFICE_KEY
    assert PERMISSIONS[May.READ_CLAIM] - HOLDS_OFFICE_KEY == {Role.COUNSEL}


def test_roles_are_read_from_a_members_row() -> None:
    """Two of them; none; a word that is no role is an error, not a right."""
    assert roles_of("lead triage") == {Role.LEAD, Role.TRIAGE}
    assert roles_of("") == frozenset()
    with pytest.raises(ValueError):
        roles_of("lead root")

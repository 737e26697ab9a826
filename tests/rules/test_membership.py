"""Who may leave: never the last who opens claims, never the last who leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotNow
from claims.model.vocabulary import Role
from claims.rules.membership import Working, check_may_leave, may_leave, why_not_leave

LEAD = frozenset({Role.LEAD})
OFFICES = st.lists(
    st.builds(
        Working,
        id=st.sampled_from("abcdef"),
        roles=st.frozensets(st.sampled_from(Role), min_size=1),
        holds_office_key=st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each.id,
)


def test_each_reason_by_name() -> None:
    han = Working(id="han", roles=LEAD, holds_office_key=True)
    triin = Working(id="triin", roles=frozenset({Role.TRIAGE}), holds_office_key=True)
    second = Working(id="second", roles=LEAD, holds_office_key=False)

    assert why_not_leave("han", [han]) == "last_key_holder"
    assert why_not_leave("han", [han, triin]) == "last_lead"
    assert why_not_leave("han", [han, second]) == "last_key_holder"
    assert why_not_leave("triin", [han, triin]) == ""
    with pytest.raises(NotNow, match="last_lead"):
        check_may_leave("han", [han, triin])
    check_may_leave("triin", [han, triin])


@given(OFFICES)
def test_however_many_leave_somebody_opens_claims_and_somebody_leads(office: list[Working]) -> None:
    working = office
    for each in office:
        if may_leave(each.id, working):
            working = [other for other in working if other.id != each.id]
            assert any(other.holds_office_key for other in working)
            assert any(Role.LEAD in other.roles for other in working)

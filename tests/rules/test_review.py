"""What a review counts: every action of the ledger has a kind, nights end at six, and usual follows the month."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.review import LEAST_ABOVE, READINGS_OF_CLAIMS, UNASKED, Act, at_night, kind_of, most_usual
from claims.web.wording_ledger import ACTS, LEDGER_ACTIONS


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("read_claim", Act.READING),
        ("read_queue", Act.READING),
        ("open_details", Act.READING),
        ("search", Act.SEARCH),
        ("take_finding", Act.DOWNLOAD),
        ("collect_bundle", Act.DOWNLOAD),
        ("export_ledger_unasked", Act.DOWNLOAD),
        ("lend_keys", Act.KEYS),
        ("rotate_office_key", Act.KEYS),
        ("service_start", Act.KEYS),
        ("backup", Act.KEYS),
        ("sign_in", Act.SIGN_IN),
        ("sign_in_failed", Act.FAILED_SIGN_IN),
        ("move_ask", Act.WORK),
        ("open_matter", Act.WORK),
        ("order_bundle", Act.WORK),
        ("publish", Act.WORK),
        ("review", Act.WORK),
    ],
)
def test_an_action_counts_as_its_kind(action: str, kind: Act) -> None:
    assert kind_of(action) is kind


def test_what_starts_as_a_reading_counts_as_one() -> None:
    """A new code of a reading that nobody put on the list would hide among the work."""
    readings = {action for action in LEDGER_ACTIONS if action.startswith("read_")}

    assert {kind_of(action) for action in readings} == {Act.READING}
    assert READINGS_OF_CLAIMS - {"take_finding"} <= readings
    assert set(LEDGER_ACTIONS) >= READINGS_OF_CLAIMS | UNASKED
    assert set(ACTS) == set(Act)


def test_the_night_is_from_ten_to_six() -> None:
    assert [hour for hour in range(24) if at_night(hour)] == [0, 1, 2, 3, 4, 5, 22, 23]


@given(st.lists(st.integers(1, 1000)))
def test_never_half_of_them_are_above_usual(counts: list[int]) -> None:
    usual = most_usual(counts)

    assert usual >= LEAST_ABOVE
    assert sum(count > usual for count in counts) <= len(counts) / 2

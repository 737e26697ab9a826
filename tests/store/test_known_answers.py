"""Every stored format has a known answer, and a stranger opens it with docs/formats.md alone."""

from hashlib import sha256

import pytest

from tests.store.known_answers import columns_on_the_page, known_answers

KNOWN = known_answers()


def test_every_column_on_the_page_has_a_known_answer() -> None:
    """A format that is written down and not held here is held by nobody; one that is held and not written down, neither."""
    assert {name.partition(",")[0] for name in KNOWN} == columns_on_the_page()


@pytest.mark.parametrize("name", KNOWN)
def test_a_stranger_opens_it(name: str) -> None:
    known = KNOWN[name]

    assert sha256(known.stored).hexdigest() == known.sha256
    assert known.opened_by_a_stranger() == known.content


@pytest.mark.parametrize("name", KNOWN)
def test_no_two_kinds_of_rows_are_in_one_place(name: str) -> None:
    """A row of one kind can never be taken for one of another: the places of all differ.

    But a member's key under words not used yet, which is that key under their words as soon as they are used.
    """
    there = {other.name for other in KNOWN.values() if other.bound == KNOWN[name].bound}

    assert there == {name} or there == {"member.locked_key", "member.next_key"}

"""Counsel hand a matter's key to one another; nobody else can, and the last who holds it keeps it."""

from collections.abc import Iterator

import pytest

from claims.actions.add_counsel import add_counsel, counsel_ids, remove_counsel
from claims.errors import NotAllowed, NotNow, NotValid
from tests.cast import HAN, LEE, PARK
from tests.joining import lines, matter_of, member, small_circle
from tests.make import NOW, MadeOffice


@pytest.fixture(scope="module")
def circle(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(module_database_url, tmp_path_factory.mktemp("office")) as office:
        yield office


def change(office: MadeOffice, deed: object, matter_id: str, name: str, *, by: object) -> None:
    """Hand the key to somebody, or take it away, as somebody."""
    with office.database.deed() as session:
        deed(session, matter_id, member_id=member(office, name).id, keyring=by.keyring, actor=by.actor, now=NOW)  # type: ignore[operator,attr-defined]  # one of two deeds, somebody signed in


def test_the_one_who_was_added_opens_the_matter_and_may_take_the_first_away(circle: MadeOffice) -> None:
    matter, park = matter_of(circle, "park"), circle.sign_in(PARK)

    change(circle, add_counsel, matter.id, "lee", by=park)

    lee = circle.sign_in(LEE)
    assert lee.keyring.matters[matter.id] == park.keyring.matters[matter.id]
    change(circle, remove_counsel, matter.id, "park", by=lee)
    assert matter.id not in circle.sign_in(PARK).keyring.matters
    assert [lines(circle, action)[-1].reference for action in ("add_counsel", "remove_counsel")] == [matter.id] * 2


def test_the_last_is_never_taken_away(circle: MadeOffice) -> None:
    matter = matter_of(circle, "park")
    with pytest.raises(NotNow, match="last_counsel"):
        change(circle, remove_counsel, matter.id, "park", by=circle.sign_in(PARK))

    with circle.database.question() as session:
        assert counsel_ids(session, matter.id) == {member(circle, "park").id}


def test_whoever_does_not_hold_the_key_hands_and_takes_nothing(circle: MadeOffice) -> None:
    matter = matter_of(circle, "park")
    for stranger in (circle.sign_in(LEE), circle.sign_in(HAN)):
        for deed in (add_counsel, remove_counsel):
            with pytest.raises(NotAllowed, match="no_key"):
                change(circle, deed, matter.id, "lee", by=stranger)


@pytest.mark.parametrize("name", ["han", "ada"])
def test_only_counsel_are_counsel(circle: MadeOffice, name: str) -> None:
    matter, park = matter_of(circle, "park"), circle.sign_in(PARK)
    for deed in (add_counsel, remove_counsel):
        with pytest.raises(NotValid, match="counsel_needed"):
            change(circle, deed, matter.id, name, by=park)

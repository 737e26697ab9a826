"""How the office's keys stand, asked without a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.model.staff import Member
from claims.queries.office_keys import OfficeKeys, read_office_keys
from tests.cast import HAN, LINH, TRIIN
from tests.databases import sqlite_copy
from tests.make import MadeOffice, SignedIn, make_office
from tests.rotating import rewrap, rotated


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """Han and Triin; three claims, two of them opened."""
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, TRIIN))
    for _ in range(2):
        office.send(LINH)
    han = office.sign_in(HAN)
    office.work(han)
    office.send(LINH)
    yield office, han
    office.close()


def read(office: MadeOffice) -> OfficeKeys:
    """As they stand."""
    with office.database.question() as session:
        return read_office_keys(session, office.office.id)


def test_before_and_while_and_after_a_renewal(desk: tuple[MadeOffice, SignedIn]) -> None:
    """A claim counts once, whatever number of wraps it has."""
    office, han = desk
    assert (read(office).generation, read(office).claims_left, read(office).percent) == (1, 0, 100)
    new = rotated(office, han)
    assert (read(office).generation, read(office).claims_left, read(office).percent) == (2, 3, 0)
    rewrap(office, new, at_once=1, batches=1)
    assert (read(office).claims_left, read(office).percent) == (2, 33)
    rewrap(office, new)
    assert (read(office).claims_left, read(office).percent) == (0, 100)


def test_who_left_or_changed_their_role_is_no_holder(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    assert read(office).holders == ("Han", "Triin")
    with office.database.deed() as session:
        session.get_one(Member, han.member.id).roles = "administrator"
    assert read(office).holders == ("Triin",)
    assert read(office).sheets is None

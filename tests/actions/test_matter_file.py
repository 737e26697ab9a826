"""What only counsel of a matter know: sealed under the matter's key, bound to its matter, changed one change after the other."""

import pytest

from claims.actions.matter_file import change_matter_file, read_matter_file
from claims.errors import Damaged, NotAllowed
from claims.model.matter import KeptBack, Matter, MatterFile
from tests.make import MadeOffice
from tests.make_bundles import Court

KEPT = KeptBack(reference="AAAA", why="Q-why")


def row(court: Court) -> Matter:
    """The matter as it stands."""
    with court.office.database.question() as session:
        return session.get_one(Matter, court.matter.id)


def changed(court: Court, **update: object) -> MatterFile:
    """Park changes the file."""
    with court.office.database.deed() as session:
        return change_matter_file(
            session,
            court.matter.id,
            change=lambda file: file.model_copy(update=update),
            keyring=court.park.keyring,
        )


def test_a_new_matter_has_none_and_the_first_change_gives_it_an_identity_that_stays(module_office: MadeOffice) -> None:
    court = Court(module_office)
    assert row(court).counsel_file is None
    assert read_matter_file(row(court), keyring=court.park.keyring).shared == ()

    first = changed(court, kept_back=(KEPT,))
    second = changed(court, uses={"e": "withheld"})

    assert first.identity == second.identity
    assert first.identity.startswith("AGE-SECRET-KEY-")
    assert read_matter_file(row(court), keyring=court.park.keyring) == second
    assert (second.kept_back, second.uses) == ((KEPT,), {"e": "withheld"})


def test_only_counsel_open_it_and_nothing_of_it_stands_in_clear(small_module_office: MadeOffice) -> None:
    court = Court(small_module_office)
    changed(court, kept_back=(KEPT,))

    assert b"Q-why" not in (row(court).counsel_file or b"")
    with pytest.raises(NotAllowed, match="no_key"):
        read_matter_file(row(court), keyring=court.han.keyring)


def test_it_opens_in_its_own_matter_alone(small_module_office: MadeOffice) -> None:
    court = Court(small_module_office)
    changed(court, kept_back=(KEPT,))
    moved = row(court)
    moved.office_id = "0" * 32

    with pytest.raises(Damaged):
        read_matter_file(moved, keyring=court.park.keyring)


def test_how_much_is_in_it_shows_as_a_class_only(small_module_office: MadeOffice) -> None:
    court = Court(small_module_office)
    changed(court)
    empty = len(row(court).counsel_file or b"")

    changed(court, kept_back=(KEPT,) * 20)

    assert len(row(court).counsel_file or b"") == empty

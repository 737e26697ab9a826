"""What does not hold is found without a key, by name."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from claims.model.tables import random_key
from claims.queries.whole_office import what_does_not_hold
from tests.cast import LINH
from tests.make import MadeOffice, Sent
from tests.make_bundles import Court, attach, picture


def found(office: MadeOffice) -> set[str]:
    """The codes."""
    return {damage.reason for damage in what_does_not_hold(office.database, office.office.id, vault=office.vault)}


def do(office: MadeOffice, *orders: str) -> None:
    """By somebody with the database in hand."""
    with office.database.engine.connect() as connection:
        for order in orders:
            connection.execute(text(order))
        connection.commit()


def without_guard(office: MadeOffice, _: Sent) -> None:
    sqlite = office.database.engine.dialect.name == "sqlite"
    names = (
        [f"ledger_line_no_{what}" for what in ("update", "delete")] if sqlite else ["ledger_line_stays ON ledger_line"]
    )
    do(office, *(f"DROP TRIGGER {name}" for name in names))


def changed_line(office: MadeOffice, sent: Sent) -> None:
    without_guard(office, sent)
    do(office, "UPDATE ledger_line SET role = 'lead' WHERE number = 2")


def without_wrap(office: MadeOffice, _: Sent) -> None:
    do(office, "DELETE FROM claim_wrap")


def stray_folder(office: MadeOffice, _: Sent) -> None:
    office.vault.put_part(random_key(), random_key(), b"x", time=0)


@pytest.mark.parametrize(
    ("spoil", "reasons"),
    [
        (lambda *_: None, set()),
        (without_guard, {"not_guarded"}),
        (changed_line, {"not_guarded", "ledger_line"}),
        (without_wrap, {"claim_without_wrap"}),
        (stray_folder, {"strange_folder"}),
    ],
)
def test_each_fault_has_its_name(
    bare_office: MadeOffice, spoil: Callable[[MadeOffice, Sent], None], reasons: set[str]
) -> None:
    """And an office that is whole has none."""
    sent = bare_office.send(LINH)
    attach(bare_office, sent.claim, picture())
    spoil(bare_office, sent)
    assert found(bare_office) == reasons


def test_rows_without_their_parent_are_found(small_bare_office: MadeOffice) -> None:
    """SQLite keeps them where its foreign keys were off."""
    small_bare_office.send(LINH)
    with small_bare_office.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DELETE FROM claim")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    assert found(small_bare_office) == {"row_without_parent"}


def test_a_matters_own_folder_is_none_of_the_strange(small_office: MadeOffice) -> None:
    """It belongs to the matter, whether or not a bundle was made."""
    court = Court(small_office)
    small_office.vault.put_part(court.matter.vault_folder, random_key(), b"x", time=0)

    assert found(small_office) == set()

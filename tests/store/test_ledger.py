"""The ledger: every edit, deletion, exchange and cut is found, and whoever reads it cold reads no details."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from claims.model.ledger import LedgerLine
from claims.store.keyring import Keyring
from claims.store.ledger import (
    FIRST,
    Actor,
    Broken,
    chain_of,
    each_line,
    open_details,
    read_lines,
    verify_lines,
    write_line,
)
from claims.store.seal import context, new_pair, open_wrap, wrap_to
from tests.cast import HAN
from tests.house.files import place, python_files
from tests.make import NOW, MadeOffice, make_office
from tests.store import stranger

LEAD = Actor(id="b2" * 16, role="lead")
LINE = LedgerLine(
    office_id="0f" * 16,
    number=7,
    actor="b2" * 16,
    role="lead",
    hour="2026-11-22T04Z",
    action="read_claim",
    reference="7K3M9Q4T",
    details=b"sealed",
)


def written(office: MadeOffice, count: int) -> list[LedgerLine]:
    """Lines of five hours, read back."""
    with office.database.deed() as session:
        for number in range(count):
            write_line(
                session,
                office.office.id,
                actor=LEAD,
                action="read_claim",
                reference=f"REF{number}",
                details={"words": "vergessen"},
                now=NOW + timedelta(hours=number),
            )
    with office.database.question() as session:
        return read_lines(session, office.office.id)


def test_a_known_line_has_the_known_link() -> None:
    """Fixed bytes, and a stranger's computation from the page on formats."""
    words = ("0f" * 16, 7, "b2" * 16, "lead", "2026-11-22T04Z", "read_claim", "7K3M9Q4T")

    assert chain_of(LINE, previous=FIRST).hex() == "aeeb884a3d2a08d51644ca87962b4119fadaeab3d26389c78673ee86370fa6d0"
    assert chain_of(LINE, previous=FIRST) == stranger.chain_link(bytes(32), words, b"sealed")


def test_a_whole_chain_holds_and_a_stranger_agrees(bare_office: MadeOffice) -> None:
    """On both engines, as read back."""
    lines = written(bare_office, 5)
    previous = bytes(32)
    for line in lines:
        words = (line.office_id, line.number, line.actor, line.role, line.hour, line.action, line.reference)
        previous = stranger.chain_link(previous, words, line.details)
        assert line.chain == previous

    assert verify_lines(lines) == ([], len(lines), previous.hex())
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("field", ["actor", "role", "hour", "action", "reference", "details", "chain"])
def test_an_edit_is_found(small_bare_office: MadeOffice, field: str) -> None:
    """In each field of a line in the middle, and named by its number."""
    lines = written(small_bare_office, 4)
    before = getattr(lines[3], field)
    setattr(lines[3], field, before[:-1] + type(before)(b"x" if isinstance(before, bytes) else "x"))

    found = verify_lines(lines)[0]
    assert found
    assert {broken.number for broken in found} <= {lines[3].number, lines[3].number + 1}


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (lambda lines: lines.pop(2), Broken(number=3, reason="gap")),
        (lambda lines: lines.pop(0), Broken(number=1, reason="gap")),
        (lambda lines: lines.insert(2, lines.pop(3)), Broken(number=3, reason="gap")),
        (lambda lines: lines.insert(2, lines[2]), Broken(number=4, reason="gap")),
    ],
    ids=["deleted", "first deleted", "reordered", "twice"],
)
def test_a_line_taken_out_or_moved_is_found(
    small_bare_office: MadeOffice, change: Callable[[list[LedgerLine]], object], first: Broken
) -> None:
    """By the numbers alone."""
    lines = written(small_bare_office, 4)
    change(lines)

    assert verify_lines(lines)[0][0] == first


def test_renumbering_hides_no_deletion(small_bare_office: MadeOffice) -> None:
    """Whoever closes the gap breaks the chain."""
    lines = written(small_bare_office, 4)
    del lines[2]
    for number, line in enumerate(lines, start=1):
        line.number = number

    assert Broken(number=3, reason="changed") in verify_lines(lines)[0]


def test_a_cut_end_is_found_by_an_earlier_head(small_bare_office: MadeOffice) -> None:
    """The lines that are left hold; the head that somebody noted is no longer among them."""
    lines = written(small_bare_office, 4)
    head = verify_lines(lines)[2]
    broken, count, shorter = verify_lines(lines[:-1])

    assert (broken, count) == ([], len(lines) - 1)
    assert shorter != head
    assert head not in {line.chain.hex() for line in lines[:-1]}


def test_a_clock_set_back_is_found(small_bare_office: MadeOffice) -> None:
    """Although each link is right."""
    lines = written(small_bare_office, 2)
    with small_bare_office.database.deed() as session:
        write_line(session, lines[0].office_id, actor=LEAD, action="note", now=NOW)
    with small_bare_office.database.question() as session:
        lines = read_lines(session, lines[0].office_id)

    assert verify_lines(lines)[0] == [Broken(number=lines[-1].number, reason="clock")]


def test_writers_at_once_make_no_gap_and_no_twin(bare_office: MadeOffice) -> None:
    """Eight at a time, each in a transaction of its own, some of which are undone."""

    def write(number: int) -> None:
        with bare_office.database.deed() as session:
            write_line(session, bare_office.office.id, actor=LEAD, action="search", now=NOW, details={"n": number})
            if number % 5 == 0:
                raise InterruptedError

    with ThreadPoolExecutor(8) as pool:
        done = [future.exception() for future in [pool.submit(write, number) for number in range(40)]]
    with bare_office.database.question() as session:
        lines = read_lines(session, bare_office.office.id)

    assert [type(error) for error in done if error] == [InterruptedError] * 8
    assert len(lines) == 2 + 32
    assert verify_lines(lines)[0] == []


def test_details_are_read_by_the_office_alone(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Cold, a line shows actor, role, hour, action and reference; what was searched for is under the office's key."""
    office = make_office(sqlite_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    han = office.sign_in(HAN)
    line = written(office, 1)[-1]
    office.close()

    assert b"vergessen" not in line.details
    bound = context("ledger", office.office.id, line.number)
    assert open_wrap(han.keyring.office, line.details, context=bound).rstrip() == b'{"words": "vergessen"}'


def test_the_size_of_details_is_a_class(small_bare_office: MadeOffice) -> None:
    """A search for three letters and one for a long name, or for two; only far more shows at all."""
    sizes = []
    with small_bare_office.database.deed() as session:
        for length in (0, 3, 200, 900, 903):
            details = {"words": "x" * length}
            line = write_line(
                session, small_bare_office.office.id, actor=LEAD, action="search", now=NOW, details=details
            )
            sizes.append(len(line.details))

    assert sizes[0] == sizes[1] == sizes[2] < sizes[3] == sizes[4]


CHANGES = {
    "edit": "UPDATE ledger_line SET actor = 'x' WHERE number = 2",
    "edit of all": "UPDATE ledger_line SET details = details",
    "deletion": "DELETE FROM ledger_line WHERE number = 2",
    "deletion of all": "DELETE FROM ledger_line",
    "with the office": "DELETE FROM office",
    "emptied": "TRUNCATE ledger_line",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_every_change(bare_office: MadeOffice, change: str) -> None:
    """Against slips of ours: both engines refuse it themselves, also by the way of the office's row."""
    before = written(bare_office, 2)
    if bare_office.database.engine.dialect.name == "sqlite":
        change = change.replace("TRUNCATE ", "DELETE FROM ")  # SQLite's own way of emptying a table

    with bare_office.database.engine.connect() as connection, pytest.raises(DBAPIError, match=r"never.* deleted"):
        connection.execute(text(change))

    with bare_office.database.question() as session:
        assert [line.chain for line in read_lines(session, bare_office.office.id)] == [line.chain for line in before]


def test_no_deed_of_the_house_deletes_or_changes_a_line() -> None:
    """Kept for good, so for two years at least: no code names the table of lines or of heads beside delete or update."""
    found = [
        f"{place(path)}:{node.lineno}"
        for path in python_files("claims")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and changes_the_ledger(node)
    ]

    assert found == []


def changes_the_ledger(call: ast.Call) -> bool:
    """A delete or update of the ledger's tables, in whichever way it is written."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    said = ast.unparse(call).lower()
    of_ledger = any(table in said for table in ("ledgerline", "ledgeranchor", "ledger_line", "ledger_anchor"))
    written_out = any(verb in said for verb in ("delete from ledger", "update ledger", "truncate"))
    return (name in ("delete", "update") and of_ledger) or (of_ledger and written_out)


def test_a_deed_that_would_is_found() -> None:
    """In each way it could be written."""
    for source in (
        "session.exec(delete(LedgerLine).where(x))",
        "session.exec(update(LedgerAnchor).values(outcome='kept'))",
        "session.execute(text('DELETE FROM ledger_line'))",
        "connection.execute(text('TRUNCATE ledger_anchor'))",
    ):
        assert any(changes_the_ledger(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def test_details_of_every_generation_are_opened_by_those_who_hold_its_key(small_bare_office: MadeOffice) -> None:
    """Tried from new to old; without any of the keys a line stays closed."""
    line = written(small_bare_office, 1)[-1]
    private, public = new_pair()
    bound = context("ledger", line.office_id, line.number)
    line.details = wrap_to(public, b'{"words": "alt"}', context=bound)
    newer = new_pair()[0]

    assert open_details(line, keyring=Keyring(office=private)) == {"words": "alt"}
    assert open_details(line, keyring=Keyring(office=newer, generation=3, older={1: new_pair()[0], 2: private})) == {
        "words": "alt"
    }
    assert open_details(line, keyring=Keyring(office=newer, generation=3)) is None
    assert open_details(line, keyring=Keyring()) is None


@pytest.mark.parametrize("batch", [1, 2, 5, 6, 7])
def test_lines_are_read_in_batches_none_left_out(small_bare_office: MadeOffice, batch: int) -> None:
    written(small_bare_office, 4)
    with small_bare_office.database.question() as session:
        office_id = small_bare_office.office.id
        numbers = [line.number for line in each_line(session, office_id, batch=batch)]
        some = [line.number for line in each_line(session, office_id, first=2, last=5, batch=batch)]

    assert numbers == [1, 2, 3, 4, 5, 6]
    assert some == [2, 3, 4, 5]

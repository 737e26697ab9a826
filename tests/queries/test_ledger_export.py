"""The exported ledger: a stranger verifies it from the page on formats alone, and nothing sealed is in it."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from claims.queries.ledger_export import Part, exported, part_between
from claims.store.ledger import Actor, read_lines, write_line
from tests.make import NOW, SEOUL, MadeOffice
from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office

LEAD = Actor(id="b2" * 16, role="lead")


def holds(rows: list[bytes]) -> bool:
    """A stranger's whole verifier, written from docs/formats.md with the standard library alone."""
    head, *lines = [json.loads(row) for row in rows]
    previous, number = bytes.fromhex(head["previous"]), head["first"]
    for line in lines:
        named = ("line", head["office"], line["number"], line["actor"], line["role"], line["hour"])
        words = [str(word).encode() for word in (*named, line["action"], line["reference"])]
        context = b"claims" + b"".join(b"|%d:%s" % (len(word), word) for word in words)
        link = hashlib.sha256(previous + context + bytes.fromhex(line["details_sha256"])).digest()
        if line["number"] != number or link.hex() != line["chain"]:
            return False
        previous, number = link, number + 1
    return number == head["last"] + 1


def write(office: MadeOffice, *, days: int, each: int = 3) -> None:
    """Lines on several days from NOW on."""
    with office.database.deed() as session:
        for day in range(days):
            for number in range(each):
                write_line(
                    session,
                    office.office.id,
                    actor=LEAD,
                    action="search",
                    reference=f"R{day}{number}",
                    details={"words": "geheim"},
                    now=NOW + timedelta(days=day),
                )


def part(office: MadeOffice, begins: str = "", ends: str = "") -> Part:
    """The run of lines between two days."""
    limits = [date.fromisoformat(day) if day else None for day in (begins, ends)]
    with office.database.question() as session:
        return part_between(session, office.office.id, begins=limits[0], ends=limits[1], zone=SEOUL)


def export(office: MadeOffice, begins: str = "", ends: str = "") -> list[bytes]:
    """The file, line by line."""
    return list(exported(office.database, office.office.id, part=part(office, begins, ends), made=NOW))


def test_a_stranger_verifies_it_from_the_page_on_formats_alone(bare_office: MadeOffice) -> None:
    write(bare_office, days=3)

    rows = export(bare_office)

    assert holds(rows)
    with bare_office.database.question() as session:
        assert len(rows) - 1 == len(read_lines(session, bare_office.office.id))
    assert b"geheim" not in b"".join(rows)
    assert set(json.loads(rows[1])) == {
        *("number", "actor", "role", "hour", "action", "reference", "details_sha256", "chain")
    }


@pytest.mark.parametrize("change", ["actor", "hour", "reference", "details_sha256"])
def test_the_stranger_finds_an_edit(small_bare_office: MadeOffice, change: str) -> None:
    write(small_bare_office, days=2)
    rows = export(small_bare_office)
    line = json.loads(rows[4])
    rows[4] = json.dumps({**line, change: line[change][:-1] + ("0" if line[change][-1:] != "0" else "1")}).encode()

    assert not holds(rows)


def test_the_stranger_finds_lines_taken_out_and_cut_off(small_bare_office: MadeOffice) -> None:
    write(small_bare_office, days=2)
    rows = export(small_bare_office)

    assert not holds(rows[:3] + rows[4:])
    assert not holds(rows[:-1])
    assert holds(rows)


def test_a_part_is_the_days_of_the_offices_zone_and_holds_by_itself(small_bare_office: MadeOffice) -> None:
    """NOW is noon in Seoul on 22 November; lines stand on that day and the two after."""
    write(small_bare_office, days=3)

    rows = export(small_bare_office, "2026-11-23", "2026-11-23")

    assert [json.loads(row)["reference"] for row in rows[1:]] == ["R10", "R11", "R12"]
    assert holds(rows)
    assert json.loads(rows[0])["previous"] != "0" * 64


def test_midnight_is_that_of_the_office(small_bare_office: MadeOffice) -> None:
    """23:00 in Seoul is still the day; an hour later is the next, though both are one day by UTC."""
    with small_bare_office.database.deed() as session:
        for hour in (14, 15):
            now = datetime(2026, 12, 1, hour, tzinfo=UTC)
            write_line(session, small_bare_office.office.id, actor=LEAD, action="note", reference=str(hour), now=now)

    found = [json.loads(row)["reference"] for row in export(small_bare_office, "2026-12-01", "2026-12-01")[1:]]

    assert found == ["14"]


def test_days_without_lines_make_an_empty_file_that_says_so(small_bare_office: MadeOffice) -> None:
    rows = export(small_bare_office, "2031-01-01", "2031-01-02")

    assert [json.loads(row)["last"] for row in rows] == [0]
    assert part(small_bare_office, "2031-01-01") == Part(0, 0)


def test_batches_leave_no_line_out_and_give_none_twice(
    small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(small_bare_office, days=4)
    whole = export(small_bare_office)
    for size in (1, 2, 3, len(whole) - 1, len(whole)):
        monkeypatch.setattr("claims.queries.ledger_export.BATCH", size)
        assert export(small_bare_office) == whole

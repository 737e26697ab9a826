"""`claims ledger verify`: the chain holds and every head outside fits, or each thing that does not is named in a line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import col, select

from claims.actions.anchor_ledger import anchor_ledger
from claims.cli import main
from claims.model.ledger import LedgerAnchor
from claims.store.anchors import sign_head
from claims.store.clock import hour_of
from claims.store.ledger import Actor, last_line, write_line
from tests.ledger_intruder import Intruder
from tests.make import NOW, MadeOffice
from tests.offices import small_bare_office as small_bare_office
from tests.timestamp_authority import Authority, running_authority

LEAD = Actor(id="b2" * 16, role="lead")
HOUR = timedelta(hours=1)


class Told:
    """An office with some lines, named in the environment, whose head goes to a file outside."""

    def __init__(self, office: MadeOffice, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.outside = folder / "anchors.jsonl"
        self.office = replace(office, settings=replace(office.settings, anchor_file=self.outside))
        self._capsys = capsys
        self.write(4)
        self.anchor(NOW)
        self.write(3)

    def write(self, count: int) -> None:
        """So many lines."""
        with self.office.database.deed() as session:
            for _ in range(count):
                write_line(
                    session, self.office.office.id, actor=LEAD, action="read_claim", reference="7K3M9Q4T", now=NOW
                )

    def anchor(self, now: datetime, *, place: str = "file") -> LedgerAnchor:
        """Put the head down."""
        [anchor] = anchor_ledger(
            self.office.database,
            self.office.office.id,
            places=[place],
            settings=self.office.settings,
            host_key=self.office.host_key,
            now=now,
        )
        assert anchor.outcome == "kept"
        return anchor

    def verify(self, *more: str | Path) -> tuple[int, list[str]]:
        """The exit code and the lines said."""
        self._capsys.readouterr()
        code = main(["ledger", "verify", *map(str, more)])
        return code, self._capsys.readouterr().out.splitlines()

    def verify_outside(self) -> tuple[int, list[str]]:
        """With the file that was put down outside; the office's own copy of it is gone."""
        return self.verify("--anchors", self.outside)


@pytest.fixture
def told(
    small_bare_office: MadeOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Told:
    """Ten lines: two of the opening, four, the announced start, three."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(small_bare_office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", small_bare_office.settings.database_url)
    return Told(small_bare_office, tmp_path, capsys)


def test_a_ledger_nobody_touched_holds(told: Told) -> None:
    code, said = told.verify_outside()

    assert code == 0
    assert said[-1].endswith("the chain holds")
    assert said[-2] == "2 heads put down outside, 1 service starts announced"
    head = said[-1].split("head ")[1].split(":")[0]
    assert told.verify("--head", head)[0] == 0
    assert told.verify("--head", head.upper())[0] == 0
    assert told.verify("--head", "00" * 32)[0] == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE ledger_line SET actor = 'somebody' WHERE number = 3",
            "line 3: this line or the one before was changed",
        ),
        ("UPDATE ledger_line SET details = x'00' WHERE number = 5", "line 5: this line or the one before was changed"),
        ("DELETE FROM ledger_line WHERE number = 2", "line 2: a line is missing here"),
        ("DELETE FROM ledger_line WHERE number = 1", "line 1: a line is missing here"),
    ],
    ids=["edit", "sealed details", "deletion", "the first line"],
)
def test_a_change_is_found_and_named(told: Told, change: str, said: str) -> None:
    Intruder(told.office.database).execute(change)

    code, lines = told.verify()

    assert code == 1
    assert lines[0] == said
    assert lines[-1].endswith("the chain does NOT hold")


def test_an_exchange_of_two_lines_is_found(told: Told) -> None:
    Intruder(told.office.database).swap(3, 5)

    code, lines = told.verify()

    assert code == 1
    assert lines[0] == "line 3: this line or the one before was changed"


def test_lines_cut_off_are_found_by_the_head_outside(told: Told) -> None:
    """The chain that is left holds by itself; also the office's own list of anchors may be cut."""
    intruder = Intruder(told.office.database)
    intruder.execute("DELETE FROM ledger_line WHERE number >= 6")
    intruder.execute("DELETE FROM ledger_anchor")

    assert told.verify()[0] == 0
    code, lines = told.verify_outside()
    assert code == 1
    assert lines[0] == f"{told.outside}:1: line 7 is not there: lines were cut off"


def test_a_whole_chain_made_anew_is_found_by_the_head_outside(told: Told) -> None:
    """A deletion with everything after it chained again: by itself it holds, line by line."""
    intruder = Intruder(told.office.database)
    intruder.execute("DELETE FROM ledger_line WHERE number = 4")
    intruder.rebuild()
    assert told.verify()[1][0].startswith("kept anchor (file, 2026-11-22T03Z): line 7 is not what it was")
    intruder.execute("DELETE FROM ledger_anchor")

    assert told.verify()[0] == 0
    code, lines = told.verify_outside()
    assert code == 1
    assert lines[0].startswith(f"{told.outside}:1: line 7 is not what it was when this head was put down")


def test_lines_cut_off_after_the_last_head_are_the_limit_of_what_can_be_found(told: Told) -> None:
    """Said in the docs: what was written since the last anchor can be cut by whoever owns the database."""
    Intruder(told.office.database).execute("DELETE FROM ledger_line WHERE number > 8")

    assert told.verify_outside()[0] == 0


def test_a_clock_set_back_is_found_in_lines_and_in_heads(told: Told) -> None:
    with told.office.database.deed() as session:
        write_line(session, told.office.office.id, actor=LEAD, action="note", now=NOW - 5 * HOUR)
    code, lines = told.verify()
    assert (code, lines[0]) == (1, "line 11: the clock went backwards")

    with told.office.database.deed() as session:
        write_line(session, told.office.office.id, actor=LEAD, action="note", now=NOW + 9 * HOUR)
    told.anchor(NOW)
    assert "it says an earlier hour than line 12: the clock was set back" in told.verify()[1][1]


def forged(told: Told, **changed: object) -> str:
    """The statement outside with something else in it."""
    return json.dumps({**json.loads(told.outside.read_bytes()), **changed})


def test_forged_heads_are_found(told: Told, tmp_path: Path) -> None:
    """Changed after signing; of another office; signed by a key that no start announced; nothing of the kind."""
    with told.office.database.question() as session:
        last = last_line(session, told.office.office.id)
    stranger = sign_head(
        office_id=told.office.office.id,
        number=last.number,
        head=last.chain,
        hour=hour_of(NOW),
        signer=Ed25519PrivateKey.generate(),
    )
    early = sign_head(
        office_id=told.office.office.id,
        number=1,
        head=chain_at(told, 1),
        hour=hour_of(NOW),
        signer=told.office.host_key.proof_signer(),
    )
    lines = [
        forged(told, number=6),
        forged(told, office="00" * 16),
        stranger.statement().decode(),
        early.statement().decode(),
        "From: the office",
        '{"format":1}',
    ]
    outside = tmp_path / "forged.jsonl"
    outside.write_text("\n".join(lines))

    code, said = told.verify("--anchors", outside)

    assert code == 1
    assert said[:5] == [
        f"{outside}:1: its signature does not hold: it was changed, or never signed",
        f"{outside}:2: this head is of another office",
        f"{outside}:3: it is signed by a key that no service start announced before line {last.number}",
        f"{outside}:4: it is signed by a key that no service start announced before line 1",
        f"{outside}:6: this is no signed head of a ledger",
    ]


def chain_at(told: Told, number: int) -> bytes:
    """The chain value of a line."""
    with told.office.database.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT chain FROM ledger_line WHERE number = ?", (number,)).scalar_one()
    return bytes(found)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """A time-stamping authority on loopback."""
    with running_authority(tmp_path / "authority") as running:
        yield running


def test_a_time_stamp_that_does_not_fit_is_found(
    told: Told, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was exchanged for that of another head."""
    told.office = replace(told.office, settings=replace(told.office.settings, timestamp_url=authority.url))
    one = told.anchor(datetime.now(UTC), place="timestamp")
    told.write(1)
    other = told.anchor(datetime.now(UTC), place="timestamp")
    assert "time stamps not looked at" in told.verify()[1][-2]
    monkeypatch.setenv("CLAIMS_TIMESTAMP_ROOTS", str(authority.roots))
    assert not [line for line in told.verify()[1] if "time stamp" in line]
    assert one.token

    intruder = Intruder(told.office.database)
    intruder.execute(f"UPDATE ledger_anchor SET token = x'{one.token.hex()}' WHERE id = '{other.id}'")

    code, said = told.verify()
    assert code == 1
    assert len([line for line in said if "its time stamp does not fit it" in line]) == 1


def test_a_clock_that_was_wrong_is_found_by_the_authoritys(
    told: Told, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This machine said five hours ago; each line and each head agree with one another."""
    told.office = replace(told.office, settings=replace(told.office.settings, timestamp_url=authority.url))
    told.anchor(datetime.now(UTC) - 5 * HOUR, place="timestamp")
    monkeypatch.setenv("CLAIMS_TIMESTAMP_ROOTS", str(authority.roots))

    found = [line for line in told.verify()[1] if "its time stamp says another hour" in line]

    assert len(found) == 1


def test_a_file_that_is_not_there_is_no_finding_but_a_refusal(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "verify", "--anchors", "/nowhere/anchors.jsonl"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_many_findings_are_counted_and_the_first_ones_named(told: Told, tmp_path: Path) -> None:
    outside = tmp_path / "noise.txt"
    outside.write_text("{nothing}\n" * 1000)

    code, said = told.verify("--anchors", outside)

    assert code == 1
    assert len(said) == 203
    assert said[200] == "and 800 more"


def test_a_mail_saved_as_text_is_read_and_a_file_without_a_head_is_named(told: Told, tmp_path: Path) -> None:
    mail, empty = tmp_path / "letter.eml", tmp_path / "empty.eml"
    mail.write_bytes(b"Subject: Ledger head 7\r\n\r\n" + told.outside.read_bytes().strip() + b"\r\n")
    empty.write_bytes(b"Subject: Hello\r\n\r\nGood morning\r\n")

    code, said = told.verify("--anchors", mail)
    assert (code, said[0][:26]) == (0, "2 heads put down outside, "[:26])
    code, said = told.verify("--anchors", mail, empty)
    assert (code, said[0]) == (1, f"{empty}: this is no signed head of a ledger")


def test_statements_of_the_office_are_all_read(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """In batches, none left out."""
    for hour in range(1, 6):
        told.anchor(NOW + hour * HOUR)
    monkeypatch.setattr("claims.queries.ledger_verifying.BATCH", 2)
    with told.office.database.question() as session:
        count = len(session.exec(select(col(LedgerAnchor.id))).all())

    assert told.verify()[1][-2].startswith(f"{count} heads put down outside")

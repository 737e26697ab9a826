"""`claims keys`: each procedure at the terminal; rehearsed it changes nothing, done it does what it says."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyotp
import pypdfium2
import pytest
from shamir_mnemonic.wordlist import WORDLIST
from sqlmodel import SQLModel, col, select

from claims.cli import main
from claims.model.claim import Claim
from claims.model.ledger import LedgerLine
from claims.model.staff import KeyWrap, Member, Office, RecoveryKey
from claims.store.all_tables import TABLES
from claims.store.keyring import open_keyring, unlock_member_key
from claims.store.recovery import check_words
from tests.cast import ADA, HAN, LEE, LINH, PARK, TRIIN
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office
from tests.make_bundles import Court
from tests.rotating import generations
from tests.typing_at_terminal import Typing, typed_now

SEON = "Seon:seon:triage:en"


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeOffice]:
    """The office that the command's settings name."""
    made = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, TRIIN, PARK, LEE, ADA))
    monkeypatch.setenv("CLAIMS_FOLDER", str(made.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", made.settings.database_url)
    made.settings.folder.mkdir(exist_ok=True)
    yield made
    made.close()


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody at the keyboard."""
    return Typing(monkeypatch)


def everything(office: MadeOffice) -> list[tuple[object, ...]]:
    """Every row but the ledger's and the last steps of authenticators, which a sign-in leaves behind."""
    with office.database.question() as session:
        return [
            (table.__tablename__, *(getattr(row, column.name) for column in _columns(table)))
            for table in TABLES
            if table is not LedgerLine
            for row in session.exec(select(table))
        ]


def _columns(table: type[SQLModel]) -> list[object]:
    return [column for column in table.__table__.columns if column.name != "last_step"]  # type: ignore[attr-defined]


def named(office: MadeOffice, name: str) -> Member | None:
    """The member's row."""
    with office.database.question() as session:
        return session.exec(select(Member).where(Member.sign_in_name == name)).first()


def last_actions(office: MadeOffice, number: int) -> list[str]:
    """What the ledger said last."""
    with office.database.question() as session:
        lines = session.exec(select(LedgerLine.action).order_by(col(LedgerLine.number).desc()).limit(number))
        return list(lines)[::-1]


MATTER = "MATTER"
REHEARSED: dict[str, tuple[object, list[str], list[str]]] = {
    "invite": (HAN, ["invite", SEON], []),
    "leave": (HAN, ["leave", "triin"], []),
    "renew": (TRIIN, ["renew"], []),
    "reset": (HAN, ["reset", "triin"], []),
    "matter": (HAN, ["matter", "Against the State", "--counsel", "park"], []),
    "counsel": (PARK, ["counsel", MATTER, "--add", "lee"], []),
    "receipt": (HAN, ["receipt", "CLAIM"], ["born", "1990-05-01", "trip_day", "2015-03-02", "passport", "in_person"]),
    "rotate": (HAN, ["rotate"], []),
    "sheets": (HAN, ["sheets", "--need", "2", "--of", "3", "--out", "/dev/shm/claims-test-no-sheets"], []),
}


@pytest.mark.parametrize("verb", REHEARSED)
def test_a_rehearsal_changes_nothing(
    office: MadeOffice, typing: Typing, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that it was one, shows no secret, and only the sign-in (and a claim's reading) stands in the ledger."""
    who, command, answers = REHEARSED[verb]
    court, sent = Court(office), office.send(LINH)
    words = {MATTER: court.matter.id[:8], "CLAIM": sent.receipt.reference}
    before = everything(office)
    typing.says(*typed_now(office, who), *answers)  # type: ignore[arg-type]  # one of the cast
    assert main(["keys", *(words.get(word, word) for word in command), "--dry-run"]) == 0
    said = capsys.readouterr().out

    assert "This was a rehearsal" in said
    assert everything(office) == before
    assert set(last_actions(office, 2)) <= {"receive", "sign_in", "read_claim"}
    assert not re.search(r"seven words: |authenticator secret|Code: ", said)
    assert not Path("/dev/shm/claims-test-no-sheets").exists()


def test_somebody_is_invited_and_signs_in(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing.says(*typed_now(office, HAN))
    assert main(["keys", "invite", SEON]) == 0
    words = re.search(r"seven words: +(.+)", capsys.readouterr().out)
    seon = named(office, "seon")

    assert words is not None
    assert seon is not None
    private = unlock_member_key(seon, passphrase=words[1])
    assert private is not None
    with office.database.question() as session:
        assert open_keyring(session, seon, private=private).opens_office


def test_a_leaver_holds_nothing_and_is_told_what_comes_next(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing.says(*typed_now(office, HAN))
    assert main(["keys", "leave", "TRIIN"]) == 0

    assert "claims keys rotate" in capsys.readouterr().out
    triin = named(office, "triin")
    assert triin is not None
    assert not triin.active
    with office.database.question() as session:
        assert not session.exec(select(KeyWrap).where(KeyWrap.member_id == triin.id)).all()


def test_the_last_lead_does_not_leave(office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    typing.says(*typed_now(office, ADA))
    assert main(["keys", "leave", "han"]) == 2
    assert "Nobody else leads the office" in capsys.readouterr().err


def test_own_words_are_renewed_when_they_were_typed_back(
    office: MadeOffice, typing: Typing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong ones change nothing: the old words stay good."""
    typing.says(*typed_now(office, TRIIN), "not these")
    assert main(["keys", "renew"]) == 2
    triin = named(office, "triin")
    assert triin is not None
    assert unlock_member_key(triin, passphrase=office.sign_ins["triin"].passphrase) is not None

    capsys.readouterr()
    said: list[str] = []
    monkeypatch.setattr("claims.cli.keys_members.ask_unseen", lambda _: _shown(capsys, said))
    typing.says(*typed_now(office, TRIIN))
    assert main(["keys", "renew"]) == 0
    triin = named(office, "triin")
    assert triin is not None
    assert unlock_member_key(triin, passphrase=said[0]) is not None
    assert unlock_member_key(triin, passphrase=office.sign_ins["triin"].passphrase) is None


def _shown(capsys: pytest.CaptureFixture[str], said: list[str]) -> str:
    lines = capsys.readouterr().out.splitlines()
    said.append(next(line.strip() for line in lines if line.startswith("    ")))
    return said[-1]


def test_a_matter_is_opened_for_its_counsel_alone(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counsel hold its key, whoever opened it does not; somebody who is no counsel cannot."""
    typing.says(*typed_now(office, HAN))
    assert main(["keys", "matter", "Against the State", "--counsel", "park", "--counsel", "lee"]) == 0
    assert "held by Park, Lee" in capsys.readouterr().out
    with office.database.question() as session:
        held = session.exec(select(KeyWrap.member_id).where(KeyWrap.key_kind == "matter")).all()
    assert set(held) == {named(office, name).id for name in ("park", "lee")}  # type: ignore[union-attr]  # the cast is there
    typing.says(*typed_now(office, HAN))
    assert main(["keys", "matter", "Another", "--counsel", "triin"]) == 2


def test_a_matters_key_is_handed_on_and_taken_back(office: MadeOffice, typing: Typing) -> None:
    matter, lee = Court(office).matter, named(office, "lee")
    assert lee is not None
    for what, held in (("--add", True), ("--remove", False)):
        typing.says(*typed_now(office, PARK))
        assert main(["keys", "counsel", matter.id[:6], what, "lee"]) == 0
        with office.database.question() as session:
            assert (session.get(KeyWrap, (lee.id, "matter", matter.id, 1)) is not None) is held
    typing.says(*typed_now(office, PARK))
    assert main(["keys", "counsel", "zz", "--add", "lee"]) == 2


def test_a_receipt_is_made_anew_or_refused(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = office.send(LINH)
    facts = ["born", "1990-05-01", "trip_day", "2015-03-03", "passport", "in_person"]
    typing.says(*typed_now(office, HAN), *facts)
    assert main(["keys", "receipt", sent.receipt.reference]) == 1
    facts[3] = "2015-03-02"
    typing.says(*typed_now(office, HAN), *facts)
    assert main(["keys", "receipt", sent.receipt.reference]) == 0
    said = capsys.readouterr().out

    assert re.search(r"Code: +(\w{4}-){5}\w{4}", said)
    assert last_actions(office, 2) == ["read_claim", "renew_receipt"]


def test_a_rotation_is_done_to_the_end(office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    """No worker is needed: whoever is at the terminal holds the keys. Only a whole yes begins it."""
    office.send(LINH)
    typing.says(*typed_now(office, HAN), "y")
    assert main(["keys", "rotate"]) == 2
    assert generations(office)["office"] == {1}
    typing.says(*typed_now(office, HAN), "yes")
    assert main(["keys", "rotate"]) == 0

    assert generations(office)["office"] == {2}
    assert "handed to Han, Triin" in capsys.readouterr().out
    assert last_actions(office, 2) == ["rotate_office_key", "rotate_claims"]


def test_a_rotation_that_was_stopped_is_finished_and_not_begun_again(
    office: MadeOffice, typing: Typing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.send(LINH)
    with monkeypatch.context() as patch:
        patch.setattr("claims.cli.keys_office.rewrap_claims", _killed)
        typing.says(*typed_now(office, HAN), "yes")
        with pytest.raises(InterruptedError):
            main(["keys", "rotate"])
    assert main(["keys", "status"]) == 1
    assert "1 claims still lie under an earlier key" in capsys.readouterr().out
    typing.says(*typed_now(office, HAN))
    assert main(["keys", "rotate"]) == 0
    with office.database.question() as session:
        assert session.get_one(Office, office.office.id).generation == 2
    assert generations(office)["office"] == {2}


def _killed(*_: object, **__: object) -> None:
    raise InterruptedError


def sheets_of(folder: Path) -> list[str]:
    """The 33 words of each sheet, read off the paper."""
    shares = []
    for path in sorted(folder.iterdir()):
        document = pypdfium2.PdfDocument(path.read_bytes())
        page = document[0]
        text = page.get_textpage()
        said = text.get_text_range().split()
        shares.append(" ".join(dict(_numbered(said))[place] for place in range(1, 34)))
        for each in (text, page, document):
            each.close()
    return shares


def _numbered(said: list[str]) -> Iterator[tuple[int, str]]:
    for before, word in pairwise(said):
        if before.isdigit() and word in WORDLIST:
            yield int(before), word


def test_sheets_are_made_rehearsed_and_used(
    office: MadeOffice, typing: Typing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the paper alone: no member's words and no code. A sheet with a slip is asked for again."""
    sent = office.send(LINH)
    folder = office.settings.runtime / "sheets"
    command = ["keys", "sheets", "--need", "2", "--of", "3", "--out"]
    typing.says(*typed_now(office, HAN))
    assert main([*command, str(folder)]) == 0
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}
    shares = sheets_of(folder)
    assert len(shares) == 3
    assert main(["keys", "status"]) == 0

    capsys.readouterr()
    before = everything(office)
    typing.says("nonsense", shares[2], shares[2], shares[0])
    assert main(["keys", "recover", "--dry-run", "--reset", "han"]) == 0
    said = capsys.readouterr().out
    assert "Word 1, 'nonsense', is not in the list" in said
    assert "This is sheet 3 once more" in said
    assert "These sheets fit the set in force" in said
    assert everything(office) == before
    assert last_actions(office, 1) == ["open_sheets"]

    typing.says(shares[1], shares[0])
    assert main(["keys", "recover", "--member", "Seon:seon:lead counsel:en"]) == 0
    words = re.search(r"seven words: +(.+)", capsys.readouterr().out)
    seon = named(office, "seon")
    assert words is not None
    assert seon is not None
    with office.database.question() as session:
        assert session.get_one(Claim, sent.claim.id)
        private = unlock_member_key(seon, passphrase=words[1])
        assert private is not None
        assert open_keyring(session, seon, private=private).opens_office
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def test_where_sheets_may_lie(office: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In memory, in a folder of their own."""
    command = ["keys", "sheets", "--need", "2", "--of", "3", "--out"]
    assert main([*command, str(office.settings.runtime)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main([*command, "/proc/self/sheets"]) == 2
    assert "is not in memory" in capsys.readouterr().err


def test_new_sheets_replace_the_old_only_on_a_yes(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["keys", "sheets", "--need", "2", "--of", "2", "--out"]
    folders = [office.settings.runtime / name for name in ("one", "two", "three")]
    typing.says(*typed_now(office, HAN))
    assert main([*command, str(folders[0])]) == 0
    with office.database.question() as session:
        old = session.exec(select(RecoveryKey)).one()
    typing.says(*typed_now(office, HAN), "no")
    assert main([*command, str(folders[1])]) == 2
    assert not folders[1].exists()
    typing.says(*typed_now(office, HAN), "yes")
    assert main([*command, str(folders[2])]) == 0
    with office.database.question() as session:
        new = session.exec(select(RecoveryKey)).one()
    assert new.id != old.id

    capsys.readouterr()
    typing.says(*sheets_of(folders[0]))
    assert main(["keys", "recover", "--dry-run"]) == 2
    heard = capsys.readouterr()
    assert " ".join(check_words(new.public_key)) in heard.out
    assert "of an earlier set" in heard.err
    for folder in (folders[0], folders[2]):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def test_without_sheets_status_says_so_and_recovery_is_refused(
    office: MadeOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keys", "status"]) == 1
    assert "Recovery sheets: NONE" in capsys.readouterr().out
    assert main(["keys", "recover", "--dry-run"]) == 2
    assert main(["keys", "recover"]) == 2


def test_a_code_that_was_used_is_said_in_one_line(
    office: MadeOffice, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    name, words, _ = typed_now(office, HAN)
    typing.says(name, words, pyotp.TOTP(office.sign_ins["han"].totp_secret).at(0))
    assert main(["keys", "rotate"]) == 2
    assert capsys.readouterr().err.count("\n") == 1

"""Signing in at the terminal: name, words and code, nothing of it shown; a wrong one is refused and stands in the ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from claims.cli import terminal_sign_in as terminal
from claims.cli.terminal_sign_in import AtTerminal, deed_or_rehearsal, said_yes, sign_in_here
from claims.errors import StartRefused
from claims.model.staff import Member, Office
from claims.rules.access import May
from tests.cast import ADA, HAN
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office
from tests.rotating import actions
from tests.typing_at_terminal import Typing, typed_now


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody at the keyboard."""
    return Typing(monkeypatch)


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Han and Ada at work."""
    folder = tmp_path_factory.mktemp("office")
    made = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, ADA))
    yield made
    made.close()


def here(office: MadeOffice, *, needs: May = May.MANAGE_KEYS) -> AtTerminal:
    """Who signed in."""
    return sign_in_here(office.database, office.office.id, needs=needs)


def test_a_lead_signs_in_and_opens_what_a_lead_opens(office: MadeOffice, typing: Typing) -> None:
    typing.says(*typed_now(office, HAN))
    han = here(office)
    with office.database.question() as session:
        assert han.keyring(session).opens_office
    assert (han.member.sign_in_name, han.acting(May.MANAGE_KEYS).role) == ("han", "lead")
    assert actions(office)[-1] == "sign_in"
    assert repr(han.private)[2:-1] not in repr(han)


def test_words_and_code_are_asked_for_unseen(office: MadeOffice, typing: Typing) -> None:
    typing.says(*typed_now(office, HAN))
    here(office)

    assert typing.seen == ["Your sign-in name: "]
    assert len(typing.unseen) == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_wrong_answer_is_refused_and_stands_in_the_ledger(office: MadeOffice, typing: Typing, place: int) -> None:
    given = list(typed_now(office, HAN))
    given[place] = "wrong"
    typing.says(*given)
    with pytest.raises(StartRefused, match="do not belong together"):
        here(office)

    assert actions(office)[-1] == "sign_in_failed"


def test_a_code_is_good_once(office: MadeOffice, typing: Typing) -> None:
    given = typed_now(office, HAN)
    typing.says(*given, *given)
    here(office)
    with pytest.raises(StartRefused, match="used before"):
        here(office)


def test_who_may_not_do_it_is_told_so(office: MadeOffice, typing: Typing) -> None:
    typing.says(*typed_now(office, ADA))
    with pytest.raises(StartRefused, match="Ada may not do this here"):
        here(office)


def test_words_of_somebody_else_are_good_for_making_ones_own(office: MadeOffice, typing: Typing) -> None:
    _renew(office, wanted=True)
    typing.says(*typed_now(office, HAN), *typed_now(office, HAN, forget=False))
    with pytest.raises(StartRefused, match="claims keys renew"):
        here(office)
    assert here(office, needs=May.OWN_DOOR).member.sign_in_name == "han"
    _renew(office, wanted=False)


def test_where_nobody_answers_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    monkeypatch.setattr(terminal, "getpass", nobody)
    for asking in (terminal.ask, terminal.ask_unseen):
        with pytest.raises(StartRefused, match="at a terminal"):
            asking("?")


@pytest.mark.parametrize(("typed", "meant"), [("yes", True), (" YES ", True), ("y", False), ("", False), ("no", False)])
def test_only_the_whole_word_is_a_yes(typing: Typing, typed: str, meant: bool) -> None:
    typing.says(typed)

    assert said_yes("Sure?") is meant


def test_a_rehearsal_is_done_and_undone(office: MadeOffice) -> None:
    for dry_run, contact in ((True, office.office.contact), (False, "new@example.org")):
        with deed_or_rehearsal(office.database, dry_run=dry_run) as session:
            row = session.get_one(Office, office.office.id)
            row.contact = "new@example.org"
            session.add(row)
        with office.database.question() as session:
            assert session.get_one(Office, office.office.id).contact == contact


def test_what_fails_in_a_rehearsal_is_said(office: MadeOffice) -> None:
    with pytest.raises(ZeroDivisionError), deed_or_rehearsal(office.database, dry_run=True):
        raise ZeroDivisionError


def _renew(office: MadeOffice, *, wanted: bool) -> None:
    with office.database.deed() as session:
        member = session.exec(select(Member).where(Member.sign_in_name == "han")).one()
        member.renew = wanted
        session.add(member)

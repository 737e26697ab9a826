"""Somebody at the keyboard of a terminal. This is where tests of commands that ask get their answers from.

typing = Typing(monkeypatch)
typing.says(*typed_now(office, HAN), "yes")
"""

from datetime import UTC, datetime

import pyotp
import pytest
from sqlmodel import select

from claims.actions.open_office import NewMember
from claims.cli import terminal_sign_in
from claims.model.staff import Member
from tests.make import MadeOffice


class Typing:
    """Answers in the order they are asked for; `seen` and `unseen` are the questions, by how the answer was typed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[str] = []
        self.seen: list[str] = []
        self.unseen: list[str] = []
        monkeypatch.setattr("builtins.input", lambda question="": self._next(self.seen, question))
        monkeypatch.setattr(terminal_sign_in, "getpass", lambda question="": self._next(self.unseen, question))

    def says(self, *answers: str) -> None:
        """What will be typed next."""
        self.answers += answers

    def _next(self, asked: list[str], question: str) -> str:
        asked.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def typed_now(office: MadeOffice, who: NewMember, *, forget: bool = True) -> tuple[str, str, str]:
    """Name, words and code of a member now. A code is good once, so the last accepted step is forgotten first, or the next one given."""
    entry = office.sign_ins[who.sign_in_name]
    moment = datetime.now(UTC).timestamp()
    if forget:
        with office.database.deed() as session:
            member = session.exec(select(Member).where(Member.sign_in_name == who.sign_in_name)).one()
            member.last_step = 0
            session.add(member)
    code = pyotp.TOTP(entry.totp_secret).at(int(moment) + (0 if forget else 30))
    return entry.sign_in_name, entry.passphrase, code

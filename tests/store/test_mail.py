"""Mail of a signed head: the statement alone arrives, whole and in one line, and what goes wrong is an outcome."""

import socket

from claims.store.anchors import KEPT, NOT_REACHED, REFUSED, read_statement
from claims.store.mail import mail_statement
from tests.mail_server import running_mail_server
from tests.store.test_anchors import HEAD


def send(server: str, *recipients: str) -> str:
    """Mail the known head."""
    return mail_statement(
        HEAD.statement(), subject="Ledger head 7", server=server, sender="office@example.org", recipients=recipients
    )


def test_the_statement_alone_arrives_as_it_was_signed() -> None:
    with running_mail_server() as mail:
        assert send(mail.address, "aud@example.org", "bar@example.org") == KEPT

    [(recipients, letter)] = mail.letters
    assert recipients == ["aud@example.org", "bar@example.org"]
    assert letter["Subject"] == "Ledger head 7"
    assert letter.get_content().splitlines() == [HEAD.statement().decode()]
    assert read_statement(letter.get_content().encode()) == HEAD


def test_an_address_that_is_turned_away_is_no_success() -> None:
    with running_mail_server() as mail:
        mail.turned_away = {"bar@example.org"}
        assert send(mail.address, "aud@example.org", "bar@example.org") == REFUSED
        mail.turned_away = {"aud@example.org", "bar@example.org"}
        assert send(mail.address, "aud@example.org", "bar@example.org") == REFUSED


def test_a_server_that_is_not_there_is_an_outcome() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert send(f"127.0.0.1:{taken.getsockname()[1]}", "aud@example.org") == NOT_REACHED

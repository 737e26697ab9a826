"""Reminders by mail: one sentence in the person's language and nothing else, one connection, each address told of by itself."""

import socket
import threading

import pytest

from claims.settings import ROOT
from claims.store.neutral_mail import Letter, can_be_mailed, mail_letters, read_sentences
from claims.web.language import CLAIMANT_LANGUAGES
from tests.mail_server import running_mail_server

SENTENCES = read_sentences(ROOT / "templates")


def test_each_is_told_in_their_language_and_nothing_besides() -> None:
    with running_mail_server() as mail:
        outcomes = mail_letters(
            [Letter("linh@example.org", "vi"), Letter(" min@example.org ", "ko"), Letter("x@example.org", "xx")],
            sentences=SENTENCES,
            server=mail.address,
            sender="post@example.org",
        )

    assert outcomes == ("kept", "kept", "kept")
    assert [recipients for recipients, _ in mail.letters] == [
        ["linh@example.org"],
        ["min@example.org"],
        ["x@example.org"],
    ]
    for (_, letter), tag in zip(mail.letters, ("vi", "ko", "en"), strict=True):
        assert letter["Subject"] == letter.get_content().strip() == SENTENCES.sentence[tag]
        assert set(letter.keys()) <= {
            "Subject",
            "From",
            "To",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
            "Date",
            "Message-ID",
        }
        assert letter["Date"].datetime.tzinfo is not None
        assert letter["Message-ID"].endswith("@example.org>")
        assert letter["From"] == "post@example.org"
    assert len({letter["Message-ID"] for _, letter in mail.letters}) == 3


def test_an_address_that_is_turned_away_harms_nobody_else() -> None:
    with running_mail_server() as mail:
        mail.turned_away.add("gone@example.org")
        outcomes = mail_letters(
            [Letter("gone@example.org", "en"), Letter("linh@example.org", "en")],
            sentences=SENTENCES,
            server=mail.address,
            sender="post@example.org",
        )

    assert outcomes == ("refused", "kept")


def test_a_line_that_breaks_leaves_the_rest_unreached() -> None:
    heard = socket.create_server(("127.0.0.1", 0))

    def hang_up() -> None:
        line, _ = heard.accept()
        line.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    server = f"127.0.0.1:{heard.getsockname()[1]}"
    outcomes = mail_letters(
        [Letter("a@example.org", "en")] * 2, sentences=SENTENCES, server=server, sender="p@example.org"
    )
    thread.join()
    heard.close()

    assert outcomes == ("not_reached", "not_reached")


@pytest.mark.parametrize(
    "typed",
    [
        "a@example.org, b@example.org",
        "a@example.org\nBcc: b@example.org",
        "<a@example.org>",
        "010-1234-5678",
        "a@",
        "@b",
        "a b@c.org",
    ],
)
def test_only_one_plain_address_is_mailed(typed: str) -> None:
    assert not can_be_mailed(typed)
    assert can_be_mailed(" linh+claims@mail.example.org ")


def test_every_language_that_is_offered_has_its_sentence() -> None:
    assert {each.tag for each in CLAIMANT_LANGUAGES} <= set(SENTENCES.sentence)
    assert {"ko", "en", "zh-Hans", "ja", "vi", "ar", "th"} <= set(SENTENCES.sentence)
    assert len(set(SENTENCES.sentence.values())) == len(SENTENCES.sentence)


@pytest.mark.parametrize(
    "address", ["=?utf-8?q?linh?=@example.org", "a..b@example.org", ".a@example.org", "a@example..org"]
)
def test_what_a_header_would_read_otherwise_is_told_by_hand(address: str) -> None:
    assert not can_be_mailed(address)

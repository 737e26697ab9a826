"""Reminders by mail that say nothing about whom or what: one sentence, in the language of the person. This is where they leave.

Neither subject, text nor sender's name tells of a claim. One connection carries all of them; each address is told of by itself.
"""

import re
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.store.anchors import KEPT, NOT_REACHED, REFUSED
from claims.store.clock import now
from claims.store.mail import PATIENCE
from claims.store.paper_tables import read_table

OTHERWISE = "en"
# Of what people type into a box only plain addresses are mailed: one recipient, no display name, no second header.
_ADDRESS = re.compile(
    # Nor anything that a reader of headers would take for an encoded word ("=?utf-8?…"): it would go to somebody else.
    r"(?!.*(?:=\?|\.\.|\.@|@\.|\.-|-\.)|\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?",
    re.ASCII,
)


class Sentences(BaseModel):
    """The one sentence by language (BCP-47)."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    sentence: dict[str, str]

    def in_language(self, tag: str) -> str:
        """The sentence in a language; in English where it is not written in that."""
        return self.sentence.get(tag, self.sentence[OTHERWISE])


@dataclass(frozen=True)
class Letter:
    """One such mail: to whom and in which language (BCP-47)."""

    address: str
    language: str


@cache
def read_sentences(templates: Path) -> Sentences:
    """templates/neutral_mail/sentences.toml. Raises StartRefused naming file and key."""
    return read_table(templates / "neutral_mail" / "sentences.toml", shape=Sentences)


def can_be_mailed(address: str) -> bool:
    """Whether what somebody typed is one plain mail address.

    >>> can_be_mailed("linh@example.org"), can_be_mailed("linh@example.org, x@example.org"), can_be_mailed("010-0000-0000")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(address.strip()) is not None


def mail_letters(letters: Sequence[Letter], *, sentences: Sentences, server: str, sender: str) -> tuple[str, ...]:
    """Send each over one connection to `server` (host:port on this machine or network); the outcome of each, in order.

    `kept` where the server took it, `refused` where it would not have that address, `not_reached` from where the line broke.
    """
    outcomes: list[str] = []
    host, _, port = server.rpartition(":")
    # What was taken before the line broke was taken; the rest was not reached.
    with suppress(OSError, smtplib.SMTPException, ValueError), smtplib.SMTP(host, int(port), timeout=PATIENCE) as line:
        for each in letters:
            mail = _mail(sentences.in_language(each.language), sender=sender, to=each.address.strip())
            outcomes.append(_outcome(line, mail))
    return (*outcomes, *([NOT_REACHED] * (len(letters) - len(outcomes))))


def _mail(sentence: str, *, sender: str, to: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = sentence, sender, to
    # A letter without them (RFC 5322, 3.6) ends among the unwanted; the name is drawn by lot and says nothing of this machine.
    mail["Date"], mail["Message-ID"] = now(), f"<{token_hex(16)}@{sender.rpartition('@')[2]}>"
    mail.set_content(sentence + "\n")
    return mail


def _outcome(line: smtplib.SMTP, mail: EmailMessage) -> str:
    """Raises SMTPServerDisconnected and OSError where the line broke."""
    try:
        line.send_message(mail)
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError):
        return REFUSED
    return KEPT

"""Plain mail by the server the office named. This is where a signed head leaves as a letter; nothing else is ever mailed from here."""

import smtplib
from collections.abc import Sequence
from email.message import EmailMessage

from claims.store.anchors import KEPT, NOT_REACHED, REFUSED

PATIENCE = 20


def mail_statement(statement: bytes, *, subject: str, server: str, sender: str, recipients: Sequence[str]) -> str:
    """Send the statement alone to each address; returns the outcome. `server` is host:port, on this machine or network.

    `kept` only where the server took it for every address: one that was refused would be missed when it is needed.
    """
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = subject, sender, ", ".join(recipients)
    letter.set_content(statement.decode() + "\n", cte="7bit")  # one line, as it was signed: no mail program may fold it
    host, _, port = server.rpartition(":")
    try:
        with smtplib.SMTP(host, int(port), timeout=PATIENCE) as connection:
            refused = connection.send_message(letter)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
        return REFUSED
    except (OSError, smtplib.SMTPException, ValueError):
        return NOT_REACHED
    return REFUSED if refused else KEPT

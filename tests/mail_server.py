"""A mail server on loopback that keeps what it is given. This is where a test reads its mail.

with running_mail_server() as mail:
    mail.address           # host:port
    mail.letters           # (recipients, the letter) each
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """What came in, and which recipients are turned away."""

    address: str = ""
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    turned_away: set[str] = field(default_factory=set)


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """A server that speaks as much SMTP (RFC 5321) as a letter needs."""
    kept = MailServer()

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            recipients: list[str] = []
            self._say(b"220 here")
            while line := self.rfile.readline():
                verb, _, rest = line.strip().partition(b" ")
                match verb.upper():
                    case b"MAIL":
                        recipients = []
                        self._say(b"250 fine")
                    case b"RCPT":
                        address = rest.split(b"<")[1].split(b">")[0].decode()
                        away = address in kept.turned_away
                        recipients += [] if away else [address]
                        self._say(b"550 nobody here" if away else b"250 fine")
                    case b"DATA":
                        self._say(b"354 go on")
                        kept.letters.append((recipients, self._letter()))
                        self._say(b"250 kept")
                    case b"QUIT":
                        self._say(b"221 bye")
                        return
                    case _:
                        self._say(b"250 fine")

        def _letter(self) -> EmailMessage:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b"."))
            letter = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(letter, EmailMessage)
            return letter

        def _say(self, words: bytes) -> None:
            self.wfile.write(words + b"\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
    server.daemon_threads = False
    kept.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Multipart bodies as browsers write them, and a connection that may end early. This is where tests of uploads get both."""

import io

BOUNDARY = "----a-boundary"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def field(name: str, text: str | bytes) -> bytes:
    """One field of a form."""
    content = text.encode() if isinstance(text, str) else text
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content + b"\r\n"


def file(content: bytes, *, name: str = "IMG_1.jpg") -> bytes:
    """One file of a form; an empty name is what browsers send where none was chosen."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return (head + "Content-Type: image/jpeg\r\n\r\n").encode() + content + b"\r\n"


def whole(*parts: bytes) -> bytes:
    """The parts and their end."""
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


class Connection(io.RawIOBase):
    """What a browser sends, counted as it is taken; the connection ends where the bytes do."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content, self.taken = content, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]  # narrower than any buffer
        more = self._content[self.taken : self.taken + len(into)]
        into[: len(more)] = more
        self.taken += len(more)
        return len(more)

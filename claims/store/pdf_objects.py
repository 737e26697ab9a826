"""The objects of a PDF. This is where they are walked through and every text among them is read out."""

from collections.abc import Iterator
from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String


def everything(paper: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every object of the file and everything directly inside it."""
    waiting = list(paper.objects)
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, Dictionary | Stream):
            children = [child for _key, child in found.items()]
        else:
            children = list(found) if isinstance(found, Array) else []
        waiting.extend(child for child in children if not getattr(child, "is_indirect", False))


def strings(paper: pikepdf.Pdf) -> Iterator[str]:
    """Every text object: document information, form values, comments, names of attachments; and XMP."""
    for found in everything(paper):
        if isinstance(found, String):
            yield bytes(found).decode("utf-8", "replace")
            # Strings of signatures and identifiers are no text and may not decode.
            with suppress(ValueError):
                yield str(found)
        elif isinstance(found, Stream) and found.get("/Type") == Name.Metadata:
            with suppress(pikepdf.PdfError):
                yield found.read_bytes().decode("utf-8", "replace")

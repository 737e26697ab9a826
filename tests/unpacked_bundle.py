"""A bundle as counsel have it: its files by path, on a disk, and what can be read in them. This is where bundles are opened.

bundle = Unpacked(zipped, folder)
bundle.under("court/data/20-exhibits/", ".pdf")
laid_open(pdf)                            # every stream of it, unpacked
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Stream


@dataclass
class Unpacked:
    """A bundle as counsel have it: its ZIP, its files by path, and unpacked on a disk."""

    zipped: bytes
    folder: Path
    files: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with ZipFile(io.BytesIO(self.zipped)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
            archive.extractall(self.folder)

    def under(self, start: str, ending: str = "") -> dict[str, bytes]:
        """The files below a path, by path, in its order."""
        found = {path: content for path, content in self.files.items() if path.startswith(start)}
        return {path: content for path, content in sorted(found.items()) if path.endswith(ending)}

    def table(self, path: str) -> list[dict[str, str]]:
        """The rows of a CSV by their columns."""
        return list(csv.DictReader(io.StringIO(self.files[path].decode("utf-8-sig"), newline="")))

    def loaded(self, package: str) -> list[dict[str, str]]:
        """The rows of a package's load file, in page order."""
        rows: list[dict[str, str]] = json.loads(self.files[f"{package}/data/70-load/load.json"])["documents"]
        return rows

    def listed(self, row: Mapping[str, str], root: str = "court/data/") -> str:
        """The path of a load file's document."""
        (found,) = (
            path
            for path in self.files
            if path.startswith(root) and path.endswith(f"/{row['FILENAME']}") and "/covers/" not in path
        )
        return found

    @cached_property
    def court(self) -> str:
        """Everything that can be read or dug out of the court's package, as one text."""
        return _said_in(self, "court")

    @cached_property
    def counsel(self) -> str:
        """The same of counsel's."""
        return _said_in(self, "counsel")

    @cached_property
    def texts(self) -> dict[str, str]:
        """What can be read in each PDF that was made here, by path: pdfium's text layer, page by page, apart by a form feed."""
        made = {path: content for path, content in self.under("", ".pdf").items() if "30-originals" not in path}
        return {path: "\f".join(page_texts(content)) for path, content in made.items()}


def _inside(path: str, content: bytes) -> bytes:
    """All there is in a file."""
    if path.endswith(".pdf") and "30-originals" not in path:
        return laid_open(content)
    if path.endswith(".xlsx"):
        with ZipFile(io.BytesIO(content)) as book:
            return content + b"\n".join(book.read(name) for name in book.namelist())
    return content


def _said_in(bundle: Unpacked, package: str) -> str:
    """Everything that can be read or dug out of a package, as one text; PDF strings in UTF-16 and in digits are written out."""
    found = []
    for path, content in bundle.under(f"{package}/").items():
        raw = _inside(path, content)
        found += [path, raw.decode("latin-1"), raw.decode("utf-8", "ignore"), bundle.texts.get(path, "")]
        found += [_spelt(each) for each in re.findall(rb"<((?:[0-9a-fA-F]{4}){2,})>", raw)]
        found += [each.decode("utf-16-be", "ignore") for each in re.findall(rb"\xfe\xff((?:\x00[\x20-\x7e])+)", raw)]
    return "\n".join(found)


def _spelt(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "ignore")


def page_texts(pdf: bytes) -> list[str]:
    """The text layer of each page, by pdfium."""
    reader = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in reader]
    finally:
        reader.close()


def laid_open(pdf: bytes) -> bytes:
    """The file's own bytes and every stream of it, unpacked where pikepdf can; strings and metadata lie open in it too."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pieces = [pdf]
        for one in opened.objects:
            pieces.append(one.unparse(resolved=False) if not isinstance(one, Stream) else _stream(one))
        return b"\n".join(pieces)


def _stream(stream: Stream) -> bytes:
    head = Dictionary({key: value for key, value in stream.items()}).unparse()
    try:
        return head + stream.read_bytes()
    except pikepdf.PdfError:
        return head + stream.read_raw_bytes()

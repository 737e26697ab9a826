"""Load files: what a review program reads to take in a production, in the forms of Concordance and Opticon, as CSV and as JSON.

`load.dat` is Concordance's: UTF-8 with byte order mark, U+0014 between fields, þ around each, ® for a line end within one, CRLF after
every row, the last included. `load.opt` is Opticon's for documents of many pages: one line a PDF with its number of pages; the next key
is that many further. This is where they are written; all stream, and the same documents give the same bytes.
"""

from collections.abc import Iterable, Iterator

from claims.model.court_profile import CourtProfile
from claims.store.inert_json import inert_json
from claims.store.inert_text import inert
from claims.store.load_fields import Documents, PageKeys, Rows, survey
from claims.store.load_words import load_readme
from claims.store.neutral_cells import BYTE_ORDER_MARK, csv_chunks

FOLDER = "70-load"
SEPARATOR, QUALIFIER, NEWLINE, LINE_END = "\x14", "þ", "®", "\r\n"
CHANGES = ("BEGBATES", "FIELD", "CHARACTER", "WRITTEN_AS", "TIMES")
_CHUNK = 1 << 16

LoadFile = tuple[str, Iterator[bytes], str]


def load_files(
    documents: Documents, *, profile: CourtProfile, for_counsel: bool, root: str = "court/data"
) -> Iterator[LoadFile]:
    """Path below data/, bytes and in words what it is, of each load file; take the bytes of one before asking for the next.

    `documents` is called anew for each file and gives each document with the number of its first page, in page order. `root` is where
    their paths begin, seen from the folder that holds the packages. Counsel's copy alone has the columns of counsel.
    Raises ValueError where pages overlap or a path or prefix cannot stand in a load file.
    """
    seen = survey(documents)
    keys, unpadded = PageKeys.of(profile.pages), profile.pages.width == 0
    rows = Rows(keys=keys, seen=seen, for_counsel=for_counsel, root=root, unpadded=unpadded)
    yield f"{FOLDER}/load.dat", _dat(documents, rows), "load file, Concordance DAT"
    yield f"{FOLDER}/load.opt", _opt(documents, rows), "page list, Opticon OPT"
    yield f"{FOLDER}/load.csv", _csv(documents, rows), "the same as CSV"
    yield f"{FOLDER}/load.json", _json(documents, rows), "the same as JSON"
    yield f"{FOLDER}/load-changes.csv", _changes_csv(documents, rows), "characters written otherwise in load.dat"
    yield f"{FOLDER}/LOADFILE-README.txt", iter((load_readme(rows).encode(),)), "how to read the load files"


def dat_value(value: str) -> str:
    """A value as it stands between two qualifiers: a line end becomes ®, the file's own signs and unseen characters their numbers.

    >>> dat_value("a þ®\\x14\\r\\nb")
    'a [U+00FE][U+00AE][U+0014]®b'
    """
    written = inert(value).replace(QUALIFIER, "[U+00FE]").replace(NEWLINE, "[U+00AE]")
    return written.replace("\n", NEWLINE)


def changes_of(value: str) -> Iterator[tuple[str, str, int]]:
    """Each character of a value that the DAT writes otherwise: its number, what stands for it, how often; by number."""
    if dat_value(value) == value:
        return  # a line end is never written as it is, so nothing that is told of ends here
    told = value.replace("\r\n", "\n")
    for character in sorted(set(told)):
        if dat_value(character) != character:
            yield f"U+{ord(character):04X}", dat_value(character), told.count(character)


def _dat(documents: Documents, rows: Rows) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK
    yield from _joined(
        SEPARATOR.join(f"{QUALIFIER}{value}{QUALIFIER}" for value in line) + LINE_END
        for line in _dat_lines(documents, rows)
    )


def _dat_lines(documents: Documents, rows: Rows) -> Iterator[Iterable[str]]:
    yield rows.fields
    for row in rows.of(documents):
        yield map(dat_value, row.values())


def _opt(documents: Documents, rows: Rows) -> Iterator[bytes]:
    # Every line begins a document: ImageKey,Volume,Path,DocBreak,FolderBreak,BoxBreak,PageCount; the volume has no name.
    yield from _joined(
        f"{rows.keys.key(first)},,{rows.path(document.path)},Y,,,{document.pages}{LINE_END}"
        for document, first in documents()
    )


def _csv(documents: Documents, rows: Rows) -> Iterator[bytes]:
    return csv_chunks(rows.fields, (tuple(row.values()) for row in rows.of(documents)))


def _json(documents: Documents, rows: Rows) -> Iterator[bytes]:
    head = f'{{"format": 1, "fields": {inert_json(rows.fields, indent=None)}, "documents": ['
    yield head.encode()
    separators = _first_then("\n", ",\n")
    yield from _joined(next(separators) + inert_json(row, indent=None) for row in rows.of(documents))
    yield b"\n]}\n"


def _changes_csv(documents: Documents, rows: Rows) -> Iterator[bytes]:
    changes = (
        (row["BEGBATES"], name, *change)
        for row in rows.of(documents)
        for name, value in row.items()
        for change in changes_of(value)
    )
    return csv_chunks(CHANGES, changes)


def _first_then(first: str, then: str) -> Iterator[str]:
    yield first
    while True:
        yield then


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as chunks of some size, so that nobody handles a hundred thousand small ones."""
    waiting, length = [], 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length >= _CHUNK:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()

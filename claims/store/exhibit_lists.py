"""Exhibit lists over everybody, streamed: 증거설명서 (what each piece shows) and 서증목록 (the cover of evidence filed separately).

This is where rows become files of at most 500 rows; numbers are those of the rows, given once and never here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from claims.model.court_paper import ExhibitRow, FilingHead
from claims.store.list_files import ListFile, list_files
from claims.store.papers import Press

EXHIBIT_LIST = "00-lists/exhibit-list.pdf"
EXHIBIT_INDEX = "00-lists/exhibit-index.pdf"


def exhibit_lists(
    rows: Iterable[ExhibitRow], *, press: Press, head: FilingHead, path: str = EXHIBIT_LIST
) -> Iterator[tuple[str, bytes]]:
    """증거설명서: path and PDF of each file, in the order of the rows. Raises NotValid `missing_glyph`."""
    return _set("exhibit_list", rows, press=press, head=head, path=path)


def exhibit_indexes(
    rows: Iterable[ExhibitRow], *, press: Press, head: FilingHead, path: str = EXHIBIT_INDEX
) -> Iterator[tuple[str, bytes]]:
    """서증목록: the same rows without what they show, with who files them. Raises NotValid `missing_glyph`."""
    return _set("exhibit_index", rows, press=press, head=head, path=path)


def _set(
    template: str, rows: Iterable[ExhibitRow], *, press: Press, head: FilingHead, path: str
) -> Iterator[tuple[str, bytes]]:
    for file in list_files(rows, path=path):
        paper = asdict(head) | {"rows": [asdict(row) for row in file.rows], "file": _file(file)}
        yield file.path, press.set_paper(template, paper, words=press.court_terms, language=press.terms)
        if not file.alone:
            press.let_go()


def _file(file: ListFile[ExhibitRow]) -> dict[str, object]:
    return {"first": file.first, "last": file.last, "alone": file.alone}

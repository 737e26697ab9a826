"""What differs between two bundles of a matter, as CSV, as JSON and on paper in Korean and English.

The court's copy holds numbers, paths and fingerprints of its own package and nothing else. This is where changes are written down.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from claims.model.bundle import Superseded
from claims.model.counsel_paper import ExhibitChange, FileChange, ListHead, PartyChange
from claims.rules.bundle_changes import number_in, of_package
from claims.store.archive import BagFile
from claims.store.counsel_papers import FOLDER, MOST_ROWS, span_of
from claims.store.list_files import list_files
from claims.store.papers import Press

FORMAT = 1
COLUMNS = ("kind", "state", "package", "name", "size_before", "size", "sha256_before", "sha256")
Label = Callable[[ExhibitChange], str]
Words = Mapping[str, str]
Entry = dict[str, object]
_STATES = ("added", "changed", "unchanged", "gone", "earlier")
# What changed is listed; what did not is counted, and stands in the CSV and the JSON.
_LISTED = frozenset({"added", "changed", "gone"})


@dataclass(frozen=True)
class Numbered:
    """Party and exhibit numbers of both bundles, and how an exhibit is called ("갑 제3호증의 2")."""

    parties: Sequence[PartyChange]
    exhibits: Sequence[ExhibitChange]
    label: Label


def changes_csv(files: Iterable[FileChange], numbered: Numbered, *, package: str) -> Iterator[bytes]:
    """One row per party number, exhibit number and document of one package; UTF-8 with byte order mark, CRLF. In pieces, as rows come."""
    yield b"\xef\xbb\xbf" + _row(COLUMNS)
    for party in numbered.parties:
        yield _row(("party", party.state, "", party.number, "", "", "", ""))
    for exhibit in numbered.exhibits:
        yield _row(("exhibit", exhibit.state, "", numbered.label(exhibit), "", "", "", ""))
    for one in of_package(files, package):
        sizes = ("" if size is None else size for size in (one.size_before, one.size))
        yield _row(("file", one.state, one.package, one.path, *sizes, one.sha256_before, one.sha256))


def changes_json(
    files: Iterable[FileChange], numbered: Numbered, *, package: str, before: Superseded | None
) -> Iterator[bytes]:
    """The same as JSON, `format` 1, one line per party, exhibit and document. `before` with the fingerprint of this package only."""
    head = {"format": FORMAT, "package": package, "before": _before(before, package)}
    yield _json(head)[:-1] + b',\n"parties": [\n'
    yield from _lines({"number": one.number, "state": one.state} for one in numbered.parties)
    yield b'],\n"exhibits": [\n'
    yield from _lines(
        {"number": numbered.label(one), "party": one.party, "state": one.state} for one in numbered.exhibits
    )
    yield b'],\n"files": [\n'
    yield from _lines(one._asdict() for one in of_package(files, package))
    yield b"]}\n"


def change_papers(
    press: Press,
    files: Iterable[FileChange],
    numbered: Numbered,
    *,
    head: ListHead,
    package: str,
    before: Superseded | None,
    most: int = MOST_ROWS,
) -> Iterator[BagFile]:
    """변경 목록: how many of what, then everything added, changed or gone, cut into files. What changed is kept in memory."""
    words, counts = _terms(press), Counter[str]()
    listed = []
    for one in of_package(files, package):
        counts[one.state] += 1
        if one.state in _LISTED:
            listed.append(one)
    facts: Entry = {
        **asdict(head),
        "package": package,
        "before": _before(before, package),
        "counts": [
            _counted("parties", Counter(one.state for one in numbered.parties)),
            _counted("exhibits", Counter(one.state for one in numbered.exhibits)),
            _counted("files", counts),
        ],
    }
    mark = {"foot.mark": words["counsel.never_file"]} if package == "counsel" else {}
    entries = chain(_number_entries(numbered, listed, words), _file_entries(listed, numbered, words))
    for part in list_files(entries, path=f"{FOLDER}/changes.pdf", rows_a_file=most):
        pdf = press.set_paper("changes", facts | {"part": span_of(part), "rows": part.rows}, words={**words, **mark})
        if not part.alone:
            press.let_go()
        yield BagFile(part.path, pdf, "변경 목록")


def _terms(press: Press) -> Words:
    """Korean with the English beside it; for a court elsewhere English alone, and the foot as that court has it."""
    if press.terms == "ko":
        return press.korean_terms
    english = {code.removesuffix("_en"): text for code, text in press.korean_terms.items() if code.endswith("_en")}
    return {**press.korean_terms, **english, "foot.page_of": press.court_terms["foot.page_of"]}


def _number_entries(numbered: Numbered, listed: Sequence[FileChange], words: Words) -> Iterator[Entry]:
    """Numbers that changed and have no document in the list to show it: parties, and tombstones of exhibits held back."""
    with_paper = {number_in(one.path) for one in listed}
    for party in numbered.parties:
        if party.state in _LISTED and ("party", party.number, 0) not in with_paper:
            yield {"state": party.state, "name": _party(party.number, words), "path": "", "before": "", "now": ""}
    for exhibit in numbered.exhibits:
        if exhibit.state in _LISTED and ("exhibit", exhibit.main, exhibit.branch) not in with_paper:
            yield {"state": exhibit.state, "name": numbered.label(exhibit), "path": "", "before": "", "now": ""}


def _file_entries(listed: Iterable[FileChange], numbered: Numbered, words: Words) -> Iterator[Entry]:
    labels = {(one.main, one.branch): numbered.label(one) for one in numbered.exhibits}
    for one in listed:
        kind, main, branch = number_in(one.path)
        name = _party(main, words) if kind == "party" else labels.get((main, branch), "") if kind else ""
        yield {
            "state": one.state,
            "name": name,
            "path": one.path,
            "before": one.sha256_before,
            "now": "" if one.state == "gone" else one.sha256,
        }


def _party(number: int, words: Words) -> str:
    return words["change_sheet.party"].replace("{number}", str(number))


def _counted(kind: str, counts: Mapping[str, int]) -> Entry:
    return {"kind": kind} | {state: counts.get(state, 0) for state in _STATES}


def _before(before: Superseded | None, package: str) -> Entry | None:
    if before is None:
        return None
    return {"number": before.number, "day": before.day, "fingerprint": before.fingerprints.get(package, "")}


def _row(cells: Iterable[object]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()


def _lines(entries: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    first = True
    for entry in entries:
        yield (b"" if first else b",\n") + _json(entry)
        first = False
    yield b"" if first else b"\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()

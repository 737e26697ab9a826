"""Check 17: the load files of real papers come back whole through an independent reader; the page list counts what poppler counts.

The delimiters of the file itself, line ends, quotes, Korean, Arabic and reordering marks stand in the values; byte order mark, CR LF
and the last row's end are looked for in the bytes.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from claims.model.made_bundle import MadeDocument
from claims.store.exhibit_pages import exhibit_pages
from claims.store.exhibit_text import text_of
from tests.load_file_reader import read_dat, read_opt
from tests.load_samples import HOSTILE, PADDED, document, files_of, paged
from tests.outside_tools import run_tool
from tests.paper_samples import DAY, sample_press, sample_statement, set_proof, set_statement

ARABIC = "محمد عبد الله «٣»"


def papers() -> Iterator[tuple[MadeDocument, bytes]]:
    """A short statement, a long one, an exhibit of several pages, a slip sheet; with titles that no file likes."""
    long = "Nobody told me anything at all. " * 400
    for party, (title, account) in enumerate(((HOSTILE, "short"), (ARABIC, long)), start=1):
        pdf = set_statement(sample_statement("en", account=account))
        yield document(party, title=title, author=f"홍길동 {party}"), pdf
    for branch, content in enumerate((set_proof(), b""), start=1):
        made = exhibit_pages(
            content, media_type="application/pdf", label=f"갑 제1호증의 {branch}", day=DAY, press=sample_press()
        )
        stem = f"20-exhibits/exhibit-000001-{branch:03d}"
        yield (
            document(
                path=f"{stem}.pdf",
                section="exhibits",
                number=f"갑 제1호증의 {branch}",
                text_path=f"20-exhibits/text/exhibit-000001-{branch:03d}.txt" if not made.slip else "",
                slip=made.slip,
                language="",
                made_on="2015-03~",
            ),
            made.pdf,
        )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[MadeDocument]]:
    """The papers as files of a court package, and what the bundle knows of each."""
    folder, documents = tmp_path_factory.mktemp("package"), []
    for known, pdf in papers():
        place = folder / "court" / "data" / known.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pdf)
        told = run_tool("pdfinfo", place).stdout
        pages = int(re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)[1])  # type: ignore[index]  # poppler always says it
        documents.append(known.model_copy(update={"pages": pages, "sha256": sha256(pdf).hexdigest(), "size": len(pdf)}))
        if known.text_path:
            (folder / "court" / "data" / known.text_path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "court" / "data" / known.text_path).write_bytes(text_of(pdf))
    return folder, documents


def found(folder: Path, path: str) -> Path:
    r"""A path of a load file, .\court\data\…, on a system with slashes."""
    assert path.startswith(".\\")
    return folder.joinpath(*path.split("\\")[1:])


def test_every_value_comes_back_through_an_independent_reader(package: tuple[Path, list[MadeDocument]]) -> None:
    """Four documents, each value in its place; the file's own signs by their numbers, line ends as line ends."""
    _, documents = package
    rows = read_dat(files_of(paged(documents))["load.dat"])

    assert [row["TITLE"] for row in rows[:2]] == [
        'þ ® \x14 first\r\nsecond "quoted", 홍길동 محمد a\u202eb =1+1'.replace("þ", "[U+00FE]")
        .replace("®", "[U+00AE]")
        .replace("\x14", "[U+0014]")
        .replace("\r\n", "\n")
        .replace("\u202e", "[U+202E]"),
        ARABIC,
    ]
    assert [row["AUTHOR"] for row in rows[:2]] == ["홍길동 1", "홍길동 2"]
    assert [row["EXHIBIT_NO"] for row in rows] == ["", "", "갑 제1호증의 1", "갑 제1호증의 2"]
    assert [row["DOCDATE"] for row in rows] == ["20261120", "20261120", "", ""]
    assert [row["SLIPSHEET"] for row in rows] == ["", "", "", "empty"]


def test_the_json_and_the_csv_hold_the_same_rows(package: tuple[Path, list[MadeDocument]]) -> None:
    """The JSON exactly as given; the CSV as many rows with the same keys."""
    _, documents = package
    files = files_of(paged(documents))
    whole = json.loads(files["load.json"])
    table = list(csv.DictReader(io.StringIO(files["load.csv"].decode("utf-8-sig"), newline="")))
    rows = read_dat(files["load.dat"])

    assert [row["TITLE"] for row in whole["documents"]] == [one.title for one in documents]
    for column in ("BEGBATES", "ENDBATES", "SHA256HASH", "PGCOUNT"):
        assert (
            [row[column] for row in whole["documents"]]
            == [row[column] for row in table]
            == [row[column] for row in rows]
        )
    assert whole["fields"] == list(rows[0])


def test_the_bytes_have_their_mark_and_their_ends(package: tuple[Path, list[MadeDocument]]) -> None:
    files = files_of(paged(package[1]))
    for name in ("load.dat", "load.csv", "load-changes.csv"):
        assert files[name].startswith(b"\xef\xbb\xbf"), name
    for name in ("load.dat", "load.opt", "load.csv"):
        assert files[name].endswith(b"\r\n"), name
    assert files["load.dat"].count(b"\r\n") == len(package[1]) + 1
    assert not files["load.opt"].startswith(b"\xef\xbb\xbf")


def test_the_page_list_counts_what_poppler_counts(package: tuple[Path, list[MadeDocument]]) -> None:
    """Each path leads to its PDF, which has as many pages as the line says, and the next key is that many further."""
    folder, documents = package
    files = files_of(paged(documents), profile=PADDED)
    listed, rows = read_opt(files["load.opt"]), read_dat(files["load.dat"])
    following = 1
    for one, row in zip(listed, rows, strict=True):
        told = run_tool("pdfinfo", found(folder, one.path)).stdout
        assert f"\nPages:           {one.pages}\n" in told
        assert one.key == row["BEGBATES"] == f"RC{following:09d}"
        following += one.pages
        assert row["ENDBATES"] == f"RC{following - 1:09d}"
    assert len(listed) == 4
    assert max(one.pages for one in listed) > 1


def test_fingerprints_sizes_and_texts_are_those_of_the_files(package: tuple[Path, list[MadeDocument]]) -> None:
    folder, documents = package
    files = files_of(paged(documents))
    for row, one in zip(read_dat(files["load.dat"]), read_opt(files["load.opt"]), strict=True):
        place = found(folder, one.path)
        assert run_tool("sha256sum", place).stdout.split()[0].lstrip("\\") == row["SHA256HASH"]
        assert place.stat().st_size == int(row["FILESIZE"])
        assert place.name == row["FILENAME"]
        if row["TEXTPATH"]:
            assert found(folder, row["TEXTPATH"]).read_bytes().count(b"\f") == int(row["PGCOUNT"])


def test_the_courts_files_hold_no_fact_of_counsels(package: tuple[Path, list[MadeDocument]]) -> None:
    """Reference, day of receipt, fingerprint of what was given: in counsel's copy alone."""
    _, documents = package
    court, counsel = b"".join(files_of(paged(documents)).values()), files_of(paged(documents), for_counsel="yes")
    for one in documents:
        for fact in (one.reference, one.received, one.source_sha256):
            assert fact.encode() not in court
            assert fact.encode() in counsel["load.dat"]

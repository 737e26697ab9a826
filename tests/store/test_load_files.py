"""Load files: an independent reader gets back what was said, every page has its key, and counsel's columns stay with counsel."""

import csv
import io
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.court_profile import PageNumbers
from claims.store.load_fields import COUNSEL_FIELDS, COURT_FIELDS, PageKeys, numbered
from claims.store.load_files import changes_of, dat_value, load_files
from tests.load_file_reader import BadLoadFile, PagedFile, read_dat, read_opt
from tests.load_samples import HOSTILE, KOREA, PADDED, document, files_of, paged

TWO = paged([document(1), document(2, pages=3, title=HOSTILE)])
# What each sign of the file itself is written as.
WRITTEN = {"þ": "[U+00FE]", "®": "[U+00AE]", "\x14": "[U+0014]", "\u202e": "[U+202E]", "\r\n": "\n"}


def as_written(text: str) -> str:
    for sign, instead in WRITTEN.items():
        text = text.replace(sign, instead)
    return text


def test_an_independent_reader_gets_every_value_back() -> None:
    rows = read_dat(files_of(TWO)["load.dat"])

    assert [row["TITLE"] for row in rows] == ["진술서 – 원고 1", as_written(HOSTILE)]
    assert rows[0] == {
        **dict.fromkeys(COURT_FIELDS, ""),
        "BEGBATES": "0000001",
        "ENDBATES": "0000002",
        "CUSTODIAN": "party-000001",
        "DOCTYPE": "statement",
        "TITLE": "진술서 – 원고 1",
        "AUTHOR": "Nguyễn Thị Hường",
        "DOCDATE": "20261120",
        "DOCDATE_EDTF": "2026-11-20",
        "LANGUAGE": "vi",
        "FILENAME": "statement-000001.pdf",
        "FILEEXT": "pdf",
        "FILESIZE": "1001",
        "PGCOUNT": "2",
        "SHA256HASH": "ab" * 32,
        "REDACTED": "N",
        "TEXTPATH": r".\court\data\10-statements\statement-000001.txt",
    }


def test_the_bytes_are_those_of_the_format() -> None:
    raw = files_of(TWO)["load.dat"]

    assert raw.startswith("\ufeffþBEGBATESþ\x14þENDBATESþ\x14".encode())
    assert raw.endswith(b"\xc3\xbe\r\n")
    assert raw.count(b"\r\n") == 3
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.count(b"\x14") == 3 * (len(COURT_FIELDS) - 1)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_no_text_breaks_a_row(texts: list[str]) -> None:
    """Whatever stands in a title and an author: as many rows, each value where it belongs, JSON exactly as given."""
    documents = paged([document(n, title=text, author=text[::-1]) for n, text in enumerate(texts, start=1)])
    files = files_of(documents)
    rows, whole = read_dat(files["load.dat"]), json.loads(files["load.json"])

    assert [row["TITLE"] for row in rows] == [dat_value(text).replace("®", "\n") for text in texts]
    assert [row["BEGBATES"] for row in rows] == [f"{2 * n + 1:07d}" for n in range(len(texts))]
    assert [row["TITLE"] for row in whole["documents"]] == texts
    assert [row["AUTHOR"] for row in whole["documents"]] == [text[::-1] for text in texts]
    assert len(list(csv.reader(io.StringIO(files["load.csv"].decode("utf-8-sig"), newline="")))) == len(texts) + 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_every_change_is_told(text: str) -> None:
    """What is written otherwise is in the list, and what is in the list is written otherwise."""
    told = {(code, instead): times for code, instead, times in changes_of(text)}
    rest = text.replace("\r\n", "\n")

    assert bool(told) == (dat_value(text) != text or "\r\n" in text)
    for (code, instead), times in told.items():
        character = chr(int(code[2:], 16))
        assert rest.count(character) == times
        assert dat_value(character) == instead


def test_changes_are_reported_by_document_and_field() -> None:
    rows = list(csv.DictReader(io.StringIO(files_of(TWO)["load-changes.csv"].decode("utf-8-sig"))))

    assert [tuple(row.values()) for row in rows] == [
        ("0000003", "TITLE", "U+000A", "®", "1"),
        ("0000003", "TITLE", "U+0014", "[U+0014]", "1"),
        ("0000003", "TITLE", "U+00AE", "[U+00AE]", "1"),
        ("0000003", "TITLE", "U+00FE", "[U+00FE]", "1"),
        ("0000003", "TITLE", "U+202E", "[U+202E]", "1"),
    ]


def test_one_line_a_pdf_and_the_next_key_is_that_many_further() -> None:
    files = files_of(TWO, profile=PADDED)
    pages = read_opt(files["load.opt"])

    assert files["load.opt"].startswith(b"RC000000001,,.\\court\\data\\10-statements\\statement-000001.pdf,Y,,,2\r\n")
    assert [(one.key, one.pages) for one in pages] == [("RC000000001", 2), ("RC000000003", 3)]
    assert [row["BEGBATES"] for row in read_dat(files["load.dat"])] == [one.key for one in pages]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.integers(1, 10**9))
def test_keys_have_no_gap_and_no_twin(pages: list[int], first: int) -> None:
    documents = paged([document(n, pages=count) for n, count in enumerate(pages, start=1)], first=first)
    rows, listed = read_dat(files_of(documents)["load.dat"]), read_opt(files_of(documents)["load.opt"])

    assert int(rows[0]["BEGBATES"]) == first
    assert all(int(now["ENDBATES"]) + 1 == int(after["BEGBATES"]) for now, after in pairwise(rows))
    assert [one.pages for one in listed] == pages == [int(row["PGCOUNT"]) for row in rows]


def test_the_courts_copy_lacks_what_is_counsels() -> None:
    """Reference, day of receipt and fingerprint of the source: columns and values."""
    court, counsel = files_of(TWO), files_of(TWO, for_counsel="yes")
    for name, raw in court.items():
        for fact in (b"REF00001", b"REF00002", b"2026-11-20T03:04:05Z", b"cd" * 32, b"CLAIM_ID", b"SOURCE_"):
            assert fact not in raw, name
    rows = read_dat(counsel["load.dat"])
    assert tuple(rows[0]) == COUNSEL_FIELDS
    assert rows[0]["CLAIM_ID"] == "REF00001"
    assert rows[0]["SOURCE_RECEIVED_UTC"] == "2026-11-20T03:04:05Z"
    assert set(COUNSEL_FIELDS) - set(COURT_FIELDS) == {"CLAIM_ID", "SOURCE_RECEIVED_UTC", "SOURCE_SHA256HASH"}


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        *(("2015-03-02", "20150302"), ("2015-03", ""), ("2015", ""), ("2015-03-02~", ""), ("2015-03-02?", "")),
        *(("2015-02-30", ""), ("2015-XX-02", ""), ("2015-03-02/2015-03-04", ""), ("", ""), ("٢٠١٥-٠٣-٠٢", "")),
    ],
)
def test_only_a_whole_day_becomes_eight_digits(edtf: str, day: str) -> None:
    row = read_dat(files_of(paged([document(made_on=edtf)]))["load.dat"])[0]

    assert (row["DOCDATE"], row["DOCDATE_EDTF"]) == (day, edtf)


def test_a_translation_is_attached_to_its_original() -> None:
    original = document(1, path="20-exhibits/exhibit-000001-001.pdf", pages=2)
    translation = {"translation_of": original.path, "language": "ko"}
    follows = document(1, path="20-exhibits/exhibit-000001-002.pdf", pages=3, **translation)
    stranger = document(2, path="20-exhibits/exhibit-000002-001.pdf", pages=1)
    late = document(1, path="20-exhibits/exhibit-000001-003.pdf", pages=1, **translation)
    rows = read_dat(files_of(paged([original, follows, stranger, late]))["load.dat"])

    ranges = [(row["BEGATTACH"], row["ENDATTACH"], row["PARENT_BATES"]) for row in rows]
    assert ranges == [
        ("0000001", "0000005", ""),
        ("0000001", "0000005", "0000001"),
        ("", "", ""),
        ("", "", "0000001"),
    ]
    assert rows[3]["TRANSLATION_OF"] == r".\court\data\20-exhibits\exhibit-000001-001.pdf"


def test_withheld_masked_and_native_are_said() -> None:
    slip = document(slip="withheld", number="갑 제3호증의 2", text_path="")
    masked = document(2, redacted=True, native_path="20-exhibits/native/exhibit-000003-001.heic", md5="0" * 32)
    rows = read_dat(files_of(paged([slip, masked, document(0)]))["load.dat"])

    assert (rows[0]["CONFIDENTIALITY"], rows[0]["SLIPSHEET"], rows[0]["TEXTPATH"]) == ("withheld", "withheld", "")
    assert rows[0]["EXHIBIT_NO"] == "갑 제3호증의 2"
    assert (rows[1]["REDACTED"], rows[1]["MD5HASH"]) == ("Y", "0" * 32)
    assert rows[1]["NATIVEPATH"] == r".\court\data\20-exhibits\native\exhibit-000003-001.heic"
    assert rows[2]["CUSTODIAN"] == "all-parties"


def test_the_csv_runs_nothing_and_json_hides_nothing() -> None:
    files = files_of(paged([document(title="=1+1", author="\u202e\u2028x")]))
    (row,) = csv.DictReader(io.StringIO(files["load.csv"].decode("utf-8-sig"), newline=""))

    assert row["TITLE"] == "'=1+1"
    assert row["AUTHOR"] == "[U+202E]\nx"
    assert "\u202e" not in files["load.json"].decode()
    assert json.loads(files["load.json"])["documents"][0]["AUTHOR"] == "\u202e\u2028x"
    assert json.loads(files["load.json"])["format"] == 1


def test_the_readme_names_what_a_loader_must_know() -> None:
    held = [(document(1), 4), (document(2), 9)]
    readme = files_of(lambda: iter(held))["LOADFILE-README.txt"].decode()

    for said in ("U+0014", "U+00FE", "U+00AE", "C3 BE", "byte order mark", "CR LF", r".\court\data", "7 digits"):
        assert said in readme, said
    assert "0000006 to 0000008" in readme
    assert "Documents 2, pages 4" in readme
    assert all(f"  {name} " in readme for name in COURT_FIELDS)
    assert "CLAIM_ID" not in readme
    assert "without the leading zeros" in readme
    assert "without the leading zeros" not in files_of(TWO, profile=PADDED)["LOADFILE-README.txt"].decode()


def test_no_documents_make_valid_empty_files() -> None:
    files = files_of(paged([]))

    assert read_dat(files["load.dat"]) == []
    assert read_opt(files["load.opt"]) == []
    assert json.loads(files["load.json"])["documents"] == []


def test_pages_that_overlap_or_are_none_stop_it() -> None:
    for wrong in ([(document(1), 1), (document(2), 2)], [(document(1, pages=0), 1)]):
        with pytest.raises(ValueError, match="pages"):
            list(load_files(lambda held=wrong: iter(held), profile=KOREA, for_counsel=False))


@pytest.mark.parametrize("prefix", ["A B", "A,", 'A"', "A\\", "A/", "A\n"])
def test_a_prefix_that_breaks_a_list_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="page key"):
        PageKeys.of(PageNumbers(prefix=prefix))


@pytest.mark.parametrize("path", ["a,b.pdf", 'a".pdf', "a\nb.pdf"])
def test_a_path_that_breaks_a_list_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        files_of(paged([document(path=path)]))


def test_documents_are_taken_one_at_a_time() -> None:
    """A hundred thousand parties are never in memory together: bytes come while documents are still being asked for."""
    asked = 0

    def many() -> object:
        nonlocal asked
        for one in numbered(document(n) for n in range(1, 3001)):
            asked += 1
            yield one

    _path, chunks, _what = next(iter(load_files(many, profile=KOREA, for_counsel=False)))
    asked = 0
    next(chunks)
    next(chunks)
    assert 0 < asked < 1000


def test_the_same_documents_give_the_same_bytes() -> None:
    assert files_of(TWO) == files_of(TWO)


def test_the_reader_is_no_easy_judge() -> None:
    """It stumbles where a loader would, and reads the delimiters of other houses, a separator inside a value included."""
    raw = files_of(TWO)["load.dat"]
    for wrong in (raw[3:], raw[:-2], raw.replace(b"\x14", b"", 1), raw + "þ\r\n".encode()):
        with pytest.raises(BadLoadFile):
            read_dat(wrong)
    others = b"Control Number|Custodian|FILE_PATH\n^S_|_01^|Sample|.\\VOL01\\a.pdf\n"
    (row,) = read_dat(others, separator="|", qualifier="^", newline="", line_end="\n")
    assert row == {"Control Number": "S_|_01", "Custodian": "Sample", "FILE_PATH": ".\\VOL01\\a.pdf"}
    single = b"S-1,V1,.\\V1\\1.tif,Y,,,2\nS-2,V1,.\\V1\\2.tif,,,,\nS-3,V1,.\\V1\\3.tif,Y,,,1\n"
    assert read_opt(single, line_end="\n") == [
        PagedFile("S-1", ".\\V1\\1.tif", 2),
        PagedFile("S-3", ".\\V1\\3.tif", 1),
    ]
    for wrong in (
        b"S-1,,a,,,,\r\n",
        b"S-1,,a,Y,,,0\r\n",
        b"S-1,,a,Y,,,1",
        b"S,a,Y,,,1\r\n",
        b"S,,a,Y,,,1\r\nT,,b,,,,\r\n",
    ):
        with pytest.raises(BadLoadFile):
            read_opt(wrong)

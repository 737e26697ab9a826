"""Check 17 on whole bundles: the page list counts the pages that are really there, the rows name files that are really there."""

import re
from hashlib import sha256

import pytest

from tests.load_file_reader import read_dat, read_opt
from tests.outside_tools import run_tool
from tests.unpacked_bundle import Unpacked

COURTS = {"korean": "counsel", "american": "court"}


def on_disk(path: str) -> str:
    r"""A path of a load file, .\court\data\…, on a system with slashes."""
    assert path.startswith(".\\")
    return path.removeprefix(".\\").replace("\\", "/")


@pytest.mark.parametrize("court", COURTS)
def test_the_page_list_counts_what_poppler_counts(court: str, request: pytest.FixtureRequest) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    listed = read_opt(bundle.files[f"{COURTS[court]}/data/70-load/load.opt"])

    assert len(listed) > 25
    for one in listed:
        told = run_tool("pdfinfo", bundle.folder / on_disk(one.path)).stdout
        assert re.search(r"^Pages:\s+(\d+)$", told, re.M)[1] == str(one.pages), one.path  # type: ignore[index]  # poppler always says it


@pytest.mark.parametrize("court", COURTS)
def test_rows_name_files_of_the_package_by_size_and_fingerprint(court: str, request: pytest.FixtureRequest) -> None:
    """Each document once, and every statement, exhibit and explanation of the package is in it."""
    bundle: Unpacked = request.getfixturevalue(court)
    folder = f"{COURTS[court]}/data/70-load"
    rows, listed = read_dat(bundle.files[f"{folder}/load.dat"]), read_opt(bundle.files[f"{folder}/load.opt"])
    paths = [on_disk(one.path) for one in listed]

    for row, path in zip(rows, paths, strict=True):
        content = bundle.files[path]
        assert (row["FILENAME"], int(row["FILESIZE"])) == (path.rpartition("/")[2], len(content))
        assert row["SHA256HASH"] == sha256(content).hexdigest()
        if row["TEXTPATH"]:
            text = bundle.files[on_disk(row["TEXTPATH"])].decode("utf-8")
            assert row["DOCTYPE"] == "statement" or text.count("\f") == int(row["PGCOUNT"])
        if row["NATIVEPATH"]:
            assert on_disk(row["NATIVEPATH"]) in bundle.files
    with_pages = [
        path
        for start in ("10-statements/", "20-exhibits/", "30-match/")
        for path in bundle.under(f"court/data/{start}", ".pdf")
    ]
    assert sorted(set(paths)) == sorted(paths)
    assert set(with_pages) <= set(paths)


@pytest.mark.parametrize("court", COURTS)
def test_what_was_typed_acts_nowhere(court: str, request: pytest.FixtureRequest) -> None:
    """Marks that turn writing round stand as their number, and the list of changes says so."""
    bundle: Unpacked = request.getfixturevalue(court)
    folder = f"{COURTS[court]}/data/70-load"

    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07") & set(
        bundle.files[f"{folder}/load.dat"].decode("utf-8")
    )
    assert {"U+202C", "U+202E"} <= {row["CHARACTER"] for row in bundle.table(f"{folder}/load-changes.csv")}

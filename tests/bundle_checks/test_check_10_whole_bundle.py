"""Check 10 on whole bundles: every PDF passes qpdf and is drawn by poppler; each paper says what it is, volumes claim no more than they are.

Statements, lists, covers, explanations and counsel's papers are PDF/A-2a and PDF/UA-1; evidence made into pages and volumes holding it
claim nothing, for what people sent may be anything.
"""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from tests.outside_tools import run_tool
from tests.unpacked_bundle import Unpacked

MADE_FROM_EVIDENCE = ("court/data/20-exhibits/", "court/data/60-volumes/")
# One of them is encrypted and one cannot be read: they are what was given, byte for byte.
DRAWING = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "EI"})
AS_GIVEN = "counsel/data/30-originals/"


def papers(bundle: Unpacked) -> dict[str, bytes]:
    """Every PDF that was made here."""
    return {path: content for path, content in bundle.under("", ".pdf").items() if not path.startswith(AS_GIVEN)}


def claims_of(pdf: bytes) -> tuple[str, str]:
    """Part and conformance of PDF/A ("" none), part of PDF/UA."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        about = bytes(opened.Root.Metadata.read_bytes()) if "/Metadata" in opened.Root else b""
    archival = re.search(rb"pdfaid:part>(\d)<.*?pdfaid:conformance>(\w)<", about, re.S)
    accessible = re.search(rb"pdfuaid:part>(\d)<", about)
    return (
        (archival[1] + archival[2]).decode() if archival else "",
        accessible[1].decode() if accessible else "",
    )


@pytest.mark.parametrize("court", ["korean", "american"])
def test_each_paper_claims_what_it_is(court: str, request: pytest.FixtureRequest) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    made, package = papers(bundle), "counsel" if court == "korean" else "court"
    slips = {bundle.listed(row) for row in bundle.loaded(package) if row["SLIPSHEET"] and row["DOCTYPE"] != "cover"}
    told = {path: claims_of(content) for path, content in made.items()}

    assert len(made) > 60
    for path, claim in told.items():
        evidence = path.startswith(MADE_FROM_EVIDENCE) and "/covers/" not in path and path not in slips
        assert claim == (("", "") if evidence else ("2A", "1")), path


@pytest.mark.parametrize("court", ["korean", "american"])
def test_what_claims_to_be_accessible_marks_all_it_draws(court: str, request: pytest.FixtureRequest) -> None:
    """PDF/UA-1: everything drawn is tagged, or an artifact; also the number laid over a slip sheet."""
    seen = 0
    for path, content in papers(request.getfixturevalue(court)).items():
        if claims_of(content) == ("2A", "1"):
            with pikepdf.open(io.BytesIO(content)) as opened:
                for page in opened.pages:
                    assert unmarked(page) == [], path
                    seen += 1
    assert seen > 100


def unmarked(page: pikepdf.Page) -> list[str]:
    """The operators of a page that draw outside of marked content."""
    depth, found = 0, []
    for _operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += (name in ("BMC", "BDC")) - (name == "EMC")
        if depth == 0 and name in DRAWING:
            found.append(name)
    return found


@pytest.mark.parametrize("court", ["korean", "american"])
def test_qpdf_and_poppler_take_every_pdf(court: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """No warning from qpdf; every page drawn, none of them blank, as many as poppler counts."""
    bundle: Unpacked = request.getfixturevalue(court)

    def looked_at(path: str) -> None:
        checked = run_tool("qpdf", "--check", bundle.folder / path)
        assert checked.returncode == 0, (path, checked.stdout, checked.stderr)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(looked_at, papers(bundle)))
        list(pool.map(lambda path: drawn(bundle.folder / path, tmp_path), papers(bundle)))


def drawn(path: Path, folder: Path) -> None:
    """Each page by poppler, small: as many as it counts, and none of them empty."""
    told = run_tool("pdfinfo", path)
    pages = int(re.search(r"^Pages:\s+(\d+)$", told.stdout, re.M)[1])  # type: ignore[index]  # poppler always says it
    stem = folder / path.stem
    done = run_tool("pdftoppm", "-r", "12", "-gray", path, stem)
    assert (done.returncode, done.stderr) == (0, ""), (path, done.stderr)
    found = list(folder.glob(f"{path.stem}-*.pgm"))
    assert len(found) == pages, path
    for page in found:
        assert min(page.read_bytes()[20:]) < 250, (path, page)
        page.unlink()

"""Check 10: every court paper claims to be PDF/A-2a and PDF/UA-1 and has what both ask for.

veraPDF, which would prove the claim, is not installed where these tests run; what is looked at here is what can be seen without it:
the two identifiers, structure tree, language, title, marked content, every font embedded, no script, form or outside file.
"""

import io
import re

import pikepdf
import pytest

from tests.court_paper_samples import COURT_PAPERS, power, set_power, signature_image
from tests.outside_tools import run_tool
from tests.paper_samples import WRITERS


@pytest.fixture(scope="module", params=[*COURT_PAPERS, "power, signed"])
def paper(request: pytest.FixtureRequest) -> bytes:
    if request.param == "power, signed":
        signed = power().signatures[0].__class__(name="x", signed_on="2026-11-22", image=signature_image())
        return set_power(power(granted=("appeal",), signatures=(signed,)))
    return COURT_PAPERS[request.param](WRITERS["ar"][0])


def test_it_claims_both_standards(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        about = bytes(pdf.Root.Metadata.read_bytes())
        assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", about, re.S)
        assert b"pdfuaid:part>1<" in about
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"]


def test_it_is_tagged_titled_and_in_korean(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert pdf.Root.StructTreeRoot.K is not None
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("ko")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)


def test_nothing_in_it_acts_or_reaches_out(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        for name in ("AcroForm", "OpenAction", "AA"):
            assert f"/{name}" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert not list(pdf.attachments)
        assert all(not page.get("/Annots", []) for page in pdf.pages)


def test_every_font_is_embedded(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        fonts = [font for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for font in [one] if is_font(one)]
        assert fonts
        for font in fonts:
            described = font.FontDescriptor
            assert any(f"/FontFile{n}" in described for n in ("", "2", "3")), font.BaseFont


def is_font(found: pikepdf.Dictionary) -> bool:
    """A font with a program of its own: not the composite that refers to one."""
    return found.get("/Type") == pikepdf.Name.Font and found.get("/Subtype") != pikepdf.Name.Type0


def test_every_picture_has_words_instead() -> None:
    signed = power().signatures[0].__class__(name="x", image=signature_image())
    with pikepdf.open(io.BytesIO(set_power(power(signatures=(signed,))))) as pdf:
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
        assert [str(figure.Alt) for figure in figures] == ["서명"]


def test_qpdf_finds_no_fault(paper: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    path.write_bytes(paper)
    checked = run_tool("qpdf", "--check", path)
    assert checked.returncode == 0, checked.stdout + checked.stderr

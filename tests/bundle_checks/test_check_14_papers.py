"""Check 14, on paper: what strangers type is printed as it is and does nothing, in every court paper."""

import io
from pathlib import Path

import pikepdf
import pytest

from tests.court_paper_samples import COURT_PAPERS, power, set_power
from tests.outside_tools import text_of

HOSTILE = {
    "markup": '#read("/etc/passwd") *b* $x$ <l> @r #eval("1+1") {{ 7*7 }} \\u{41} `code`',
    "heading": "= Title\n== 2\n#pagebreak() // gone",
    "path": "../../../etc/passwd",
    "script": "<script>alert(1)</script><img src=x onerror=1>",
    "formula": '=cmd|" /C calc"!A0',
    "address": "https://evil.example/x?y=1",
    "placeholder": "{count} {name} {project} {each} {total}",
}
UNSEEN = {
    "override": ("Linh\u202egpj.exe", "Linh[U+202E]gpj.exe"),
    "isolate": ("A\u2066B\u2069C", "A[U+2066]B[U+2069]C"),
    "control": ("A\x07B\x1bC", "A[U+0007]B[U+001B]C"),
    "tag": ("A\U000e0041B", "A[U+E0041]B"),
}
ACTING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080))}


def squeezed(text: str) -> str:
    """Without white space: a column may break a line anywhere, and a heading's own line ends are kept as such."""
    return "".join(text.split())


@pytest.mark.parametrize("paper", COURT_PAPERS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_printed_as_it_is(paper: str, kind: str, tmp_path: Path) -> None:
    said = text_of(COURT_PAPERS[paper](HOSTILE[kind]), tmp_path)

    assert squeezed(HOSTILE[kind]) in squeezed(said)
    assert "root:" not in said


def test_braces_in_a_name_are_not_filled_in(tmp_path: Path) -> None:
    said = text_of(set_power(power("{number} {name}")), tmp_path)
    assert "{number} {name} (당사자목록 번호 1)" in said


@pytest.mark.parametrize("paper", COURT_PAPERS)
@pytest.mark.parametrize("kind", UNSEEN)
def test_what_acts_unseen_is_written_out(paper: str, kind: str, tmp_path: Path) -> None:
    typed, printed = UNSEEN[kind]
    said = text_of(COURT_PAPERS[paper](typed), tmp_path)

    assert squeezed(printed) in squeezed(said)
    assert not ACTING & set(said)


@pytest.mark.parametrize("paper", COURT_PAPERS)
def test_no_address_becomes_a_link_and_nothing_a_script(paper: str) -> None:
    with pikepdf.open(io.BytesIO(COURT_PAPERS[paper](HOSTILE["address"]))) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert not any(one.get("/Subtype") == pikepdf.Name.Link or "/URI" in one or "/JS" in one for one in found)
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root

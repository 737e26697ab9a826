"""Check 23, on paper: each court's lists are set on its own sheet, in its own terms, and charge only what is known of it."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from claims.store.court_profiles import read_court_profiles
from claims.store.court_terms import read_court_terms
from tests import court_paper_samples
from tests.court_paper_samples import COSTS, COUNTRIES, COURT_PAPERS, HEAD, party_rows
from tests.outside_tools import text_of
from tests.paper_samples import TEMPLATES, WRITERS, sample_press

PROFILES = read_court_profiles(TEMPLATES)
WANTED = [
    (code, paper) for code, profile in PROFILES.items() for paper in profile.court_papers if paper in COURT_PAPERS
]
SIZES = {"a4": (595, 842), "us-letter": (612, 792)}


def test_every_court_asks_for_some_of_these_papers() -> None:
    assert {code for code, _ in WANTED} == set(PROFILES)


@pytest.mark.parametrize(("code", "paper"), WANTED)
def test_each_paper_a_court_asks_for_is_set(
    code: str, paper: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    profile = PROFILES[code]
    press = sample_press().for_court(profile)
    monkeypatch.setattr(court_paper_samples, "sample_press", lambda: press)
    pdf = COURT_PAPERS[paper](WRITERS["th"][0])

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = {tuple(round(float(edge)) for edge in page.mediabox)[2:] for page in opened.pages}
        assert sizes == {SIZES[profile.sheet.size]}
        assert str(opened.Root.Lang).startswith(profile.terms)
    title = press.court_terms["cover.title_court" if paper == "cover" else f"{paper}.title"]
    assert title in text_of(pdf, tmp_path)


def test_duty_and_fees_of_korea_stand_only_where_they_are_given(tmp_path: Path) -> None:
    rows, press = party_rows(2), sample_press()
    for table, there in ((COSTS, True), (None, False)):
        [(_, pdf)] = court_paper_samples.party_lists(rows, press=press, head=HEAD, table=table, words=COUNTRIES)
        assert ("인지액" in text_of(pdf, tmp_path)) is there


@pytest.mark.parametrize("terms", ["en", "ja"])
def test_what_courts_share_is_said_in_each_language(terms: str) -> None:
    """A term that only a second file or an amount not fixed brings up is there before somebody needs it."""
    korean, other = read_court_terms(TEMPLATES), read_court_terms(TEMPLATES, terms=terms)
    shared = ("lists.", "exhibit_index.", "costs.", "chronology.", "route.", "cover.", "party_list.", "exhibit_list.")
    lacking = {code for code in korean if code.startswith(shared)} - set(other)
    assert not lacking
    for code in set(korean) & set(other):
        assert set(re.findall(r"\{[a-z_]+\}", korean[code])) >= set(re.findall(r"\{[a-z_]+\}", other[code])), code

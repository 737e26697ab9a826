"""Exhibit titles: every kind of evidence has its title, author and purpose in the language of each court."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.model.vocabulary import EvidenceKind
from claims.store.court_profiles import read_court_profiles
from claims.store.exhibit_titles import read_exhibit_titles
from tests.paper_samples import TEMPLATES

TERMS = sorted({profile.terms for profile in read_court_profiles(TEMPLATES).values()})


@pytest.mark.parametrize("terms", TERMS)
@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_every_kind_has_its_terms(kind: EvidenceKind, terms: str) -> None:
    """None is empty: the court asks for all three."""
    titles = read_exhibit_titles(TEMPLATES, terms=terms)
    assert all(titles[f"{kind.value}.{term}"].strip() for term in ("title", "author", "purpose"))


@pytest.mark.parametrize("terms", TERMS)
def test_the_remarks_that_papers_use_are_there(terms: str) -> None:
    """A copy, a masked copy, a slip sheet; and whose address stands for the claimant's: the same codes in every language."""
    titles = read_exhibit_titles(TEMPLATES, terms=terms)
    assert all(titles[f"remark.{name}"].strip() for name in ("copy", "masked", "slip", "address_of_counsel"))
    assert set(titles) == set(read_exhibit_titles(TEMPLATES))


def test_titles_that_are_not_there_name_their_file(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"exhibit_titles_xx\.toml"):
        read_exhibit_titles(tmp_path, terms="xx")

"""Exhibit titles: every kind of evidence has its court's title, author and purpose."""

import pytest

from claims.model.vocabulary import EvidenceKind
from claims.settings import ROOT
from claims.store.exhibit_titles import read_exhibit_titles

TITLES = read_exhibit_titles(ROOT / "templates" / "papers")


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_every_kind_has_its_terms(kind: EvidenceKind) -> None:
    """None is empty: the court asks for all three."""
    assert all(TITLES[f"{kind.value}.{term}"].strip() for term in ("title", "author", "purpose"))


def test_the_remarks_that_papers_use_are_there() -> None:
    """With a place for the number of pages."""
    assert {f"remark.{name}" for name in ("copy", "masked", "slip", "pages", "address_of_counsel")} <= set(TITLES)
    assert TITLES["remark.pages"].format(count=3) != TITLES["remark.pages"]

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
    """A copy, a masked copy, a slip sheet; and whose address stands for the claimant's."""
    assert all(TITLES[f"remark.{name}"].strip() for name in ("copy", "masked", "slip", "address_of_counsel"))

"""One matter with everything in it, and its bundles for two courts, made once for all checks that only read them. This is where they are handed out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.model.bundle import Bundle
from tests.bundle_copies import copied, make_again
from tests.databases import sqlite_copy
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter, full_matter


@pytest.fixture(scope="session")
def matter(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullMatter]:
    """Eight who go and four who stay out. Nothing is ordered in it: whoever orders copies it first (`ordering`)."""
    folder = tmp_path_factory.mktemp("matter")
    made = full_matter(sqlite_copy(sqlite_template, folder), folder)
    yield made
    made.office.close()


@pytest.fixture(scope="session")
def ordered(matter: FullMatter, tmp_path_factory: pytest.TempPathFactory) -> tuple[FullMatter, Bundle]:
    """A copy of it in which the Korean bundle was ordered, and that bundle, which nobody has made."""
    here = copied(matter, tmp_path_factory.mktemp("ordered") / "office")
    with here.office.worker():
        return here, here.order(here.wanted(names="hangul", letters=True))


@pytest.fixture(scope="session")
def served(ordered: tuple[FullMatter, Bundle], tmp_path_factory: pytest.TempPathFactory) -> tuple[FullMatter, Bundle]:
    """A copy of that in which the bundle was made."""
    here = copied(ordered[0], tmp_path_factory.mktemp("served") / "office")
    make_again(here, ordered[1])
    return here, ordered[1]


@pytest.fixture(scope="session")
def korean(served: tuple[FullMatter, Bundle], tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """The bundle for a Korean court: Hangul file names, letters of groups, explanations, volumes."""
    here, bundle = served
    return Unpacked(here.collect(bundle), tmp_path_factory.mktemp("korean"))


@pytest.fixture(scope="session")
def american(matter: FullMatter, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """The bundle for a federal court of the United States: page prefix, covers, load files in the court's package."""
    here = copied(matter, tmp_path_factory.mktemp("american_office") / "office")
    return Unpacked(here.zipped(profile="united-states"), tmp_path_factory.mktemp("american"))

"""An office at work, one for each test file; every test brings its own claims."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork
from tests.make import make_office


@pytest.fixture(scope="module")
def work(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """The service of an office whose whole cast is at work."""
    folder = tmp_path_factory.mktemp("desks")
    office = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield AtWork(office)
    office.close()


@pytest.fixture
def fresh_work(sqlite_template: Path, tmp_path: Path) -> Iterator[AtWork]:
    """The same for one test alone, where it counts what is there."""
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path)
    yield AtWork(office)
    office.close()

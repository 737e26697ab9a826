"""Offices that serve all tests of one file. This is where a test gets one that others have used, and is the quicker for it.

module_office          once on each engine
small_module_office    on SQLite alone
bare_office            of each test alone, with nobody at work, once on each engine
small_bare_office      the same on SQLite alone
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office


@pytest.fixture(scope="module")
def module_office(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with the whole cast at work, for the tests of one file, once on each engine."""
    made = make_office(module_database_url, tmp_path_factory.mktemp("office"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def small_module_office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """The same on SQLite alone, for tests whose subject is not the database."""
    folder = tmp_path_factory.mktemp("office")
    made = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield made
    made.close()


@pytest.fixture
def bare_office(database_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office of its own with nobody at work, once on each engine: claimants, sessions and workers need nobody."""
    made = make_office(database_url, tmp_path, members=())
    yield made
    made.close()


@pytest.fixture
def small_bare_office(sqlite_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """The same on SQLite alone."""
    made = make_office(sqlite_url, tmp_path, members=())
    yield made
    made.close()

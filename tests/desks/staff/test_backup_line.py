"""The office's page says when the last good backup was made, that one failed, or that none are made."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app
from claims.queries.last_backup import FAILED, MADE
from claims.store.ledger import SERVICE, write_line
from tests.cast import HAN
from tests.desks.at_work import AtWork
from tests.make import NOW


def text_of_the_office(work: AtWork) -> str:
    """As Han sees it."""
    return work.inside(HAN).open("/en/office").text


def note(work: AtWork, action: str) -> None:
    """A line of the worker."""
    with work.office.database.deed() as session:
        write_line(session, work.office.office.id, actor=SERVICE, action=action, now=NOW)


def test_an_office_without_backups_is_told_what_that_means(work: AtWork) -> None:
    """And where to read on."""
    assert "No backups are made: if this machine is lost" in text_of_the_office(work)


@pytest.fixture
def backed_up(fresh_work: AtWork, tmp_path: Path) -> AtWork:
    """The same office with a place for backups."""
    fresh_work.office.settings = replace(fresh_work.office.settings, backups=tmp_path)
    fresh_work.service = create_app(fresh_work.office.settings)
    fresh_work.service.config["TESTING"] = True
    return fresh_work


def test_the_last_good_one_and_a_failure_after_it(backed_up: AtWork) -> None:
    """The hour in UTC, as the ledger has it."""
    assert "No backup was made yet." in text_of_the_office(backed_up)
    note(backed_up, MADE)
    said = text_of_the_office(backed_up)
    assert "The last good backup was made and verified at 2026-11-22 03" in said
    assert "failed" not in said
    note(backed_up, FAILED)
    said = text_of_the_office(backed_up)
    assert "The last good backup was made and verified at" in said
    assert "The latest backup failed." in said

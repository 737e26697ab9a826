"""Taking the files: only what changed in the folder is published; what was edited at the desk stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from claims.actions.publish_disclosure import publish_disclosure
from claims.actions.take_disclosure_files import Taken, files_to_take, take_disclosure_files
from claims.errors import StartRefused
from claims.queries.registry_revisions import current_registry
from claims.settings import ROOT
from claims.store.disclosure_files import read_disclosure_files
from claims.store.ledger import Actor
from tests.actions.test_publish_disclosure import changed, without
from tests.make import NOW, MadeOffice

REA = Actor(id="rea", role="researcher")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the folder the office was opened with."""
    copied = tmp_path / "disclosures"
    copied.mkdir()
    for file in (ROOT / "disclosures").glob("*.toml"):
        (copied / file.name).write_bytes(file.read_bytes())
    return copied


def edit(folder: Path, old: str, new: str, *, code: str = "MOJ-AIRPORT-FACES") -> None:
    """Change the file of a project."""
    [file] = (each for each in folder.glob("*.toml") if f'code = "{code}"' in each.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def take(bare_office: MadeOffice, folder: Path) -> Callable[[Session], Taken]:
    """Take the folder as it stands."""

    def taken(session: Session) -> Taken:
        files = read_disclosure_files(folder)
        return take_disclosure_files(session, bare_office.office.id, files=files, now=NOW)

    return taken


def test_an_unchanged_folder_changes_nothing(
    bare_office: MadeOffice, folder: Path, take: Callable[[Session], Taken]
) -> None:
    edit(folder, 'code = "MOJ-AIRPORT-FACES"', '# a comment only\ncode = "MOJ-AIRPORT-FACES"')
    with bare_office.database.deed() as session:
        assert not files_to_take(session, bare_office.office.id, files=read_disclosure_files(folder))
        assert take(session) == Taken(revision=None, changed=(), gone=())


def test_a_changed_file_is_published_once(
    bare_office: MadeOffice, folder: Path, take: Callable[[Session], Taken]
) -> None:
    edit(folder, "2021-10-20", "2021-10-21")
    with bare_office.database.deed() as session:
        assert files_to_take(session, bare_office.office.id, files=read_disclosure_files(folder))
        taken, again = take(session), take(session)
        assert taken.revision is not None
        assert (taken.revision.number, taken.changed) == (2, ("MOJ-AIRPORT-FACES",))
        assert again == Taken(revision=None, changed=(), gone=())
        assert current_registry(session, bare_office.office.id).window("MOJ-FN-FOI").to == "2021-10-21"


def test_an_edit_at_the_desk_outlives_an_unchanged_file(
    bare_office: MadeOffice, take: Callable[[Session], Taken]
) -> None:
    edited = changed(bare_office.registry, window="MOJ-FN-FOI", to="2021-10-30")
    with bare_office.database.deed() as session:
        publish_disclosure(session, bare_office.office.id, registry=edited, why="corrected", actor=REA, now=NOW)
        assert take(session).revision is None
        assert current_registry(session, bare_office.office.id).revision == edited.revision


def test_a_file_that_is_gone_retracts_nothing(
    bare_office: MadeOffice, folder: Path, take: Callable[[Session], Taken]
) -> None:
    [moj] = (each for each in folder.glob("*.toml") if 'code = "MOJ-AIRPORT-FACES"' in each.read_text(encoding="utf-8"))
    other = moj.read_text(encoding="utf-8").replace('"MOJ-AIRPORT-FACES"', '"NEW"')
    moj.rename(folder / "new.toml").write_text(other.replace('"MOJ-', '"NEW-'), encoding="utf-8")
    with bare_office.database.deed() as session:
        taken = take(session)
        assert (taken.changed, taken.gone) == (("NEW",), ("MOJ-AIRPORT-FACES",))
        assert current_registry(session, bare_office.office.id).window("MOJ-FN-FOI")


def test_a_file_that_brings_a_retracted_window_back_is_refused(
    bare_office: MadeOffice, folder: Path, take: Callable[[Session], Taken]
) -> None:
    gone = without(bare_office.registry, "MOJ-CCTV")
    with bare_office.database.deed() as session:
        publish_disclosure(session, bare_office.office.id, registry=gone, why="withdrawn", actor=REA, now=NOW)
    edit(folder, "2021-10-20", "2021-10-21")
    refused = pytest.raises(StartRefused, match=r"'MOJ-CCTV' was retracted and stays retracted")
    with refused, bare_office.database.deed() as session:
        take(session)

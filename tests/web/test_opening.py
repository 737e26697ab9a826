"""Opening: a house that is as it should be opens; any other is refused in one sentence that says what to do."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import StartRefused
from claims.model.disclosure import Registry
from claims.queries.registry_revisions import revisions_of
from claims.settings import ROOT, Settings
from claims.store.database import Database, open_engine, sqlite_file, upgrade
from claims.store.registry import load_registry
from claims.web.language import CLAIMANT_LANGUAGES
from claims.web.opening import find_office, open_house
from tests.make import MadeOffice, make_office, make_settings


def refusal(settings: Settings) -> str:
    """Why a house does not open, said in one line without a program's own words."""
    with pytest.raises(StartRefused) as refused:
        open_house(settings)
    said = str(refused.value)
    assert "\n" not in said
    assert said[0].isupper()
    assert said.endswith(".")
    assert not re.search(r"sqlalche|Traceback|SELECT", said)
    return said


def database_of(settings: Settings) -> Path:
    """Its one file, everything written into it."""
    file = Path(make_url(settings.database_url).database or "")
    link = sqlite3.connect(file)
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()
    return file


def test_an_office_as_it_should_be_opens_with_all_its_parts(bare_office: MadeOffice) -> None:
    here = open_house(bare_office.settings)

    assert (here.office_id, here.office_name, here.demonstration) == (bare_office.office.id, "Test office", False)
    assert (here.office_contact, here.office_firms) == ("office@example.org", "Firm One, Seoul")
    assert here.registry.revision == bare_office.registry.revision
    assert here.host_key.for_purpose("csrf") == bare_office.host_key.for_purpose("csrf")
    for language in CLAIMANT_LANGUAGES:
        assert here.office_texts.facts(
            language.tag, office=here.office_name, contact=here.office_contact, firms=here.office_firms
        )
    here.database.engine.dispose()


def test_where_nothing_is_no_office_is_and_nothing_is_made(tmp_path: Path) -> None:
    settings = make_settings(f"sqlite:///{tmp_path / 'office' / 'office.sqlite'}", tmp_path)

    assert refusal(settings) == (
        f"There is no office in {settings.folder}: run `claims init` first, or name its folder in CLAIMS_FOLDER."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("prepare", [lambda url: None, upgrade], ids=["no tables", "no office in the tables"])
def test_a_database_without_an_office_is_no_office(
    empty_database_url: str, tmp_path: Path, prepare: Callable[[str], None]
) -> None:
    prepare(empty_database_url)
    file = sqlite_file(empty_database_url)
    if file is not None:
        file.touch()

    assert refusal(make_settings(empty_database_url, tmp_path)).startswith("There is no office in")


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    said = refusal(make_settings("postgresql+psycopg://claims:secret@127.0.0.1:1/office", tmp_path))

    assert said.startswith("The database does not answer (")
    assert said.endswith("check CLAIMS_DATABASE_URL.")
    assert "secret" not in said


@pytest.mark.parametrize("at", [0, 4096, 40_960])
def test_a_damaged_database_is_named_and_refused(small_bare_office: MadeOffice, at: int) -> None:
    file = database_of(small_bare_office.settings)
    content = bytearray(file.read_bytes())
    assert len(content) > 60_000
    content[at : at + 4096] = b"\xa5" * 4096
    file.write_bytes(content)

    said = refusal(small_bare_office.settings)
    assert said.startswith("The database is damaged (")
    assert said.endswith("restore it from a backup.")


def test_a_database_that_was_cut_short_is_named_and_refused(small_bare_office: MadeOffice) -> None:
    file = database_of(small_bare_office.settings)
    file.write_bytes(file.read_bytes()[:-9000])

    assert refusal(small_bare_office.settings).startswith("The database is damaged (")


def test_a_database_of_an_older_version_asks_for_the_upgrade(small_bare_office: MadeOffice) -> None:
    with small_bare_office.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE office DROP COLUMN firms")

    said = refusal(small_bare_office.settings)
    assert said.startswith("The database is of another version of this service (")
    assert said.endswith("run `claims upgrade`.")


def copied_disclosures(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the folder of disclosures, and the ministry's file in it."""
    changed = tmp_path / "disclosures"
    shutil.copytree(ROOT / "disclosures", changed)
    return changed, changed / "moj-airport-faces.toml"


def test_disclosures_that_changed_since_are_published_by_the_start(
    small_bare_office: MadeOffice, tmp_path: Path
) -> None:
    changed, file = copied_disclosures(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2010-08-23", "2010-08-24"), encoding="utf-8")
    settings = replace(small_bare_office.settings, disclosures=changed)
    revision = load_registry(changed).revision
    assert revision != small_bare_office.registry.revision

    for said in (file.read_text(encoding="utf-8"), f"# only a comment\n{file.read_text(encoding='utf-8')}"):
        file.write_text(said, encoding="utf-8")
        here = open_house(settings)
        assert here.registry.revision == revision
        with here.database.question() as session:
            assert [row.number for row in revisions_of(session, here.office_id)] == [2, 1]
        here.database.engine.dispose()


def test_a_running_house_sees_what_another_process_publishes(bare_office: MadeOffice) -> None:
    here, registry = open_house(bare_office.settings), bare_office.registry
    before = here.registry
    later = Registry(projects=tuple(replace(project, facts=()) for project in registry.projects), ports=registry.ports)
    with bare_office.database.deed() as session:
        publish_disclosure(session, bare_office.office.id, registry=later, now=bare_office.now)

    assert (before.revision, here.registry.revision) == (registry.revision, later.revision)
    assert here.registry is here.registry, "parsed once"
    here.database.engine.dispose()


def test_a_disclosure_file_that_is_not_acceptable_is_named(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    changed, file = copied_disclosures(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("2010-08-23", "2010-02-30"), encoding="utf-8")

    with pytest.raises(StartRefused, match=rf"{file.name}:\d+: "):
        open_house(replace(small_bare_office.settings, disclosures=changed))


@pytest.mark.parametrize(("kind", "opens"), [("demonstration", False), ("real", True)])
def test_only_a_real_office_opens_for_a_public_host(sqlite_url: str, tmp_path: Path, kind: str, opens: bool) -> None:
    office = make_office(sqlite_url, tmp_path, kind=kind, members=())
    public = replace(office.settings, hosts=("claims.example.org",), loopback=False, secure=True)
    try:
        assert open_house(office.settings).demonstration == (kind == "demonstration")
        if opens:
            open_house(public).database.engine.dispose()
        else:
            assert refusal(public) == (
                "CLAIMS_HOSTS names a public host, but this folder holds the demonstration office, "
                "which stays on loopback."
            )
    finally:
        office.close()


def test_a_public_host_without_tls_is_refused(small_bare_office: MadeOffice) -> None:
    """Without TLS or an onion address cookies have plain names and claims travel readable; that is for loopback alone."""
    said = refusal(replace(small_bare_office.settings, hosts=("claims.example.org",), loopback=False))
    assert "CLAIMS_SECURE is no" in said
    assert "set CLAIMS_SECURE=yes" in said


def test_the_office_is_found_on_its_own(bare_office: MadeOffice) -> None:
    """The worker and the ledger's verifier ask for no more than this."""
    database, office = find_office(bare_office.settings)

    assert isinstance(database, Database)
    assert office.id == bare_office.office.id
    database.engine.dispose()


def test_a_sqlite_address_names_a_file_and_a_server_none(tmp_path: Path) -> None:
    assert sqlite_file(f"sqlite:///{tmp_path / 'office.sqlite'}") == tmp_path / "office.sqlite"
    assert sqlite_file("postgresql+psycopg://127.0.0.1/office") is None
    open_engine(f"sqlite:///{tmp_path / 'office.sqlite'}").dispose()
    assert not (tmp_path / "office.sqlite").exists(), "looking makes no file"

"""Each service start is a line of the ledger that names its key; the web writes it as soon as its port is taken."""

import runpy

import pytest
from sqlmodel import select

from claims.actions.announce_start import announce_start
from claims.model.ledger import LedgerLine, ProofKey
from claims.store.host_key import read_host_key
from tests.house.files import ROOT
from tests.make import NOW, MadeOffice
from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office


def starts(office: MadeOffice) -> list[str]:
    """The references of the lines of starts."""
    with office.database.question() as session:
        return list(session.exec(select(LedgerLine.reference).where(LedgerLine.action == "service_start")))


def test_a_start_is_announced_once_with_the_head_of_its_key(bare_office: MadeOffice) -> None:
    key = bare_office.host_key.proof_signer().public_key().public_bytes_raw().hex()
    for _ in range(2):
        with bare_office.database.deed() as session:
            announce_start(session, bare_office.office.id, host_key=bare_office.host_key, now=NOW)

    assert starts(bare_office) == [key[:32]]
    with bare_office.database.question() as session:
        assert session.get(ProofKey, key) is not None


def test_the_web_announces_each_of_its_starts(small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = small_bare_office.settings
    monkeypatch.setenv("CLAIMS_FOLDER", str(settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CLAIMS_RUNTIME", str(settings.runtime))
    web, keys = runpy.run_path(str(ROOT / "gunicorn.conf.py")), []

    for _ in range(2):
        web["when_ready"](None)
        keys.append(read_host_key(settings.runtime).proof_signer().public_key().public_bytes_raw().hex()[:32])

    assert starts(small_bare_office) == keys
    assert keys[0] != keys[1]

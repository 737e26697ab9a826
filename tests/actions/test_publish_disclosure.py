"""Publishing: a new revision is known once, numbered, with a line; the same files change nothing."""

from dataclasses import replace

from sqlmodel import select

from claims.actions.publish_disclosure import publish_disclosure
from claims.model.ledger import LedgerLine, RegistryRevision
from tests.make import NOW, MadeOffice


def test_a_revision_is_published_once(bare_office: MadeOffice) -> None:
    """The office was opened with the first."""
    changed = replace(bare_office.registry, projects=())
    with bare_office.database.deed() as session:
        said = [
            publish_disclosure(session, bare_office.office.id, registry=registry, now=NOW)
            for registry in (bare_office.registry, changed, changed)
        ]
        kept = session.exec(select(RegistryRevision).order_by(RegistryRevision.number)).all()
        lines = session.exec(select(LedgerLine).where(LedgerLine.action == "publish")).all()

    assert said == [False, True, False]
    assert [(row.id, row.number, row.week) for row in kept] == [
        (bare_office.registry.revision, 1, "2026-W47"),
        (changed.revision, 2, "2026-W47"),
    ]
    assert len(lines) == 2

"""Publishing: revisions are numbered and kept as they are, ids mean one thing for ever, and nobody overwrites unseen."""

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import Conflict, NotValid
from claims.model.disclosure import CollectionWindow, DisclosedProject, Registry
from claims.model.ledger import LedgerLine
from claims.model.revision import FROM_FILES, RegistryName, RegistryRevision
from claims.queries.registry_revisions import current_registry, registry_at, revisions_of
from claims.store.clock import seconds
from claims.store.ledger import Actor
from tests.make import NOW, MadeOffice

REA = Actor(id="rea", role="researcher")


def changed(registry: Registry, *, window: str, **said: object) -> Registry:
    """The registry with other words about one window."""

    def window_now(each: CollectionWindow) -> CollectionWindow:
        return replace(each, **said) if each.id == window else each  # type: ignore[arg-type]  # any field of it

    return Registry(
        projects=tuple(
            replace(project, windows=tuple(window_now(each) for each in project.windows))
            for project in registry.projects
        ),
        ports=registry.ports,
    )


def without(registry: Registry, window: str) -> Registry:
    """The registry with one window retracted."""
    return Registry(
        projects=tuple(
            replace(project, windows=tuple(each for each in project.windows if each.id != window))
            for project in registry.projects
        ),
        ports=registry.ports,
    )


def publish(
    session: Session, office: MadeOffice, registry: Registry, why: str = "a mistake"
) -> RegistryRevision | None:
    """By Rea."""
    return publish_disclosure(session, office.office.id, registry=registry, why=why, actor=REA, now=NOW)


def test_a_revision_is_published_once_and_says_who_when_and_why(bare_office: MadeOffice) -> None:
    """The office was opened with the first, which the service took from the files."""
    later = changed(bare_office.registry, window="MOJ-FN-FOI", to="2021-10-21")
    with bare_office.database.deed() as session:
        said = [publish(session, bare_office, registry) for registry in (bare_office.registry, later, later)]
    with bare_office.database.question() as session:
        kept = [
            (row.number, row.id, row.previous, row.member_id, row.role, row.published, row.why)
            for row in revisions_of(session, bare_office.office.id)
        ]
        lines = session.exec(select(LedgerLine).where(LedgerLine.action == "publish")).all()
        assert current_registry(session, bare_office.office.id).revision == later.revision

    first = bare_office.registry.revision
    assert [row is not None for row in said] == [False, True, False]
    assert kept == [
        (2, later.revision, first, "rea", "researcher", seconds(NOW), "a mistake"),
        (1, first, "", "", "service", seconds(NOW), FROM_FILES),
    ]
    assert [(line.actor, line.role) for line in lines] == [("", "service"), ("rea", "researcher")]


def test_an_id_is_the_hash_of_the_content_and_reads_back_whole(bare_office: MadeOffice) -> None:
    office_id = bare_office.office.id
    with bare_office.database.question() as session:
        row = session.exec(select(RegistryRevision)).one()
        read = registry_at(session, office_id, number=1, revision=row.id)

    assert hashlib.sha256(row.content).hexdigest() == row.id
    assert read.projects == bare_office.registry.projects
    assert read.canonical() == bare_office.registry.canonical()


@pytest.mark.parametrize(
    "statement", ["UPDATE registry_revision SET why = 'another reason'", "DELETE FROM registry_revision"]
)
def test_a_revision_is_never_changed_or_deleted(bare_office: MadeOffice, statement: str) -> None:
    with pytest.raises(DBAPIError, match="never changed or deleted"), bare_office.database.engine.begin() as link:
        link.execute(text(statement))

    with bare_office.database.question() as session:
        assert session.exec(select(RegistryRevision.why)).all() == [FROM_FILES]


def test_a_retracted_window_never_comes_back(bare_office: MadeOffice) -> None:
    gone = without(bare_office.registry, "MOJ-CCTV")
    assert gone.revision != bare_office.registry.revision
    with bare_office.database.deed() as session:
        publish(session, bare_office, gone)
        row = session.get_one(RegistryName, (bare_office.office.id, "MOJ-CCTV"))
        assert (row.first, row.retracted) == (1, 2)
        with pytest.raises(NotValid) as refused:
            publish(session, bare_office, bare_office.registry)

    assert (refused.value.reason, refused.value.facts["name"]) == ("name_retracted", "MOJ-CCTV")
    with bare_office.database.question() as session:
        assert registry_at(session, bare_office.office.id, number=1, revision=bare_office.registry.revision).window(
            "MOJ-CCTV"
        ), "kept in history"


def test_an_id_never_names_another_window(bare_office: MadeOffice) -> None:
    [project, *_] = (each for each in bare_office.registry.projects if each.code == "MOJ-AIRPORT-FACES")
    other: DisclosedProject = replace(project, code="OTHER")
    moved = Registry(projects=(other,))
    regrouped = changed(bare_office.registry, window="MOJ-FN-FOI", group="another-fact")
    with bare_office.database.deed() as session:
        for registry, reason in ((moved, "name_moved"), (regrouped, "name_regrouped")):
            with pytest.raises(NotValid) as refused:
                publish(session, bare_office, registry)
            assert refused.value.reason == reason


def test_who_saw_an_older_revision_does_not_overwrite_the_newer(bare_office: MadeOffice) -> None:
    first = bare_office.registry
    second = changed(first, window="MOJ-FN-FOI", to="2021-10-21")
    third = changed(first, window="MOJ-FN-FOI", to="2021-10-22")
    with bare_office.database.deed() as session:
        publish_disclosure(
            session,
            bare_office.office.id,
            registry=second,
            why="new statement",
            actor=REA,
            base=first.revision,
            now=NOW,
        )
        with pytest.raises(Conflict, match="registry_changed"):
            publish_disclosure(
                session, bare_office.office.id, registry=third, why="mine", actor=REA, base=first.revision, now=NOW
            )
        with pytest.raises(NotValid, match="why_needed"):
            publish(session, bare_office, third, why="  ")


def test_what_was_said_before_may_be_said_again(bare_office: MadeOffice) -> None:
    """A correction may be taken back; the same content is then a revision once more."""
    first = bare_office.registry
    with bare_office.database.deed() as session:
        publish(session, bare_office, changed(first, window="MOJ-FN-FOI", to="2021-10-21"))
        again = publish(session, bare_office, first)

    assert again is not None
    assert (again.number, again.id) == (3, first.revision)

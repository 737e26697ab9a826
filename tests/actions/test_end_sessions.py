"""One deed ends every session of a member: what began before is of an older epoch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.actions.end_sessions import end_sessions
from claims.errors import NotFound
from tests.joining import enter, lines, member, office_lead, small_circle
from tests.make import NOW, MadeOffice


@pytest.fixture
def circle(database_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(database_url, tmp_path) as office:
        yield office


def test_what_began_before_is_over_and_others_go_on(circle: MadeOffice) -> None:
    old, other = enter(circle, circle.sign_ins["triin"]), enter(circle, circle.sign_ins["park"])
    with circle.database.deed() as session:
        actor = office_lead(circle)
        end_sessions(session, circle.office.id, member_id=old.subject, actor=actor, now=NOW)

    assert member(circle, "triin").epoch == old.epoch + 1
    assert member(circle, "park").epoch == other.epoch
    assert enter(circle, circle.sign_ins["triin"]).epoch == old.epoch + 1
    assert lines(circle, "end_sessions")[-1].reference == old.subject


def test_somebody_who_is_not_there_is_not_found(circle: MadeOffice) -> None:
    with circle.database.deed() as session, pytest.raises(NotFound):
        end_sessions(session, circle.office.id, member_id="0" * 32, actor=office_lead(circle), now=NOW)

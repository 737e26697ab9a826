"""A new authenticator replaces the old one with its first code, and not before."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pyotp
import pytest

from claims.actions.renew_authenticator import renew_authenticator
from claims.actions.sign_in import sign_in
from claims.errors import NotAllowed, NotValid
from tests.joining import enter, later, lines, member, small_circle
from tests.make import MadeOffice


@pytest.fixture(scope="module")
def circle(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(module_database_url, tmp_path_factory.mktemp("office")) as office:
        yield office


def renew(office: MadeOffice, name: str, secret: str, *, code: str = "") -> str:
    """The new secret with a code of its own, or another; returns the code."""
    now = later()
    code = code or pyotp.TOTP(secret).at(now)
    with office.database.deed() as session:
        renew_authenticator(session, member(office, name).id, secret=secret, code=code, now=now)
    return code


def test_from_its_first_code_on_only_the_new_one_is_good(circle: MadeOffice) -> None:
    told, secret = circle.sign_ins["triin"], pyotp.random_base32()
    enter(circle, told)

    renew(circle, "triin", secret)

    with pytest.raises(NotAllowed):
        enter(circle, told)
    assert enter(circle, told, secret=secret)
    assert lines(circle, "renew_authenticator")[-1].actor == member(circle, "triin").id


def test_a_wrong_code_changes_nothing(circle: MadeOffice) -> None:
    told, secret = circle.sign_ins["park"], pyotp.random_base32()
    with pytest.raises(NotValid, match="code_wrong"):
        renew(circle, "park", secret, code="000000")

    assert enter(circle, told)


def test_the_code_shown_is_used_up(circle: MadeOffice) -> None:
    secret = pyotp.random_base32()
    code = renew(circle, "lee", secret)
    moment = datetime.fromtimestamp(member(circle, "lee").last_step * 30, tz=UTC)

    words = circle.sign_ins["lee"].passphrase
    with circle.database.deed() as session, pytest.raises(NotAllowed):
        sign_in(session, circle.office.id, name="lee", passphrase=words, code=code, now=moment)

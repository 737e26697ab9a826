"""Lost words: everything of the member is made anew; the office's key is handed again, matters wait for another counsel."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from claims.actions.add_counsel import add_counsel
from claims.actions.register_passkey import register_passkey
from claims.actions.reset_member import Reset, WaitingMatter, reset_member
from claims.errors import NotAllowed, NotFound
from claims.model.staff import KnownBrowser, Passkey
from claims.store.known_browsers import new_browser_cookie, remember_browser
from claims.store.passkeys import MadePasskey
from claims.store.passphrases import make_words
from tests.cast import ADA, HAN, LEE
from tests.joining import enter, keys_of, lines, matter_of, member, small_circle
from tests.make import NOW, MadeOffice, SignedIn


@pytest.fixture(scope="module")
def circle(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(module_database_url, tmp_path_factory.mktemp("office")) as office:
        yield office


def reset(office: MadeOffice, name: str, *, by: SignedIn) -> Reset:
    """New words for somebody."""
    with office.database.deed() as session:
        return reset_member(
            session,
            office.office.id,
            member_id=member(office, name).id,
            words=make_words(language="en"),
            keyring=by.keyring,
            actor=by.actor,
            now=NOW,
        )


def test_the_old_words_open_nothing_and_the_office_is_open_again(circle: MadeOffice) -> None:
    han, told = circle.sign_in(HAN), circle.sign_ins["triin"]
    old = enter(circle, told)

    anew = reset(circle, "triin", by=han).sign_in
    visit = enter(circle, anew)

    with pytest.raises(NotAllowed):
        enter(circle, told)
    assert keys_of(circle, visit).office == han.keyring.office
    assert visit.epoch > old.epoch
    assert member(circle, "triin").renew
    assert lines(circle, "reset_member")[-1].reference == visit.subject


def test_passkeys_and_known_browsers_are_forgotten(circle: MadeOffice) -> None:
    han, row = circle.sign_in(HAN), member(circle, "triin")
    with circle.database.deed() as session:
        made = MadePasskey(credential=b"t" * 16, public_key=b"k", sign_count=0)
        register_passkey(session, row.id, made=made, label="key", now=NOW)
        remember_browser(session, new_browser_cookie(), member=row, now=NOW)

    reset(circle, "triin", by=han)

    with circle.database.question() as session:
        for table in (Passkey, KnownBrowser):
            assert session.exec(select(table).where(table.member_id == row.id)).all() == []


def test_matters_wait_for_another_counsel_who_hands_them_again(circle: MadeOffice) -> None:
    han = circle.sign_in(HAN)
    shared, alone = matter_of(circle, "park", "lee"), matter_of(circle, "park")

    done = reset(circle, "park", by=han)

    wanted = sorted([(shared.id, 1), (alone.id, 0)])
    assert done.waiting == tuple(WaitingMatter(matter_id, holders) for matter_id, holders in wanted)
    visit = enter(circle, done.sign_in)
    assert keys_of(circle, visit).matters == {}
    lee = circle.sign_in(LEE)
    with circle.database.deed() as session:
        add_counsel(session, shared.id, member_id=visit.subject, keyring=lee.keyring, actor=lee.actor, now=NOW)
    assert keys_of(circle, visit).matters == {shared.id: lee.keyring.matters[shared.id]}


def test_an_administrator_resets_only_those_who_hold_no_office_key(circle: MadeOffice) -> None:
    ada = circle.sign_in(ADA)
    with pytest.raises(NotAllowed, match="no_key"):
        reset(circle, "triin", by=ada)

    assert enter(circle, reset(circle, "lee", by=ada).sign_in)


def test_nobody_resets_themselves_or_somebody_who_is_not_there(circle: MadeOffice) -> None:
    han = circle.sign_in(HAN)
    with pytest.raises(NotFound):
        reset(circle, "han", by=han)
    words = make_words(language="en")
    with circle.database.deed() as session, pytest.raises(NotFound):
        reset_member(
            session, circle.office.id, member_id="0" * 32, words=words, keyring=han.keyring, actor=han.actor, now=NOW
        )

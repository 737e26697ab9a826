"""New words: the old ones hold until the new ones were used; then words and pair are new, and what was held stays held."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from claims.actions.register_passkey import register_passkey
from claims.actions.renew_words import confirm_words, offer_words
from claims.errors import Damaged, NotAllowed, NotNow
from claims.model.staff import Passkey
from claims.store.keyring import open_keyring
from claims.store.member_keys import open_label, unlock_with
from claims.store.passkeys import MadePasskey
from claims.store.passphrases import NewWords, key_of_passphrase, make_words
from claims.store.sessions import Visit
from tests.joining import enter, keys_of, lines, matter_of, member, small_circle
from tests.make import NOW, MadeOffice


@pytest.fixture(scope="module")
def circle(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(module_database_url, tmp_path_factory.mktemp("office")) as office:
        yield office


def offer(office: MadeOffice, visit: Visit, name: str) -> NewWords:
    """New words for somebody who is here."""
    words = make_words(language="en", salt=member(office, name).salt)
    with office.database.deed() as session:
        offer_words(session, visit.subject, words=words, private=visit.key, now=NOW)
    return words


def confirm(office: MadeOffice, visit: Visit, key: bytes) -> bytes:
    """They are used."""
    with office.database.deed() as session:
        return confirm_words(session, visit.subject, key=key, now=NOW)


def test_until_they_are_used_both_are_good_at_the_door(circle: MadeOffice) -> None:
    told = circle.sign_ins["triin"]
    words = offer(circle, enter(circle, told), "triin")
    before = member(circle, "triin")

    assert enter(circle, told).key == unlock_with(words.key, before.next_key, member_id=before.id)
    assert member(circle, "triin").next_key == before.next_key, "signing in with the old ones changes nothing"


def test_a_first_sign_in_with_the_new_ones_ends_the_old_ones(circle: MadeOffice) -> None:
    told = circle.sign_ins["park"]
    old = enter(circle, told)
    matter = matter_of(circle, "park")
    words = offer(circle, old, "park")

    visit = enter(circle, told, words=words.passphrase)

    row = member(circle, "park")
    assert (row.next_key, row.renew, row.epoch) == (None, False, visit.epoch)
    assert visit.epoch == old.epoch + 1, "other sessions are over"
    assert matter.id in keys_of(circle, visit).matters
    assert visit.key != old.key
    with pytest.raises(NotAllowed):
        enter(circle, told)
    assert enter(circle, told, words=words.passphrase).key == visit.key


def test_typed_back_they_hold_and_all_that_was_held_is_under_the_new_pair(circle: MadeOffice) -> None:
    told = circle.sign_ins["han"]
    old = enter(circle, told)
    before = keys_of(circle, old)
    with circle.database.deed() as session:
        made = MadePasskey(credential=b"c" * 16, public_key=b"k", sign_count=0)
        register_passkey(session, old.subject, made=made, label="blue key", now=NOW)
    words = offer(circle, old, "han")

    private = confirm(circle, old, key_of_passphrase(words.passphrase.upper(), salt=words.salt))

    with circle.database.question() as session:
        row = member(circle, "han")
        assert open_keyring(session, row, private=private) == before
        with pytest.raises(Damaged):
            open_keyring(session, row, private=old.key)
        passkey = session.exec(select(Passkey)).one()
        assert open_label(passkey, private=private) == "blue key"
    assert enter(circle, told, words=words.passphrase).key == private
    assert [line.actor for line in lines(circle, "confirm_words")][-1] == row.id


def test_other_words_are_not_taken_and_change_nothing(circle: MadeOffice) -> None:
    told = circle.sign_ins["lee"]
    visit = enter(circle, told)
    first, second = offer(circle, visit, "lee"), offer(circle, visit, "lee")

    with pytest.raises(NotNow, match="words_changed"):
        confirm(circle, visit, first.key)

    with pytest.raises(NotAllowed):
        enter(circle, told, words=first.passphrase)
    assert enter(circle, told).key == visit.key
    assert confirm(circle, visit, second.key)
    with pytest.raises(NotNow, match="words_changed"):
        confirm(circle, visit, second.key)


def test_offered_words_lie_under_the_same_salt_so_that_one_computation_tries_both(circle: MadeOffice) -> None:
    told = circle.sign_ins["ada"]
    offer(circle, enter(circle, told), "ada")

    row = member(circle, "ada")

    assert row.next_salt == row.salt
    assert row.next_key != row.locked_key

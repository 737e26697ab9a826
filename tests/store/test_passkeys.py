"""Passkeys: a challenge is good for this browser, this start and five minutes; an answer for this host, this origin, and upward."""

import json

import pytest

from claims.model.staff import Passkey
from claims.store.host_key import HostKey
from claims.store.passkeys import (
    CHALLENGE_SECONDS,
    MadePasskey,
    Party,
    challenge_ends,
    make_challenge,
    read_registration,
    read_use,
    registration_options,
)
from tests.soft_passkey import SoftPasskey

HOST = HostKey(bytes(range(32)))
NOON = 1_795_316_460
HERE = Party(host="localhost", origins=("http://localhost:8000",))


def challenge() -> str:
    """One for this door."""
    return make_challenge(HOST, door="door", now=NOON)


def row_of(made: MadePasskey | None) -> Passkey:
    """What is kept of a registration."""
    assert made is not None
    return Passkey(
        id="a" * 32,
        office_id="o",
        member_id="m",
        credential=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label=b"",
        week="2026-W47",
    )


def test_a_challenge_is_good_for_five_minutes_at_its_own_door_and_start() -> None:
    made = challenge()

    assert (CHALLENGE_SECONDS, challenge_ends(HOST, made, door="door", now=NOON)) == (300, NOON + 300)
    assert challenge_ends(HOST, made, door="door", now=NOON + 300)
    assert not challenge_ends(HOST, made, door="door", now=NOON + 301)
    assert not challenge_ends(HOST, made, door="door", now=NOON - 1)
    assert not challenge_ends(HOST, made, door="other door", now=NOON)
    assert not challenge_ends(HostKey(bytes(32)), made, door="door", now=NOON)
    assert challenge() != made


@pytest.mark.parametrize("forged", ["", "A", "ä", "A" * 75, "A" * 5000, "\0"])
def test_what_is_no_challenge_of_ours_is_none(forged: str) -> None:
    assert not challenge_ends(HOST, forged, door="door", now=NOON)


@pytest.mark.parametrize("more", ["=", "==", "\n", " ", "!", "====A"])
def test_a_challenge_has_one_spelling(more: str) -> None:
    """It is good once, and counted by its spelling: the same bytes written in another way would be good again."""
    made = challenge()

    assert not challenge_ends(HOST, made + more, door="door", now=NOON)
    assert not challenge_ends(HOST, more + made, door="door", now=NOON)
    assert challenge_ends(HOST, made, door="door", now=NOON)


def test_a_challenge_with_another_time_is_forged() -> None:
    made = bytearray(challenge().encode())
    made[30] ^= 1

    assert not challenge_ends(HOST, made.decode("latin-1"), door="door", now=NOON)


def test_what_was_made_is_known_again() -> None:
    passkey, first, second = SoftPasskey(), challenge(), challenge()
    row = row_of(read_registration(HERE, passkey.make(first), challenge=first))

    used = read_use(HERE, passkey.use(second), challenge=second, passkeys=[row])

    assert used is not None
    assert (used.row_id, used.before, used.now) == (row.id, 0, 1)
    options = json.loads(
        registration_options(HERE, challenge=first, member_id="b" * 32, sign_in_name="han", known=[row.credential])
    )
    assert (options["rp"]["id"], options["challenge"]) == ("localhost", first)
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert len(options["excludeCredentials"]) == 1


@pytest.mark.parametrize(
    "lie",
    [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"origin": "http://localhost:9000"}],
)
def test_another_host_or_origin_is_refused(lie: dict[str, str]) -> None:
    asked, good = challenge(), SoftPasskey()
    row = row_of(read_registration(HERE, good.make(asked), challenge=asked))
    liar = SoftPasskey(credential=good.credential, key=good.key, **lie)

    assert read_registration(HERE, SoftPasskey(**lie).make(asked), challenge=asked) is None  # type: ignore[arg-type]  # texts
    assert read_use(HERE, liar.use(asked), challenge=asked, passkeys=[row]) is None


def test_an_answer_to_another_challenge_or_by_another_key_is_refused() -> None:
    asked, good = challenge(), SoftPasskey()
    row = row_of(read_registration(HERE, good.make(asked), challenge=asked))
    thief = SoftPasskey(credential=good.credential)

    assert read_use(HERE, good.use(challenge()), challenge=asked, passkeys=[row]) is None
    assert read_use(HERE, thief.use(asked), challenge=asked, passkeys=[row]) is None
    assert read_use(HERE, good.use(asked), challenge=asked, passkeys=[]) is None
    assert read_registration(HERE, good.make(challenge()), challenge=asked) is None


def test_a_counter_that_does_not_grow_is_a_copy() -> None:
    asked, good = challenge(), SoftPasskey(count=7)
    row = row_of(read_registration(HERE, good.make(asked), challenge=asked))
    assert row.sign_count == 7

    good.count = 6
    assert read_use(HERE, good.use(asked), challenge=asked, passkeys=[row]) is None
    assert read_use(HERE, good.use(asked), challenge=asked, passkeys=[row]) is not None


@pytest.mark.parametrize(
    "answer",
    ["", "null", "[]", "{}", "7", '"x"', '{"id": 1}', "{" * 2000, '{"id":"a","rawId":"a","type":"public-key"}'],
)
def test_what_is_no_answer_is_refused_without_an_error(answer: str) -> None:
    asked, good = challenge(), SoftPasskey()
    row = row_of(read_registration(HERE, good.make(asked), challenge=asked))

    assert read_registration(HERE, answer, challenge=asked) is None
    assert read_use(HERE, answer, challenge=asked, passkeys=[row]) is None


def test_an_answer_with_any_byte_changed_is_refused_without_an_error() -> None:
    asked, good = challenge(), SoftPasskey()
    made = good.make(asked)
    row = row_of(read_registration(HERE, made, challenge=asked))
    used = good.use(asked)
    for place in range(0, len(used), 7):
        bent = used[:place] + ("A" if used[place] != "A" else "B") + used[place + 1 :]
        assert read_use(HERE, bent, challenge=asked, passkeys=[row]) is None or _same(bent, used)
        read_registration(HERE, made[:place] + "B" + made[place + 1 :], challenge=asked)


def _same(bent: str, used: str) -> bool:
    """Whether only something was changed that says nothing: names nobody reads, or bits of a last letter."""
    return json.loads(bent).keys() != json.loads(used).keys() or "rawId" in bent

"""What opens a door besides words: answers of passkeys, challenges, words typed from recovery sheets. This is where they are forged."""

import base64
import json

from claims.errors import NotValid
from claims.store.passkeys import challenge_ends, make_challenge, read_registration, read_use
from claims.store.recovery import join_shares, new_recovery_pair, read_share
from tests.fuzz.harness import Harness, halves, standing_alone
from tests.soft_passkey import SoftPasskey, text_of
from tests.store.test_passkeys import HERE, HOST, NOON, row_of

PASSKEY = SoftPasskey()
MADE, USED = (make_challenge(HOST, door="door", now=NOON) for _ in range(2))
REGISTERED = PASSKEY.make(MADE)
ROW = row_of(read_registration(HERE, REGISTERED, challenge=MADE))
ANSWER = PASSKEY.use(USED)
PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature")
SHARES = new_recovery_pair(need=2, shares=3).shares
REASONS = frozenset(
    {
        "share_word",
        "share_length",
        "share_check",
        "share_twice",
        "share_of_another_set",
        "shares_missing",
        "shares_do_not_fit",
    }
)


def answer_a_passkey(content: bytes) -> None:
    """The whole answer as text; and ours with one part exchanged, which takes the bytes to where CBOR is read."""
    text = content.decode("utf-8", "replace")
    made, used = read_registration(HERE, text, challenge=MADE), read_use(HERE, text, challenge=USED, passkeys=[ROW])
    assert made is None or made.credential
    assert used is None or (used.row_id == ROW.id and used.now > used.before)
    place, part = PARTS[content[0] % 4] if content else PARTS[0], content[1:]
    read_registration(HERE, _with(REGISTERED, place, part), challenge=MADE)
    read_use(HERE, _with(ANSWER, place, part), challenge=USED, passkeys=[ROW])


def _with(answer: str, place: str, part: bytes) -> str:
    told = json.loads(answer)
    told["response"][place] = text_of(part)
    return json.dumps(told)


def answers() -> list[bytes]:
    """Both answers, and each of their parts behind the number of its place."""
    parts = {**json.loads(REGISTERED)["response"], **json.loads(ANSWER)["response"]}
    return [
        REGISTERED.encode(),
        ANSWER.encode(),
        *(bytes([PARTS.index(name)]) + _plain(part) for name, part in parts.items()),
    ]


def _plain(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


def take_a_challenge(content: bytes) -> None:
    """Only what was made for this door is good, in the one spelling it was made in: it is good once, and counted by its spelling."""
    challenge, door = halves(content)
    good = challenge_ends(HOST, challenge, door=door, now=NOON)
    assert not good or (door == "door" and challenge in (MADE, USED))


def type_shares(content: bytes) -> None:
    """Line by line, as sheets are typed; what is joined was made by us."""
    shares = [read_share(line) for line in content.decode("utf-8", "replace").split("\n")]
    join_shares(shares)


HARNESSES = {
    "passkeys": Harness(standing_alone(answer_a_passkey), answers, longest=2048),
    "challenges": Harness(
        standing_alone(take_a_challenge), lambda: [f"{MADE}\0door".encode(), b"AAAA\0door"], longest=256
    ),
    "recovery_words": Harness(
        standing_alone(type_shares),
        lambda: [
            "\n".join(SHARES[:2]).encode(),
            SHARES[0].upper().encode(),
            " ".join(w[:4] for w in SHARES[1].split()).encode(),
        ],
        (NotValid,),
        REASONS,
        longest=1024,
    ),
}

"""Somebody with the cold disk, and a border list of a million crossings in which the claimants stand. Reads with sqlite3 alone.

This is where the strongest things we could think of are tried: digests of what the list says, sizes and counts calibrated on
claims whose truth is known (an adversary may send some), the order of rows, the times of files.
"""

import contextlib
import hashlib
import hmac
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claims.store.synthetic_records import synthetic_records

CROSSINGS = 1_000_000
SHUFFLES = 2_000
SELDOM = 0.001
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Traveller:
    """One person in the list: passport country, and the days of entry."""

    passport: str
    entered: tuple[str, ...]


@dataclass(frozen=True)
class ColdClaim:
    """What the disk shows of a claim: its clear words, and how many sealed things of which sizes, each by a name."""

    id: str
    reference: str
    shown: Mapping[str, object]


def border_list(claimants: Sequence[Traveller]) -> list[Traveller]:
    """A million crossings by made-up people, and the claimants among them."""
    trips: dict[str, tuple[str, list[str]]] = {}
    for batch in synthetic_records(records=CROSSINGS, seed=7):
        # As plain texts first: taken one by one out of their dictionary they take seven times as long.
        names, passports, days = (
            batch.column(name).cast(pa.string()).to_pylist() for name in ("claimant", "passport", "entered")
        )
        for who, passport, day in zip(names, passports, days, strict=True):
            if day:
                trips.setdefault(who, (passport, []))[1].append(day)
    others = [Traveller(passport, tuple(sorted(entered))) for passport, entered in trips.values()]
    everybody = [*others, *claimants]
    Random(1).shuffle(everybody)
    return everybody


def cold_claims(database: Path, vault: Path) -> list[ColdClaim]:
    """Every claim that was sent, in the order in which the file holds them."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    sent = link.execute(
        "SELECT id, reference, week, status, vault_folder FROM claim WHERE status <> 'draft'"
    ).fetchall()
    found = []
    for claim_id, reference, week, status, folder in sent:
        shown: dict[str, object] = {"week": week, "status": status}
        parts = link.execute(
            "SELECT kind, number, version, length(sealed) FROM claim_part WHERE claim_id = ?", (claim_id,)
        )
        for kind, number, version, size in parts:
            shown |= {f"size of {kind} {number}": size, f"version of {kind} {number}": version}
            shown[f"how many {kind}"] = max(number, int(str(shown.get(f"how many {kind}", 0))))
        wraps = link.execute(
            "SELECT recipient, generation, length(wrapped) FROM claim_wrap WHERE claim_id = ?", (claim_id,)
        )
        shown |= {f"wrap {recipient} {generation}": size for recipient, generation, size in wraps}
        files = [path.stat().st_size for path in (vault / folder[:2] / folder).glob("*")]
        shown |= {"files": len(files), "bytes of files": sum(files), "largest file": max(files, default=0)}
        found.append(ColdClaim(claim_id, reference, shown))
    link.close()
    return found


def clear_values(database: Path) -> set[bytes]:
    """Every value of every column, as bytes; hexadecimal ones also as what they spell, long ones by their first 16 and 32 bytes."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    tables = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    values: set[bytes] = set()
    for table in tables:
        for row in link.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                values |= set(_forms(value))
    link.close()
    return values


def _forms(value: object) -> Iterator[bytes]:
    content = value if isinstance(value, bytes) else str(value).encode()
    yield content
    for start in (0, 1, 13):  # behind a format byte or a nonce
        yield content[start : start + 16]
        yield content[start : start + 32]
    with contextlib.suppress(ValueError):
        yield bytes.fromhex(content.decode())


def digests(person: Traveller, *, salts: Sequence[bytes]) -> Iterator[bytes]:
    """What a careless service might have made of a person: digests of days and passport, plain and keyed by what lies in clear."""
    texts = ["|".join((person.passport, *person.entered)), "".join(person.entered), *person.entered]
    for text in texts:
        plain = text.encode()
        for name in ("sha256", "sha1", "md5"):
            made = hashlib.new(name, plain, usedforsecurity=False).digest()
            yield made
            yield made[:16]
        for salt in salts:
            made = hmac.new(salt, plain, "sha256").digest()
            yield made
            yield made[:16]


def named_by_digest(people: Iterable[Traveller], values: set[bytes], *, salts: Sequence[bytes]) -> list[Traveller]:
    """Those of whom something derived stands on the disk."""
    return [person for person in people if any(each in values for each in digests(person, salts=salts))]


def neighbours(looks: Sequence[object]) -> Matrix:
    """For each claim those others that look most like it: the same, or of sizes and counts the nearest; of all as near, all."""
    numeric = all(isinstance(look, int) for look in looks)
    if numeric:
        values = np.array(looks, dtype=float)
        away = np.abs(values[:, None] - values[None, :])
    else:
        words = [str(look) for look in looks]
        away = np.array([[float(one != other) for other in words] for one in words])
    np.fill_diagonal(away, np.inf)
    return (away == away.min(axis=1, keepdims=True)).astype(float)


def hits_of(near: Matrix, truth: Matrix) -> int:
    """How many claims are guessed right when each is guessed by what most of its neighbours are (`truth`: one row each, one-hot)."""
    votes = near @ truth
    return int((votes.argmax(axis=1) == truth.argmax(axis=1)).sum())


def one_hot(truth: Sequence[object]) -> Matrix:
    """A row for each claim, a column for each value."""
    values = sorted(set(map(str, truth)))
    return np.array([[float(str(each) == value) for value in values] for each in truth])


def luck(looks: Sequence[object], truth: Sequence[object]) -> float:
    """How often shuffled truths are guessed at least as well: small means that the disk tells something."""
    near, secret = neighbours(looks), one_hot(truth)
    found, pick, as_good = hits_of(near, secret), np.random.default_rng(2), 1
    for _ in range(SHUFFLES):
        as_good += hits_of(near, pick.permutation(secret)) >= found
    return as_good / (SHUFFLES + 1)


def what_tells(claims: Sequence[ColdClaim], secrets: Mapping[str, Sequence[object]]) -> dict[tuple[str, str], float]:
    """Every clear fact or size that tells something of a secret, by itself, with how seldom chance does as well."""
    told = {}
    for feature in sorted({name for claim in claims for name in claim.shown}):
        looks = [claim.shown.get(feature, 0) for claim in claims]
        if len(set(map(str, looks))) > 1:
            told |= {(feature, name): luck(looks, secret) for name, secret in secrets.items()}
    return {each: chance for each, chance in told.items() if chance < SELDOM}


def order_luck(places: Sequence[int]) -> float:
    """How often a shuffled order agrees with the order of sending at least as much (or as little): of pairs, how many rise."""
    found = abs(_rising(places) - 0.5)
    pick, shuffled, as_far = Random(3), list(places), 1
    for _ in range(SHUFFLES):
        pick.shuffle(shuffled)
        as_far += abs(_rising(shuffled) - 0.5) >= found
    return as_far / (SHUFFLES + 1)


def _rising(places: Sequence[int]) -> float:
    pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :]]
    return sum(a < b for a, b in pairs) / len(pairs)


def named_by_guessing(
    claims: Sequence[ColdClaim], truth: Mapping[str, Traveller], people: Sequence[Traveller]
) -> list[str]:
    """The adversary names one person for each claim: at random among those who fit the guessed passport and number of trips."""
    order = [truth[claim.reference] for claim in claims]
    near = neighbours([tuple(sorted(claim.shown.items())) for claim in claims])
    guessed = [_guessed(near, [fact(person) for person in order]) for fact in (_passport, _trips)]
    by_look: dict[tuple[str, ...], list[Traveller]] = {}
    for person in people:
        by_look.setdefault((_passport(person), _trips(person)), []).append(person)
    pick = Random(4)
    chosen = [pick.choice(by_look.get(look) or list(people)) for look in zip(*guessed, strict=True)]
    return [claim.reference for claim, guess, person in zip(claims, chosen, order, strict=True) if guess == person]


def _passport(person: Traveller) -> str:
    return person.passport


def _trips(person: Traveller) -> str:
    return str(len(person.entered))


def _guessed(near: Matrix, truth: Sequence[str]) -> list[str]:
    values = sorted(set(truth))
    return [values[vote] for vote in (near @ one_hot(truth)).argmax(axis=1)]

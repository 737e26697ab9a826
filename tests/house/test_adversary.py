"""The adversary of tests/house/adversary.py must be able to win where something is told: else its failure would prove nothing."""

from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from tests.house.adversary import (
    ColdClaim,
    Traveller,
    clear_values,
    digests,
    luck,
    named_by_digest,
    named_by_guessing,
    order_luck,
    what_tells,
)

PEOPLE = [Traveller("VNM", (f"2013-0{1 + n % 9}-1{n % 8}", f"2014-01-{10 + n}")) for n in range(15)]


def test_a_size_that_follows_the_trips_is_noticed() -> None:
    truth = [1 + n % 3 for n in range(48)]

    assert luck([8192 + 1024 * trips for trips in truth], truth) < 0.001
    assert luck([8192 for _ in truth], truth) > 0.05


def test_a_weak_trace_is_noticed_too() -> None:
    """Of fifty claims a third betray themselves."""
    pick = Random(5)
    truth = [pick.choice("abc") for _ in range(50)]
    shown = [(secret if n % 3 == 0 else "") for n, secret in enumerate(truth)]

    assert luck(shown, truth) < 0.001


def test_an_order_of_rows_that_follows_the_sending_is_noticed() -> None:
    mixed = list(range(50))
    Random(6).shuffle(mixed)

    assert order_luck(list(range(50))) < 0.001
    assert order_luck(mixed) > 0.001


def test_a_search_token_is_found(tmp_path: Path) -> None:
    """Kept as hexadecimal text, as bytes, cut short, or keyed by something that lies beside it."""
    person, salt = PEOPLE[3], b"office-id"
    for number, token in enumerate(digests(person, salts=[salt])):
        file = tmp_path / f"{number}.sqlite"
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as link:
            link.execute(text("CREATE TABLE claim (id TEXT, token)"))
            kept = token.hex() if number % 2 else token
            link.execute(text("INSERT INTO claim VALUES ('x', :kept)"), {"kept": kept})
        engine.dispose()

        assert named_by_digest(PEOPLE, clear_values(file), salts=[salt]) == [person]


def test_who_is_alone_with_a_look_is_named() -> None:
    """Passport and number of trips written on the outside of each claim, and nobody else who has both."""
    people = [Traveller(passport, ("2013-02-03",) * trips) for passport in ("VNM", "KOR") for trips in (1, 2, 3)]
    claims = [ColdClaim(f"{n}-{twin}", f"{n}-{twin}", {"look": n}) for n in range(6) for twin in range(2)]
    truth = {claim.reference: people[int(claim.reference[0])] for claim in claims}

    assert len(named_by_guessing(claims, truth, people)) == 12


def test_each_fact_is_tried_by_itself() -> None:
    """A count of saves that follows the trips is found among much that says nothing, also where no two are the same."""
    trips = [1 + n % 3 for n in range(48)]
    claims = [
        ColdClaim(
            str(n), str(n), {"week": "2026-W47", "size": 8221, "version": 10 * count + n % 7, "salt": n * 7919 % 48}
        )
        for n, count in enumerate(trips)
    ]

    assert set(what_tells(claims, {"trips": trips})) == {("version", "trips")}

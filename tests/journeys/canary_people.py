"""Fifty people whose every answer is a canary, and the days on which they crossed the border.

This is where what a disk must not betray is told to the running service.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from claims.cli.demonstration.people import Person, Piece, read_people
from claims.model.claim_file import EntryRecord, Representative
from claims.model.vocabulary import EvidenceKind
from tests.house.canaries import canary
from tests.house.canary_day import paper

PEOPLE = 50
# Days that stand nowhere in the published registry, so that one found on a disk came from a claim.
FIRST, DAYS = date(2013, 1, 5), 300


def canary_people(numbers: Iterator[int]) -> list[Person]:
    """Fifty, in all six languages, each with one to three trips, every free text a word that occurs nowhere else."""
    pick = Random(20261231)
    examples = read_people()
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(DAYS)]
    pick.shuffle(days)
    return [_person(examples[n % len(examples)], numbers, pick=pick, days=days) for n in range(PEOPLE)]


def _person(example: Person, numbers: Iterator[int], *, pick: Random, days: list[str]) -> Person:
    def word() -> str:
        return canary(next(numbers))

    said = example.claimant
    representative = said.representative
    if representative.relation:
        representative = Representative(name=word(), relation=representative.relation, contact=word())
    trips = tuple(
        EntryRecord(id=f"trip-{n}", passport=said.nationality, entered=days.pop()) for n in range(pick.randint(1, 3))
    )
    name = word()
    pieces = (
        Piece(content=paper(word()), file_name=f"{word()}.pdf", kind=EvidenceKind.CERTIFICATE, record=trips[0].id),
        Piece(content=paper(word() * 300), file_name=f"{word()}.pdf", kind=EvidenceKind.LETTER, record=trips[0].id),
    )
    return replace(
        example,
        claimant=said.model_copy(
            update={
                "name": name,
                "name_latin": name.upper(),
                "name_hangul": f"{word()}홍길동",
                "passport_number": word(),
                "representative": representative,
            }
        ),
        records=trips,
        statement=example.statement.model_copy(
            update={"account": " ".join(word() for _ in range(40)), "harm": word(), "helped_by": word()}
        ),
        for_lawyers=example.for_lawyers.model_copy(update={"learned_how": word()}),
        contact=example.contact.model_copy(update={"channel": "email", "address": f"{word()}@example.org"}),
        evidence=partial(tuple, pieces),
    )

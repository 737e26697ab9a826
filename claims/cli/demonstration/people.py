"""The sixteen made-up people as claim files, and the made-up evidence they attach. This is where sixteen.toml is read."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from claims.cli.demonstration.evidence import (
    Movement,
    boarding_pass_heic,
    certificate_pdf,
    entry_stamp_jpeg,
    old_korean_passport_jpeg,
)
from claims.model.claim_file import Claimant, ConsentStatement, Contact, EntryRecord, ForLawyers
from claims.model.vocabulary import AgreementCode, EvidenceKind

SIXTEEN = Path(__file__).parent / "sixteen.toml"
CERTIFIED = (date(2005, 1, 1), date(2021, 12, 31))


@dataclass(frozen=True)
class Piece:
    """One file a person attaches: its bytes, name, what they say it is, and for which trip."""

    content: bytes
    file_name: str
    kind: EvidenceKind
    record: str


@dataclass(frozen=True)
class Person:
    """One of the sixteen, as the parts of a claim file; `evidence` makes the files when asked."""

    slug: str
    language: str
    claimant: Claimant
    records: tuple[EntryRecord, ...]
    statement: ConsentStatement
    for_lawyers: ForLawyers
    contact: Contact
    refused: frozenset[AgreementCode]
    evidence: Callable[[], tuple[Piece, ...]]


def read_people(path: Path = SIXTEEN) -> tuple[Person, ...]:
    """All sixteen, in the order of the file."""
    return tuple(_person(entry) for entry in tomllib.loads(path.read_text())["person"])


def _person(entry: dict[str, Any]) -> Person:
    claimant = Claimant.model_validate(entry["claimant"])
    records = tuple(_record(record) for record in entry["record"])
    pieces = entry.get("evidence", [])
    return Person(
        slug=entry["slug"],
        language=entry["language"],
        claimant=claimant,
        records=records,
        statement=ConsentStatement.model_validate(entry["statement"]),
        for_lawyers=ForLawyers.model_validate(entry.get("for_lawyers", {})),
        contact=Contact.model_validate(entry.get("contact", {})),
        refused=frozenset(AgreementCode(code) for code in entry["refused"]),
        evidence=lambda: tuple(_piece(piece, claimant, {r.id: r for r in records}) for piece in pieces),
    )


def _record(entry: dict[str, Any]) -> EntryRecord:
    return EntryRecord.model_validate({("id" if key == "record" else key): value for key, value in entry.items()})


def _piece(entry: dict[str, Any], claimant: Claimant, records: dict[str, EntryRecord]) -> Piece:
    content = _SPECIMENS[entry["specimen"]](claimant, records[entry["record"]])
    return Piece(
        content=content, file_name=entry["file_name"], kind=EvidenceKind(entry["kind"]), record=entry["record"]
    )


def _stamp(_claimant: Claimant, record: EntryRecord) -> bytes:
    return entry_stamp_jpeg(day=date.fromisoformat(record.entered or ""), port=record.port_in or "ICN")


def _certificate(claimant: Claimant, record: EntryRecord) -> bytes:
    days: tuple[tuple[Literal["exit", "entry"], str | None], ...] = (("exit", record.exited), ("entry", record.entered))
    movements = [Movement(kind=kind, day=date.fromisoformat(day)) for kind, day in days if day]
    return certificate_pdf(
        name=claimant.name_latin,
        born=date.fromisoformat(claimant.born),
        nationality=claimant.nationality,
        passport_number="B0000000",
        movements=movements,
        period=CERTIFIED,
        issued=date(2026, 11, 3),
    )


def _boarding_pass(claimant: Claimant, record: EntryRecord) -> bytes:
    return boarding_pass_heic(name=claimant.name_latin, day=date.fromisoformat(record.entered or record.exited or ""))


def _passport(claimant: Claimant, _record: EntryRecord) -> bytes:
    surname, _, given = claimant.name_latin.partition(" ")
    return old_korean_passport_jpeg(
        name_hangul=claimant.name_hangul,
        surname=surname,
        given_names=given.replace(" ", ""),
        born=date.fromisoformat(claimant.born),
    )


_SPECIMENS: dict[str, Callable[[Claimant, EntryRecord], bytes]] = {
    "entry_stamp": _stamp,
    "certificate": _certificate,
    "boarding_pass": _boarding_pass,
    "old_korean_passport": _passport,
}

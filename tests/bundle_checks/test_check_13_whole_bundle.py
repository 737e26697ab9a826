"""Check 13 on whole bundles: every statement's text and JSON say exactly what lies sealed in that person's claim, and say it beside the PDF."""

import json
import unicodedata

import pytest

from claims.model.bundle import Bundle
from claims.model.claim_file import ClaimFile
from tests.bundle_people import GOING
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter

COURTS = {"korean": "진술서_", "american": "statement-"}


@pytest.mark.parametrize("court", COURTS)
def test_json_and_text_are_what_is_stored(
    court: str, served: tuple[FullMatter, Bundle], request: pytest.FixtureRequest
) -> None:
    """Names with marks and markup included: the JSON keeps them letter by letter, the text shows what acts unseen by its number."""
    (here, bundle), made = served, request.getfixturevalue(court)
    stem = f"court/data/10-statements/{COURTS[court]}"
    numbers = {chosen.claim_id: chosen.number for chosen in here.numbers(bundle).parties}

    assert len(made.under("court/data/10-statements/", ".pdf")) == len(GOING)
    for person in GOING:
        number = numbers[here.sent[person.key].claim.id]
        stored = here.claim_file(person.key)
        told = json.loads(made.files[f"{stem}{number:06d}.json"])
        raw = made.files[f"{stem}{number:06d}.txt"]
        assert told["reference"] == here.sent[person.key].receipt.reference
        assert facts_of(told) == facts_stored(stored)
        assert unicodedata.is_normalized("NFC", raw.decode("utf-8"))
        for said in (stored.statement.account, person.own, stored.claimant.passport_number):
            assert unicodedata.normalize("NFC", said) in raw.decode("utf-8")
        assert f"{stem}{number:06d}.pdf" in made.files


def facts_of(told: dict[str, object]) -> dict[str, object]:
    """What the JSON says of the person, their account and their trips."""
    trips = told["trips"]
    assert isinstance(trips, list)
    person = {name: told[name] for name in ("name", "name_latin", "born", "nationality", "passport_number")}
    said = {name: told[name] for name in ("account", "harm", "language", "in_person")}
    return {**person, **said, "trips": [(one["passport"], one["entered"], one["exited"]) for one in trips]}


def facts_stored(file: ClaimFile) -> dict[str, object]:
    """The same out of the sealed file."""
    person = file.claimant.model_dump(include={"name", "name_latin", "born", "nationality", "passport_number"})
    said = file.statement.model_dump(include={"account", "harm", "language", "in_person"})
    return {**person, **said, "trips": [(one.passport, one.entered, one.exited) for one in file.records]}


def test_every_statement_is_in_the_load_file_with_its_text(american: Unpacked) -> None:
    rows = [row for row in american.loaded("court") if row["DOCTYPE"] == "statement"]

    assert len(rows) == len(GOING)
    for row in rows:
        path = row["TEXTPATH"].removeprefix(".\\").replace("\\", "/")
        assert path == american.listed(row).replace(".pdf", ".txt")
        assert path in american.files

"""One of the sixteen walks through the claimant's pages, field by field, as a browser without script would send it.

This is where a person of sixteen.toml becomes form answers.
"""

from typing import Any

from claims.cli.demonstration.people import Person
from claims.model.claim_file import EntryRecord
from claims.model.vocabulary import AgreementCode
from tests.client import Page, Visitor


def send_by_pages(visitor: Visitor, person: Person) -> Page:
    """Begin, confirm the receipt, answer every page, attach, send; the proof page."""
    here = f"/{person.language}"
    _begin(visitor, here)
    answers = {code.value: "no" if code in person.refused else "yes" for code in AgreementCode}
    _save(visitor, f"{here}/agreements", answers)
    _save(visitor, f"{here}/person", _person(person))
    for record in person.records:
        _save(visitor, f"{here}/trip", _trip(record))
    _save(visitor, f"{here}/account", _given(person.statement.model_dump(mode="json", exclude={"in_person"})))
    _save(visitor, f"{here}/lawyers", _lawyers(person))
    _save(visitor, f"{here}/contact", _given(person.contact.model_dump(mode="json")))
    for piece in person.evidence():
        page = visitor.open(f"{here}/evidence")
        fill = {"kind": piece.kind.value, "file": (piece.file_name, piece.content)}
        filled = page.fill(fill)
        filled.press(_main_button(filled))
    page = visitor.open(f"{here}/review")
    send = next(form for form in page.forms() if form.form.attributes.get("action", "").endswith("/send"))
    return send.press(_main_button(send))


def _begin(visitor: Visitor, here: str) -> None:
    page = visitor.open(f"{here}/begin")
    begin = page.form("csrf_token")
    receipt = begin.press(_main_button(begin))
    code = receipt.form("last_four").form.values("code")[0]
    filled = receipt.fill({"last_four": code[-4:]})
    filled.press(_main_button(filled))


def _save(visitor: Visitor, address: str, answers: dict[str, Any]) -> Page:
    filled = visitor.open(address).fill(answers)
    return filled.press(_main_button(filled))


def _main_button(filled: Any) -> str:
    return str(next(iter(filled.form.buttons)))


def _person(person: Person) -> dict[str, Any]:
    said = person.claimant.model_dump(mode="json", exclude={"born", "representative"})
    for name, value in person.claimant.representative.model_dump(mode="json").items():
        said[f"representative_{name}"] = value
    return _given(said) | _date("born", person.claimant.born)


def _trip(record: EntryRecord) -> dict[str, Any]:
    said = record.model_dump(mode="json", exclude={"id", "entered", "exited", "earlier"})
    return _given(said) | _date("entered", record.entered) | _date("exited", record.exited)


def _lawyers(person: Person) -> dict[str, Any]:
    said = person.for_lawyers.model_dump(mode="json", exclude={"learned_when"})
    return _given(said) | _date("learned_when", person.for_lawyers.learned_when)


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, "")}


def _date(name: str, edtf: str | None) -> dict[str, Any]:
    if not edtf:
        return {}
    if edtf == "none":
        return {f"{name}-none": True}
    parts = dict(zip(("year", "month", "day"), edtf.split("-"), strict=False))
    return {f"{name}-{part}": int(value) for part, value in parts.items()}

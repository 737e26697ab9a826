"""Steps of a claimant in a real browser, without script: found by field names, because words differ by language.

This is where a page is looked at (axe, width) each time a step has led to it.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page

from claims.cli.demonstration.people import Person
from claims.model.claim_file import EntryRecord
from tests.browser import axe_violations


def look(page: Page) -> None:
    """Nothing for axe to find, nothing sticking out sideways."""
    assert axe_violations(page) == [], page.url
    wide = sideways(page)
    assert wide <= 0, f"{page.url} sticks out by {wide} pixels"


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the screen; 0 or less where nothing sticks out."""
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wide, int)
    return wide


def go(page: Page, path: str) -> None:
    """Open a page of the same service and look at it."""
    root = "/".join(page.url.split("/")[:3])
    page.goto(root + path)
    look(page)


def press(page: Page, action: str) -> None:
    """Press the main button of the form that goes to an address ending so, and look at what comes."""
    named = page.locator(f'main form[action$="{action}"]')
    form = named if named.count() else page.locator("main form:not([action])")
    follow(page, form.first.locator("button:not([formaction])").first)


def follow(page: Page, leads_on: Locator) -> None:
    """Click what leads to another page, wait until that is there (a click alone does not), and look at it."""
    with page.expect_navigation():
        leads_on.click()
    look(page)


def begin(page: Page, language: str) -> tuple[str, str]:
    """Begin, copy the receipt, confirm it; (reference, code)."""
    go(page, f"/{language}/begin")
    press(page, "/begin")
    code = page.locator('form[action$="/receipt"] input[name=code]').input_value()
    reference = page.locator(".reference").first.inner_text()
    page.locator("[name=last_four]").fill(code[-4:])
    press(page, "/receipt")
    return reference, code


def answer_everything(page: Page, person: Person, folder: Path) -> None:
    """Agreements, person, trips, account, lawyers, files: as the person of sixteen.toml says."""
    here = f"/{person.language}"
    go(page, f"{here}/agreements")
    for number in range(1, 9):
        refused = f"C{number}" in {code.value for code in person.refused}
        page.locator(f"[name=C{number}][value={'no' if refused else 'yes'}]").check()
    press(page, "/agreements")
    go(page, f"{here}/person")
    page.locator("[name=name]").fill(person.claimant.name)
    page.locator("[name=nationality]").select_option(person.claimant.nationality)
    press(page, "/person")
    for record in person.records:
        go(page, f"{here}/trip")
        _fill_trip(page, record)
        press(page, "/trip")
    go(page, f"{here}/account")
    page.locator("[name=account]").fill(person.statement.account)
    press(page, "/account")
    for piece in person.evidence():
        _attach(page, here, folder / piece.file_name, piece.content, piece.kind.value)


def _fill_trip(page: Page, record: EntryRecord) -> None:
    page.locator("[name=passport]").select_option(record.passport or "")
    for name, edtf in (("entered", record.entered), ("exited", record.exited)):
        for part, value in zip(("year", "month", "day"), (edtf or "").split("-"), strict=False):
            box = page.locator(f'[name="{name}-{part}"]')
            if value and part == "month":
                box.select_option(str(int(value)))
            elif value:
                box.fill(value)


def _attach(page: Page, here: str, path: Path, content: bytes, kind: str) -> None:
    path.write_bytes(content)
    go(page, f"{here}/evidence")
    box = page.locator("select[name=kind]")
    if box.count():
        box.select_option(kind)
    else:
        page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=file]").set_input_files(path)
    press(page, "/evidence")

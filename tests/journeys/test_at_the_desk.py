"""The whole way of a claim through the office, in a real browser without script: queue, claim, decision, matter, bundle, verified by a lawyer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from claims.cli import main
from claims.cli.demonstration.people import read_people
from claims.store.clock import now, seconds
from tests.client import Visitor
from tests.journeys.browsing import follow, look
from tests.journeys.running import Service
from tests.journeys.sixteen_path import send_by_pages

PATIENCE = 180  # seconds until the worker has done what was asked of it

pytestmark = pytest.mark.browser


def test_a_sent_claim_leaves_in_a_bundle_that_verifies(
    service: Service, open_page: Callable[..., Page], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """From the queue to `claims verify`, with axe on every page."""
    person = next(p for p in read_people() if p.slug == "vietnamese-worker")
    send_by_pages(Visitor(service, home=service.home), person)

    han = _sign_in(open_page(f"{service.home}/en/office/sign-in"), service, "han")
    _until(service, han, lambda: han.get_by_role("link", name=person.claimant.name).count() > 0)
    look(han)
    follow(han, han.get_by_role("link", name=person.claimant.name).first)
    assert person.statement.account in han.locator("main").inner_text()
    han.locator("[name=move][value=check]").check()
    _press(han, "Do this")
    assert "checked" in han.locator("main").inner_text()

    han.goto(f"{service.home}/en/office/new-matter")
    look(han)
    han.locator("[name=title]").fill("대한민국에 대한 손해배상 청구")
    han.locator("[name=route][value=state]").check()
    han.locator("[name=firm]").fill("Firm One")
    han.get_by_label("Park").check()
    _press(han, "Open the matter")
    matter = han.url
    han.goto(f"{matter}/choose")
    look(han)
    han.locator("[name=references]").first.check()
    _press(han, "Choose these claims")

    park = _sign_in(open_page(f"{service.home}/en/office/sign-in"), service, "park")
    for page in ("", "/edit", "/exhibits", "/groups", "/compare"):
        park.goto(f"{matter}{page}")
        look(park)
    park.goto(f"{matter}/order")
    look(park)
    park.locator("[name=purpose]").fill("Filing")
    park.locator("[name=recipient]").fill("Seoul Central District Court")
    _press(park, "Order the bundle")
    _until(service, park, lambda: park.get_by_role("button", name="Collect the bundle").count() > 0)
    look(park)
    park.locator("[name=why][value=court]").check()
    with park.expect_download() as waiting:
        park.get_by_role("button", name="Collect the bundle").click()
    bundle = tmp_path / "bundle.zip"
    waiting.value.save_as(bundle)

    assert main(["verify", str(bundle)]) == 0
    assert "unchanged" in capsys.readouterr().out
    spoiled = bytearray(bundle.read_bytes())
    spoiled[len(spoiled) // 3] ^= 1
    bundle.write_bytes(bytes(spoiled))
    assert main(["verify", str(bundle)]) == 1


@pytest.mark.parametrize("name", ["ada", "aud"])
def test_who_holds_no_key_sees_no_claim(service: Service, open_page: Callable[..., Page], name: str):
    """An administrator and an auditor sign in, and the queue does not exist for them."""
    page = _sign_in(open_page(f"{service.home}/ko/office/sign-in"), service, name)
    answer = page.goto(f"{service.home}/ko/office/claims")
    assert answer is not None
    assert answer.status == 404
    look(page)


def _sign_in(page: Page, service: Service, name: str) -> Page:
    look(page)
    page.locator("[name=name]").fill(name)
    page.locator("[name=passphrase]").fill(service.sign_ins[name].passphrase)
    page.locator("[name=code]").fill(service.code(name))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page)
    return page


def _press(page: Page, button: str) -> None:
    follow(page, page.get_by_role("button", name=button))


def _until(service: Service, page: Page, there: Callable[[], bool]) -> None:
    deadline = seconds(now()) + PATIENCE
    while not there():
        assert seconds(now()) < deadline, f"{page.url} never showed what was waited for"
        service.look_away()
        page.goto(page.url)

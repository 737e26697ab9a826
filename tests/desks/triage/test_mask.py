"""Evidence at the triage desk: pictures of clean copies after a ledger line, and squares painted over for good."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from claims.store.claim_parts import read_claim_file
from tests.browser import served
from tests.cast import ADA, HAN, LINH, PARK
from tests.client import Page
from tests.desks.at_work import AtWork, white_picture
from tests.make import Sent

PAINT = "Paint over these squares and destroy the original"


@pytest.fixture
def sent(work: AtWork) -> Sent:
    """A claim with one white picture, 800 by 1200."""
    return work.send_with_picture(LINH, white_picture())


def evidence_address(work: AtWork, sent: Sent, more: str = "") -> str:
    """The first page of its first piece."""
    with work.office.database.question() as session:
        file, _ = read_claim_file(session, sent.claim)
    return f"/en/office/claims/{sent.claim.reference}/evidence/{file.evidence[0].id}/1{more}"


def masking(work: AtWork, sent: Sent) -> Page:
    """The page with the grid."""
    return work.inside(HAN).open(evidence_address(work, sent))


def picture(work: AtWork, sent: Sent) -> Image.Image:
    """What the preview shows now."""
    answer = work.inside(HAN).fetch(evidence_address(work, sent, "/picture"))
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    return Image.open(BytesIO(answer.get_data())).convert("L")


def test_the_claim_page_shows_the_piece_with_its_grade(work: AtWork, sent: Sent) -> None:
    page = work.inside(HAN).open(f"/en/office/claims/{sent.claim.reference}")

    assert page.says("B: stamp")
    assert page.says("trip 1")
    sources = [image.attrib["src"] for image in page.tree.iter("img")]
    assert sources == [evidence_address(work, sent, "/picture")]


def test_a_look_leaves_a_line_first_and_is_kept_by_no_browser(work: AtWork, sent: Sent) -> None:
    before = len(work.ledger("read_evidence"))
    assert picture(work, sent).size == (800, 1200)
    line = work.ledger("read_evidence")[before]
    assert line.reference == sent.claim.reference
    assert work.details(line, HAN)["page"] == 1

    han = work.inside(HAN)
    assert han.fetch(evidence_address(work, sent, "/picture")).headers["Cache-Control"] == "no-store"
    with work.without_ledger():
        refused = han.fetch(evidence_address(work, sent, "/picture"))
    assert (refused.status_code, refused.mimetype) == (500, "text/html")


def test_ticked_squares_are_black_for_good_and_the_original_is_gone(work: AtWork, sent: Sent) -> None:
    folder = sent.claim.vault_folder
    before = set(work.office.vault.list(folder))

    page = masking(work, sent).fill(squares=["2-1", "2-2", "5-7"]).press(PAINT)

    shown = picture(work, sent)
    assert page.h1 == "Paint over a number"
    for column, row, black in ((1, 2, True), (2, 2, True), (7, 5, True), (3, 2, False), (1, 1, False), (0, 11, False)):
        middle = shown.getpixel((column * 100 + 50, row * 100 + 50))
        assert (middle < 40) is black, (column, row, middle)
    assert not before & set(work.office.vault.list(folder))
    assert work.ledger("mask")[-1].reference == sent.claim.reference
    assert not work.row(sent).unread
    assert work.inside(HAN).open(f"/en/office/claims/{sent.claim.reference}").says("yes; the original was destroyed")


def test_neighbouring_squares_leave_no_light_between_them(work: AtWork, sent: Sent) -> None:
    masking(work, sent).fill(squares=[f"0-{column}" for column in range(8)]).press(PAINT)

    row = [picture(work, sent).getpixel((column, 40)) for column in range(0, 800, 3)]
    assert max(row) < 40


def test_nothing_ticked_and_nonsense_change_nothing(work: AtWork, sent: Sent) -> None:
    page = masking(work, sent)
    before = set(work.office.vault.list(sent.claim.vault_folder))

    assert page.form(button=PAINT).press_refused(PAINT).errors == [
        "Squares to paint over – Please tick at least one square."
    ]
    assert page.tamper({"squares": ["0-0", "99-99"]}).press_refused(PAINT).errors
    assert set(work.office.vault.list(sent.claim.vault_folder)) == before


def test_a_page_that_is_not_there_is_not_found(work: AtWork, sent: Sent) -> None:
    han = work.inside(HAN)
    first = evidence_address(work, sent)

    for address in (
        f"{first[:-1]}0",
        f"{first[:-1]}2",
        f"{first[:-1]}2/picture",
        first.replace("/evidence/", "/evidence/0"),
    ):
        assert han.fetch(address).status_code == 404, address


def test_others_see_no_evidence(work: AtWork, sent: Sent) -> None:
    for who in (PARK, ADA):
        for more in ("", "/picture"):
            assert work.inside(who).fetch(evidence_address(work, sent, more)).status_code == 404
    assert work.stranger().open(evidence_address(work, sent)).h1 == "Sign in to the office"
    assert (
        work.inside(HAN).fetch(evidence_address(work, sent), method="POST", data={"squares": "0-0"}).status_code == 422
    )


@pytest.mark.browser
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_squares_lie_exactly_over_the_picture(work: AtWork, sent: Sent, open_page, *, phone: bool) -> None:  # type: ignore[no-untyped-def]
    cookie = work.inside(HAN).browser.get_cookie("member", domain="127.0.0.1")
    assert cookie is not None
    with served(work.service) as home:
        page = open_page(f"{home}/en/office/sign-in", phone=phone)
        page.context.add_cookies([{"name": "member", "value": cookie.value, "url": home}])
        page.goto(home + evidence_address(work, sent))
        whole = page.locator(".grid img").bounding_box()
        squares = [box.bounding_box() for box in page.locator(".grid input").all()]
    assert len(squares) == 8 * 12
    assert squares[0]["x"] == pytest.approx(whole["x"], abs=1)
    assert squares[0]["y"] == pytest.approx(whole["y"], abs=1)
    assert squares[-1]["x"] + squares[-1]["width"] == pytest.approx(whole["x"] + whole["width"], abs=1)
    assert squares[-1]["y"] + squares[-1]["height"] == pytest.approx(whole["y"] + whole["height"], abs=1)
    assert all(after["x"] > before["x"] for before, after in pairwise(squares[:8]))

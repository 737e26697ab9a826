"""A lawyer is appointed in a real browser, with script and without, on phones and at the desk, in Korean, Vietnamese and Arabic."""

import io
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from claims.model.claim_file import Claimant, ClaimFile, Representative
from claims.model.vocabulary import Answer, Status
from claims.rules.offers import offer_hash
from claims.web.language import speaking
from claims.web.wording import said
from tests.browser import PageOpener, served
from tests.cast import LINH, MINJUN, TRIIN, agreed
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork, white_pages
from tests.journeys.appointing import Walk, Walks
from tests.make import make_office
from tests.make_appointments import TERMS, Firm
from tests.make_bundles import picture

pytestmark = pytest.mark.browser
MOTHER, FATHER = "فاطمة الزهراء بنت عبد الرحمن", "محمد عبد الله الحسيني"


def in_arabic(claimant: Claimant) -> ClaimFile:
    """A claim sent in Arabic."""
    return LINH.model_copy(update={"claimant": claimant, "language": "ar", "agreements": agreed(language="ar")})


CHILD = in_arabic(
    Claimant(
        name="يوسف محمد الحسيني",
        born="2013-03-02",
        nationality="EGY",
        for_whom="child",
        representative=Representative(name=MOTHER, relation="parent"),
    )
)
AMINA = in_arabic(Claimant(name="أمينة بنت سالم", name_latin="AMINA SALEM", born="1988-07-01", nationality="EGY"))
DEAD = LINH.model_copy(
    update={
        "claimant": Claimant(
            name="Trần Văn Bình",
            born="1950-05-05",
            nationality="VNM",
            for_whom="other",
            representative=Representative(name="Trần An", relation="heir"),
        )
    }
)


@pytest.fixture(scope="module")
def work(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """An office at work."""
    folder = tmp_path_factory.mktemp("appointing")
    office = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield AtWork(office)
    office.close()


@pytest.fixture(scope="module")
def firm(work: AtWork) -> Firm:
    """Park's firm, its offer in force in three languages."""
    return Firm(work.office, languages=("ko", "vi", "ar"))


@pytest.fixture(scope="module")
def walks(work: AtWork, chromium: Browser) -> Iterator[Walks]:
    """The service, and browsers that know nothing of it."""
    opener = PageOpener(chromium)
    with served(work.service) as home:
        yield Walks(home, opener)
        opener.close()


def status_said(page: Page) -> str:
    """What the claim's page says first."""
    return page.locator(".verdict .weighty").inner_text()


def in_words(status: Status, language: str) -> str:
    """A status as a page in this language says it."""
    with speaking(language):
        return str(said(status))


def test_an_adult_in_korea_reads_answers_signs_by_typing_and_keeps_a_copy(firm: Firm, walks: Walks, tmp_path: Path):
    sent = firm.invite(MINJUN)
    walk = walks.back(sent, "ko", phone=True)
    walk.to_sign(granted="appeal", relation="self", name="김민준").sign("김민준")

    copy = walk.save(walk.page.locator('main a[href$="/copy/1"]'), tmp_path)
    assert copy.startswith(b"%PDF-")
    assert copy.rstrip().endswith(b"%%EOF")
    walk.follow("status")
    assert status_said(walk.page) == in_words(Status.SIGNED, "ko")
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.how, signed.language, signed.answers.granted) == ("typed", "ko", ("appeal",))
    assert [step.code for step in signed.steps] == ["read", "court", "powers", "where", "signer", "sign"]


def test_an_adult_abroad_draws_with_a_finger_and_reads_what_may_follow(firm: Firm, walks: Walks):
    sent = firm.invite(LINH)
    walk = walks.back(sent, "vi", phone=True, script=True)
    walk.to_sign(where={"service_address": "counsel", "country": "VNM", "other": "dont_know"})
    page = walk.page
    assert page.locator("main ol[lang=vi] li").count() >= 2, "the steps abroad, in her language"
    draw = page.locator("[data-signature] button[type=submit]")
    draw.click()
    assert page.locator("[data-empty]").is_visible(), "an empty box is not sent"
    stroke(page, [(0.1, 0.7), (0.3, 0.2), (0.5, 0.8)])
    page.locator("[data-clear]").click()
    stroke(page, [(0.5, 0.5), (0.7, 0.2), (0.9, 0.8)])
    walk.click(draw)

    assert walk.place == "appoint/1/signed"
    assert page.locator("main ol[lang=vi] li").count() >= 2
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.how, signed.answers.country, signed.answers.other) == ("drawn", "VNM", Answer.DONT_KNOW)
    left, _, right, _ = ink(signed.image)
    assert left > 250, "what was cleared is gone"
    assert right > 450, "what was drawn is there"


def stroke(page: Page, points: list[tuple[float, float]]) -> None:
    """One stroke of a finger in the box; points as parts of its width and height."""
    canvas = page.locator("[data-signature] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)
    for number, (across, down) in enumerate(points):
        at = {"x": box["x"] + across * box["width"], "y": box["y"] + down * box["height"]}
        kind = "touchMove" if number else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()


def ink(image: str) -> tuple[int, int, int, int]:
    """Where there is ink in a drawing: left, top, right, bottom in its pixels."""
    with Image.open(io.BytesIO(b64decode(image))) as drawn:
        found = drawn.getchannel("A").getbbox()
    assert found is not None
    return found


def test_both_parents_sign_each_in_their_own_browser(firm: Firm, walks: Walks):
    sent = firm.invite(CHILD)
    looks = {"phone": True, "dark": True}
    mother = walks.back(sent, "ar", **looks)
    assert mother.page.locator("html").get_attribute("dir") == "rtl"
    mother.to_sign(relation="parent", name=MOTHER).sign(MOTHER).follow("status")
    assert status_said(mother.page) == in_words(Status.CHECKED, "ar")

    father = walks.back(sent, "ar", **looks).follow("appoint/1/signed")
    father.to_sign(relation="parent", name=FATHER).sign(FATHER).follow("status")
    assert status_said(father.page) == in_words(Status.SIGNED, "ar")
    assert [each.signed.signer.name for each in firm.standing(sent).in_force] == [MOTHER, FATHER]


def test_an_heir_shows_a_share_with_a_paper(firm: Firm, walks: Walks, tmp_path: Path):
    sent = firm.invite(DEAD)
    walk = walks.back(sent, "vi")
    walk.follow("appoint/1").press("tongue").answer(court="yes").press("court").press("appeal")
    walk.answer(service_address="counsel", country="VNM", other="no").press("country")
    walk.answer(relation="heir", name="Trần An", share="1").press("share")
    assert walk.place == "appoint/1/signer"
    assert walk.page.locator("#problems").count() == 1, "nobody is an heir without a paper"
    walk.answer(name="Trần An").add(picture(), "giấy khai tử.jpg", tmp_path).press("share", "[name=add]")
    assert (walk.place, walk.value("share")) == ("appoint/1/signer", "1")
    assert "giấy khai tử.jpg" in walk.page.locator("main").inner_text()
    walk.press("share").sign("Trần An").follow("status")

    assert status_said(walk.page) == in_words(Status.SIGNED, "vi")
    signer = firm.standing(sent).in_force[0].signed.signer
    assert (signer.relation, signer.share, len(signer.proofs)) == ("heir", "1", 1)


def test_a_worker_takes_somebody_through_it_on_paper(work: AtWork, firm: Firm, walks: Walks, tmp_path: Path):
    sent = firm.invite(AMINA)
    here = f"office/claims/{sent.claim.reference}"
    page = walks.opener.open(f"{walks.home}/ko/come-back")
    cookie = work.inside(TRIIN).browser.get_cookie("member", domain="127.0.0.1")
    assert cookie is not None
    page.context.add_cookies([{"name": "member", "value": cookie.value, "url": walks.home}])
    walk = Walk(walks, page, "ko").open(here).follow(f"{here}/helping/1")
    assert page.locator("main .sheet[lang=ar][dir=rtl]").count() == 1, "first the person's own language"
    walk.open(f"{here}/helping/1?texts=ko")
    assert not {"court", "granted", "service_address"} & set(walk.picked), "nothing that binds"
    said_aloud = {"court": "yes", "granted": "appeal", "service_address": "counsel", "country": "KOR", "other": "no"}
    walk.answer(**said_aloud, interpreter="Lê An").press("court")
    assert page.locator("#problems").count() == 1, "an interpreter is named with a language"
    walk.answer(interpreter_language="ar").press("court")
    assert walk.place == f"{here}/helping/1/paper"

    printed = walk.save(page.locator('main a[href$="/to-sign.pdf"]'), tmp_path)
    assert printed.startswith(b"%PDF-")
    walk.answer(what="page").add(white_pages(4), "scan-1.pdf", tmp_path).press("file")
    assert "scan-1.pdf" in page.locator("#scans").inner_text()
    walk.answer(pages="yes", person="yes", worker="yes", interpreter="yes").press("paper")

    assert walk.place == f"{here}/helping/1"
    assert page.locator("main tbody tr").count() == 1
    assert work.row(sent).status == Status.SIGNED
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.how, signed.language, len(signed.scans)) == ("paper", "ko", 1)
    assert signed.helped is not None
    assert (signed.helped.interpreter, signed.helped.interpreter_language) == ("Lê An", "ar")


def test_the_keyboard_alone_reads_a_text_again_and_signs(firm: Firm, walks: Walks):
    sent = firm.invite(LINH)
    walk = walks.back(sent, "vi", script=True).to_sign()
    page = walk.page
    tab_to(page, "main summary:focus")
    page.keyboard.press("Enter")
    assert page.locator("main details[open]").count() == 1
    tab_to(page, "canvas:focus, [data-signature] button[type=submit]:focus")
    tab_to(page, "[name=typed]:focus")
    page.keyboard.insert_text("Nguyễn Thị Linh")
    tab_to(page, "form:has([name=typed]) button[type=submit]:focus")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert walk.came().place == "appoint/1/signed"
    assert firm.standing(sent).in_force[0].signed.how == "typed"


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(wanted).count():
            return
    raise AssertionError(f"Tab never reaches {wanted} on {page.url}")


def test_an_offer_changed_before_the_signature_is_read_again_and_nothing_is_lost(firm: Firm, walks: Walks):
    sent = firm.invite(MINJUN)
    walk = walks.back(sent, "ko")
    own = {"service_address": "own", "own_address": "서울 종로구 1", "country": "KOR", "other": "no"}
    walk.to_sign(where=own, granted="withdrawal")
    firm.put(TERMS, change={"costs": "\n\n인지대와 송달료도 냅니다."})

    walk.answer(typed="김민준").press("typed")
    assert walk.place == "appoint/1"
    (card,) = walk.page.locator("main section.card").all()
    assert "인지대와 송달료도 냅니다." in card.inner_text()
    assert firm.standing(sent).signings == (), "nobody signs what they have not read"
    walk.press("tongue")
    assert (walk.place, walk.picked) == ("appoint/1/court", ["court"])
    walk.press("court")
    assert walk.picked == ["withdrawal"]
    walk.press("appeal")
    assert walk.value("own_address") == "서울 종로구 1"
    walk.press("country").press("relation").sign("김민준")
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.offer_sha256, signed.answers.granted) == (offer_hash(firm.offer), ("withdrawal",))

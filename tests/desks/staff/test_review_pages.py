"""The monthly review: figures per person from the clear columns, a printable sheet, and a line that says who looked."""

from datetime import UTC, datetime

from playwright.sync_api import Browser

from claims.store.ledger import Actor, Happened, write_lines
from tests.cast import AUD, HAN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.house.files import ROOT

REVIEW = "/en/office/ledger/review"
SEEN = Happened("read_claim", "7K3M9Q4T")


def write(work: AtWork, actor: Actor, *happened: Happened, at: datetime) -> None:
    """Lines of these acts."""
    with work.office.database.deed() as session:
        write_lines(session, work.office.office.id, actor=actor, happened=happened, now=at)


def sheet(work: AtWork, month: str = "2025-03") -> Page:
    """The sheet of a month, as the auditor sees it."""
    return work.inside(AUD).open(f"{REVIEW}?month={month}")


def test_a_month_in_figures(fresh_work: AtWork) -> None:
    """Han read one claim eleven times at night, another twice; Park took one bundle; somebody failed to sign in."""
    work = fresh_work
    han, park = Actor(work.member(HAN).id, "lead"), Actor(work.member(PARK).id, "counsel")
    night, day = datetime(2025, 3, 1, 15, tzinfo=UTC), datetime(2025, 3, 31, 3, tzinfo=UTC)
    write(work, han, *[SEEN] * 11, at=night)
    write(work, han, *[Happened("read_claim", "8M4N9Q5V")] * 2, Happened("search"), at=day)
    write(work, park, Happened("collect_bundle", "b0" * 16), at=day)
    write(work, Actor("", "service"), Happened("export_ledger_unasked"), at=day)
    write(work, Actor("", "member"), *[Happened("sign_in_failed")] * 3, at=day)
    write(work, han, SEEN, at=datetime(2025, 3, 31, 15, tzinfo=UTC))  # the first of April in Seoul

    page = sheet(work)

    heads, *rows = page.rows("Who did what")
    assert heads == [
        *("Who", "Readings", "Searches", "Downloads", "Keys and members", "Sign-ins", "Failed sign-ins"),
        *("Work on claims and matters", "Downloads without a reason", "At night", "First hour", "Last hour"),
    ]
    assert rows == [
        ["Han", "13", "1", "0", "0", "0", "0", "0", "0", "11", "2025-03-01 15:00", "2025-03-31 03:00"],
        ["Park", "0", "0", "1", "0", "0", "0", "0", "0", "0", "2025-03-31 03:00", "2025-03-31 03:00"],
        ["a member", "0", "0", "0", "0", "0", "3", "0", "0", "0", "2025-03-31 03:00", "2025-03-31 03:00"],
        ["the service", "0", "0", "1", "0", "0", "0", "0", "1", "0", "2025-03-31 03:00", "2025-03-31 03:00"],
    ]
    assert page.says("more than 19 times")
    assert page.says("Nobody did.")


def test_a_claim_read_far_more_often_than_others_stands_out(fresh_work: AtWork) -> None:
    work = fresh_work
    han, at = Actor(work.member(HAN).id, "lead"), datetime(2025, 3, 31, 3, tzinfo=UTC)
    write(work, han, *[SEEN] * 9, *(Happened("read_claim", f"8M4N9Q5{sign}") for sign in "ABCDE"), at=at)

    page = sheet(work)

    assert page.says("more than 5 times")
    assert page.rows("above usual")[1:] == [["Han", "7K3M-9Q4T", "9"]]


def test_whoever_looked_says_so_and_what_they_found_lies_sealed(fresh_work: AtWork) -> None:
    work = fresh_work
    page = work.inside(AUD).open(REVIEW)
    month = page.h1.removeprefix("Review of ")
    assert page.says("Nobody has said yet")

    page = page.fill(findings="Warum elfmal?").press("I looked at this month")

    assert page.h1 == f"Review of {month}"
    assert page.says("Aud looked at this month at")
    assert "Warum elfmal?" not in page.html
    line = work.ledger("review")[-1]
    assert (line.actor, line.role, line.reference) == (work.member(AUD).id, "auditor", month)
    assert work.details(line, HAN) == {"findings": "Warum elfmal?"}


def test_other_months_are_offered_and_nonsense_is_the_usual_one(fresh_work: AtWork) -> None:
    usual = fresh_work.inside(HAN).open(REVIEW).h1

    for asked in ("2031-13", "nonsense", "1999-01", "2026-11-01"):
        assert sheet(fresh_work, asked).h1 == usual


def test_the_sheet_prints_without_its_buttons_and_with_room_to_write(work: AtWork, chromium: Browser) -> None:
    """In a real browser, as it would come out of the printer."""
    html = work.inside(AUD).open(REVIEW).html
    styles = ((ROOT / "claims" / "static" / name).read_text() for name in ("style.css", "desks.css"))
    page = chromium.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html.replace("</head>", f"<style>{''.join(styles)}</style></head>"))
    page.emulate_media(media="print")

    assert not page.get_by_role("button", name="I looked at this month").is_visible()
    assert page.get_by_text("Name, day, signature:").is_visible()
    box = page.locator("textarea").bounding_box()
    assert box is not None
    assert box["height"] > 200
    page.close()

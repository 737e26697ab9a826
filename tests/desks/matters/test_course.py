"""Counsel tell the claimants of a matter once what happened in the case, and put right what was wrong."""

import pytest

from claims.actions.matter_file import read_matter_file
from claims.model.matter import Matter
from claims.model.offer import CourseEntry
from claims.store.announcements import course_of
from tests.cast import HAN, LEE, PARK, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork

TELL = "Tell the claimants"


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


def course(work: AtWork, matter: Matter) -> Page:
    """The course of the case, opened by counsel."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}").follow("Course of the case")


def day(year: int, month: int, number: int, *, of: str = "day") -> dict[str, object]:
    """Three boxes of a day."""
    return {f"{of}-year": year, f"{of}-month": month, f"{of}-day": number}


def told(work: AtWork, matter: Matter) -> tuple[CourseEntry, ...]:
    """What claimants who were invited read."""
    with work.office.database.question() as session:
        file = read_matter_file(session.get_one(Matter, matter.id), keyring=work.holding(PARK).keyring)
        return course_of(session, bytes.fromhex(file.told_key), matter_id=matter.id) if file.told_key else ()


def test_a_filing_is_told_and_gives_the_matter_its_case_number(work: AtWork, matter: Matter) -> None:
    page = course(work, matter)
    assert page.says("Nothing was told yet.")
    assert page.value("to_matter") == "yes"

    typed = {"code": "filed", "number": "2027가합12345", "place": "서울중앙지방법원", "words_ar": "تم رفع الدعوى"}
    page = page.fill(typed | day(2027, 1, 4)).press(TELL)

    assert page.rows("What happened")[1][:2] == ["4 January 2027", "The suit was filed"]
    assert page.says("2027가합12345")
    assert page.says("تم رفع الدعوى")
    assert page.where("Remind claimants on the board").startswith(f"/en/office/matters/{matter.id}/board")
    assert work.inside(PARK).open(f"/en/office/matters/{matter.id}/edit").value("case_number") == "2027가합12345"
    assert [line.action for line in work.ledger() if line.reference == matter.id][-2:] == ["tell_course", "edit_matter"]
    assert course(work, matter).value("to_matter") == "", "a case number that stands is offered to be written over"


def test_without_the_tick_the_matter_stays_as_it_is(work: AtWork, matter: Matter) -> None:
    hearing = {"code": "hearing", "number": "1", "to_matter": True}
    page = course(work, matter).fill(hearing | day(2027, 3, 2)).press(TELL)
    page.fill({"code": "filed", "number": "2", "to_matter": False} | day(2027, 1, 4)).press(TELL)

    assert [entry.code for entry in told(work, matter)] == ["filed", "hearing"]
    assert work.inside(PARK).open(f"/en/office/matters/{matter.id}/edit").value("case_number") == ""


def test_a_wrong_entry_is_replaced(work: AtWork, matter: Matter) -> None:
    typed = course(work, matter).fill({"code": "hearing", "place": "B101", "words_en": "Come."} | day(2027, 3, 2))
    wrong = typed.press(TELL).follow("Replace “Hearing” of 2 March 2027")
    assert (wrong.value("place"), wrong.value("words_en"), wrong.value("day-month")) == ("B101", "Come.", "3")

    page = wrong.fill({"place": "B202"} | day(2027, 4, 6)).press("Replace it")

    assert [row[0] for row in page.rows("What happened")[1:]] == ["6 April 2027"]
    assert page.says("B202")
    assert not page.says("B101")
    assert [entry.place for entry in told(work, matter)] == ["B202"]
    assert wrong.visitor.fetch(wrong.address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"code": "hearing"}, "Date"),
        ({"code": "appeal_until", **day(2027, 5, 1)}, "Last day"),
        ({"code": "appeal_until", **day(2027, 5, 1), **day(2027, 4, 1, of="until")}, "Last day"),
        ({"code": "payment", **day(2027, 5, 1)}, "Amount for each claimant, in won"),
        ({"code": "payment", "amount": "much", **day(2027, 5, 1)}, "Amount for each claimant, in won"),
        ({"code": "filed", "to_matter": True, **day(2027, 5, 1)}, "Case number or number of the document"),
        ({"code": "note", **day(2027, 5, 1)}, "Your words in Korean"),
        ({"code": "note", "words_ar": "x" * 2001, **day(2027, 5, 1)}, "Your words in Arabic"),
        ({"place": "B101", **day(2027, 5, 1)}, "What happened"),
    ],
)
def test_what_is_missing_is_named_at_its_box(work: AtWork, matter: Matter, typed: dict[str, object], box: str) -> None:
    refused = course(work, matter).fill(typed | {"words_th": "คำ"} if typed.get("code") != "note" else typed)

    refused_page = refused.press_refused(TELL)

    assert [each.partition(" – ")[0] for each in refused_page.errors] == [box]
    assert all(refused_page.value(name) == str(value) for name, value in typed.items() if name != "to_matter")
    assert told(work, matter) == ()


@pytest.mark.parametrize("who", [HAN, TRIIN, LEE], ids=lambda who: who.name)
def test_only_counsel_who_hold_the_matters_key_tell(work: AtWork, matter: Matter, who: object) -> None:
    visitor = work.inside(who)  # type: ignore[arg-type]  # a NewMember
    token = visitor.open("/en/office/own").form(button="Sign out").form.values("csrf_token")[0]
    sent = {"csrf_token": token, "code": "note", "words_en": "Hello", **day(2027, 1, 4)}

    for page in ("course", f"course/{matter.id}"):
        assert visitor.fetch(f"/en/office/matters/{matter.id}/{page}").status_code == 404
        assert visitor.fetch(f"/en/office/matters/{matter.id}/{page}", method="POST", data=sent).status_code == 404
    assert told(work, matter) == ()

"""Eight questions, each alone."""

from claims.rules.agreements import latest_answer
from tests.client import Page
from tests.desks.intake.opened import file_of


def test_none_is_answered_beforehand_and_an_open_one_stays_open(begun: Page):
    page = begun.visitor.open("/en/agreements")
    assert all(page.value(f"C{number}") == "" for number in range(1, 9))
    page = page.fill(C1="yes", C8="no").press("Save my answers")
    assert page.says("1 of 8 answered yes")
    again = begun.visitor.open("/en/agreements")
    assert [again.value(f"C{number}") for number in (1, 2, 8)] == ["yes", "", "no"]


def test_an_answer_names_its_text_and_an_unchanged_one_is_not_repeated(begun: Page):
    for _ in range(2):
        begun.visitor.open("/en/agreements").fill(C1="yes", C3="no").press("Save my answers")
    file = file_of(begun)
    assert [(each.code, each.yes, each.language, each.version) for each in file.agreements] == [
        ("C1", True, "en", 1),
        ("C3", False, "en", 1),
    ]
    assert all(len(each.text_sha256) == 64 for each in file.agreements)
    assert latest_answer(file.agreements, file.agreements[0].code) is True


def test_important_items_look_different(begun: Page):
    page = begun.visitor.open("/en/agreements")
    important = [each for each in page.tree.iter("dd") if "important" in each.attrib.get("class", "")]
    assert len(important) >= 8


def test_no_text_has_an_unfilled_place(begun: Page):
    assert "{" not in begun.visitor.open("/en/agreements").text


def test_taking_back_the_third_yes_takes_out_the_passport_number(begun: Page):
    visitor = begun.visitor
    assert "passport_number" not in visitor.open("/en/person").form("name").form.controls
    visitor.open("/en/agreements").fill(C1="yes", C3="yes").press("Save my answers")
    visitor.open("/en/person").fill(name="Linh", passport_number="N1234567").press("Save")
    assert file_of(begun).claimant.passport_number == "N1234567"
    visitor.open("/en/agreements").fill(C3="no").press("Save my answers")
    assert file_of(begun).claimant.passport_number == ""


def test_an_alien_number_may_stand_where_the_third_yes_was_given(begun: Page):
    visitor = begun.visitor
    visitor.open("/en/agreements").fill(C1="yes", C3="yes").press("Save my answers")
    assert visitor.open("/en/account").fill(account="My card was 900101-5234567").press("Save").address == "/en/claim"

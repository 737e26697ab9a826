"""The pages of a draft: kept as given, refused kindly, never undoing one another."""

import pytest

from tests.client import Page
from tests.desks.intake.conftest import begin

RESIDENT = "900101-1234567"
ALIEN = "900101-5234567"


def test_person_is_kept_and_shown_again(begun: Page):
    visitor = begun.visitor
    answers = {"for_whom": "child", "name": "아웅 သန်း", "born-year": 2010, "nationality": "MMR", "holds_korean": "no"}
    page = visitor.open("/en/person").fill(answers).press("Save")
    assert page.address == "/en/claim"
    assert page.says("아웅 သန်း")
    again = visitor.open("/en/person")
    assert [again.value(name) for name in answers] == ["child", "아웅 သန်း", "2010", "MMR", "no"]


@pytest.mark.parametrize(
    ("page", "field", "typed"),
    [
        ("person", "name", "x" * 201),
        ("person", "name", f"Kim {RESIDENT}"),
        ("person", "name", "Kim\u202egnik"),
        ("person", "name", f"Linh {ALIEN}"),
        ("person", "born-year", "2999"),
        ("person", "born-day", "31"),
        ("account", "account", "a" * 20_001),
        ("account", "account", f"My number is {RESIDENT}."),
        ("lawyers", "learned_how", "b" * 2001),
        ("lawyers", "learned_when-year", "last spring"),
        ("contact", "address", RESIDENT),
        ("contact", "own_address", "c" * 501),
        ("trip", "entered-month", "13"),
        ("trip", "exited-year", "20150302"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(begun: Page, page: str, field: str, typed: str):
    there = begun.visitor.open(f"/en/{page}")
    refused = there.tamper({field: typed}).press_refused(there.buttons[0])
    assert refused.errors
    assert refused.value(field) == typed
    assert begun.visitor.open(f"/en/{page}").value(field) == ""


def test_a_choice_that_is_not_offered_is_refused(begun: Page):
    for page, field in (("person", "for_whom"), ("account", "told_of_ai"), ("trip", "capacity"), ("agreements", "C1")):
        there = begun.visitor.open(f"/en/{page}")
        assert there.tamper({field: "perhaps"}).press_refused(there.buttons[0]).errors


def test_an_account_is_kept_verbatim(begun: Page):
    words = "\n  Línea uno\n\n\tهذا ما قيل لي  \n'; DROP TABLE claim; -- <script>alert(1)</script>"
    begun.visitor.open("/en/account").fill(account=words, in_person=True).press("Save")
    page = begun.visitor.open("/en/account")
    assert page.value("account").replace("\r\n", "\n") == words
    assert page.value("in_person") == "yes"
    assert page.says("Some people were held, searched or refused at the border.")


def test_a_second_tab_with_another_page_undoes_nothing(begun: Page):
    visitor = begun.visitor
    old_person, old_account = visitor.open("/en/person"), visitor.open("/en/account")
    old_person.fill(name="Đỗ Minh").press("Save")
    old_account.fill(account="Nobody asked.").press("Save")
    assert visitor.open("/en/person").value("name") == "Đỗ Minh"
    assert visitor.open("/en/account").value("account") == "Nobody asked."


def test_a_page_of_another_claim_never_reaches_the_one_that_is_open_now(begun: Page):
    visitor = begun.visitor
    old = visitor.open("/en/account").fill(account="Words of the first person")
    begin(visitor)
    page = old.press("Save", status=403)
    assert page.says("Another claim was opened in this browser meanwhile")
    assert page.says("Words of the first person")
    assert visitor.open("/en/account").value("account") == ""


def test_an_address_is_needed_only_where_one_was_chosen(begun: Page):
    page = begun.visitor.open("/en/contact")
    assert page.fill(channel="email").press_refused("Save").errors
    assert page.fill(channel="email", address="not an address").press_refused("Save").errors
    assert page.fill(service_address="own").press_refused("Save").errors
    assert page.fill(channel="email", address="a@example.org").press("Save").address == "/en/claim"

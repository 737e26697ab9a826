"""The desk of everybody: signing in with words and code, leaving, the office, the ledger."""

import pyotp
import pytest
from sqlmodel import select

from claims.actions.open_office import NewMember
from claims.model.session import Errand, SessionRow
from claims.model.staff import Member
from tests.cast import ADA, AUD, HAN, LINH, MINJUN, PARK, REA, TRIIN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork

DOOR = "/en/office/sign-in"


def answers(work: AtWork, who: NewMember, **other: str) -> dict[str, str]:
    """What this member types now. A code is good once, so the last accepted step is forgotten first."""
    with work.office.database.deed() as session:
        member = session.exec(select(Member).where(Member.sign_in_name == who.sign_in_name)).one()
        member.last_step = 0
        session.add(member)
    entry = work.office.sign_ins[who.sign_in_name]
    code = pyotp.TOTP(entry.totp_secret).now()
    return {"name": entry.sign_in_name, "passphrase": entry.passphrase, "code": code, **other}


@pytest.mark.parametrize(
    ("who", "desk"),
    [
        (TRIIN, "All claims"),
        (HAN, "All claims"),
        (PARK, "Matters"),
        (ADA, "The office"),
        (REA, "Disclosures"),
        (AUD, "The office"),
    ],
)
def test_everybody_comes_in_at_their_own_desk(work: AtWork, who: NewMember, desk: str) -> None:
    page = work.stranger().open(DOOR).fill(answers(work, who)).press("Sign in")

    assert page.h1 == desk
    assert work.ledger("sign_in")[-1].actor == work.member(who).id


def test_a_sign_in_name_may_be_typed_in_capitals(work: AtWork) -> None:
    assert work.stranger().open(DOOR).fill(answers(work, TRIIN, name=" TRIIN ")).press("Sign in").h1 == "All claims"


def test_a_code_is_good_once(work: AtWork) -> None:
    typed = answers(work, TRIIN)
    work.stranger().open(DOOR).fill(typed).press("Sign in")

    refused = work.stranger().open(DOOR).fill(typed).press_refused("Sign in")

    assert refused.value("name") == "triin"


def test_whatever_is_wrong_the_same_is_said_and_the_ledger_has_it(work: AtWork) -> None:
    right = answers(work, TRIIN)
    wrong = (
        {"name": "nobody here"},
        {"passphrase": "zoo " * 7},
        {"code": "000000" if right["code"] != "000000" else "111111"},
    )
    before = len(work.ledger("sign_in_failed"))

    refused = [work.stranger().open(DOOR).fill({**right, **each}).press_refused("Sign in") for each in wrong]

    assert len({tuple(page.errors) for page in refused}) == 1
    lines = work.ledger("sign_in_failed")[before:]
    assert [line.actor for line in lines] == ["", work.member(TRIIN).id, work.member(TRIIN).id]
    for page, typed in zip(refused, wrong, strict=True):
        assert page.value("name") == typed.get("name", "triin")
        assert page.value("passphrase") == ""
        assert right["passphrase"] not in page.html


def test_nothing_typed_says_what_to_type(work: AtWork) -> None:
    page = work.stranger().open(DOOR).press_refused("Sign in")

    assert len(page.errors) == 3
    assert work.stranger().open(DOOR).fill(name="x" * 65, passphrase="a", code="1").press_refused("Sign in").errors


def test_another_language_leads_to_english(work: AtWork) -> None:
    page = work.stranger().open("/vi/office/sign-in")

    assert (page.language, page.address) == ("en", "/en/office/sign-in")
    assert {"한국어", "English"} <= set(page.links)
    assert "Tiếng Việt" not in page.links


def test_a_token_from_elsewhere_is_refused_and_the_name_kept(work: AtWork) -> None:
    page = work.stranger().open(DOOR)
    typed = answers(work, TRIIN)

    refused = work.stranger().open(
        DOOR, method="POST", data={**typed, "csrf_token": page.value("csrf_token")}, status=422
    )

    assert refused.value("name") == "triin"


def test_signing_out_ends_the_visit_and_leaves_no_row(work: AtWork) -> None:
    visitor = work.inside(AUD)
    page = visitor.open("/en/office")
    with work.office.database.question() as session:
        before = len(session.exec(select(SessionRow)).all())

    assert page.press("Sign out").h1 == "Sign in to the office"

    assert visitor.open("/en/office").h1 == "Sign in to the office"
    with work.office.database.question() as session:
        assert len(session.exec(select(SessionRow)).all()) == before - 1
    assert visitor.fetch("/en/office/sign-out").status_code == 405


def test_whoever_is_inside_is_told_so_at_the_door(work: AtWork) -> None:
    page = work.inside(PARK).open(DOOR)

    assert page.follow("Go on to your desk").h1 == "Matters"


def test_the_office_shows_who_opens_claims_and_who_never_can(work: AtWork) -> None:
    page = work.inside(ADA).open("/en/office")

    opens = {row[0]: row[2] for row in page.rows("Opens claims")}
    assert opens["Ada"] == opens["Aud"] == opens["Rea"] == "no"
    assert opens["Han"] == opens["Triin"] == "yes, holds the office's key"
    assert opens["Park"] == "only the claims of their matters"
    assert page.says("No worker is running")
    assert set(page.links) & {"Claims", "Matters", "Ledger"} == set()


@pytest.mark.parametrize("who", [ADA, AUD, REA])
def test_those_without_a_key_open_nothing(work: AtWork, who: NewMember) -> None:
    sent = work.office.send(LINH)
    matter = work.open_matter(HAN, PARK)
    visitor = work.inside(who)
    before = len(work.ledger())

    for address in ("claims", f"claims/{sent.claim.reference}", "matters", f"matters/{matter.id}", "new-matter"):
        assert visitor.fetch(f"/en/office/{address}").status_code == 404, address

    assert len(work.ledger()) == before


def test_an_errand_is_shown_and_its_keys_are_taken_back(fresh_work: AtWork) -> None:
    work = fresh_work
    work.office.send(MINJUN)
    with work.worker():
        work.inside(HAN).open("/en/office/claims")
    page = work.inside(ADA).open("/en/office")
    assert page.rows("Errands that are running")[1][:2] == ["open the new claims", "Han"]
    assert page.says("One worker is running.")

    page = page.press("Take the keys back")

    assert page.says("No errand is running.")
    with work.office.database.question() as session:
        assert session.exec(select(Errand)).all() == []
    assert work.ledger("end_errand")[-1].actor == work.member(ADA).id


def test_an_errand_that_is_not_there_is_not_found(work: AtWork) -> None:
    visitor = work.inside(ADA)
    page = visitor.open("/en/office")
    token = page.form(button="Sign out").form.values("csrf_token")[0]

    answer = visitor.fetch("/en/office/errands/0123/end", method="POST", data={"csrf_token": token})

    assert answer.status_code == 404


def ledger_of(visitor: Visitor) -> Page:
    """The ledger's page."""
    return visitor.open("/en/office/ledger")


def test_the_ledger_says_what_was_done_and_nothing_sealed(work: AtWork) -> None:
    sent = work.office.send(LINH)
    reference = f"{sent.claim.reference[:4]}-{sent.claim.reference[4:]}"

    page = ledger_of(work.inside(AUD))

    assert ["Sent the claim", reference] in [row[4:] for row in page.rows()]
    assert "Linh" not in page.text
    assert [int(row[0]) for row in page.rows()[1:]] == sorted((int(row[0]) for row in page.rows()[1:]), reverse=True)


def test_the_ledger_is_read_a_hundred_lines_at_a_time(fresh_work: AtWork) -> None:
    for _ in range(100):
        fresh_work.office.send(MINJUN)
    page = ledger_of(fresh_work.inside(HAN))
    assert len(page.rows()) == 101

    earlier = page.follow("Earlier lines")

    assert earlier.rows()[-1][4] == "Opened the office"
    assert "Earlier lines" not in earlier.links
    assert fresh_work.inside(HAN).open("/en/office/ledger?before=nonsense").h1 == "Ledger"
    assert fresh_work.inside(HAN).open("/en/office/ledger?before=1").says("There are no lines here.")

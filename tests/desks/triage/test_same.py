"""Perhaps the same person: listed on the claim's page, decided there, shown decided on both pages, and decided anew."""

import pytest

from claims.actions.decide_claim import read_desk_facts
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.card import CardShard
from claims.model.claim_file import ClaimFile
from claims.model.triage import DeskFacts
from claims.web.wording_desks import shown_reference
from tests.cast import HAN, LINH, MINJUN, PARK, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make import Sent

SAME, DIFFERENT = "The same person", "Two different people"
NOT_AFTER_ALL, AFTER_ALL = "Not the same after all", "The same person after all"
LIKELY, DECIDED, DISTINCT = (
    "Perhaps the same person: not decided",
    "The same person's other claims",
    "Alike, but another person",
)
NUMBERS = iter(range(1, 28))


def twice(work: AtWork) -> tuple[Sent, Sent]:
    """Two claims of one person, whom no other test knows, in two scripts; the mail is opened."""
    born = f"1988-02-{next(NUMBERS):02d}"
    one, other = work.office.send(born_on(LINH, born)), work.office.send(born_on(LINH, born, name="", name_hangul=""))
    work.office.work(work.holding(HAN))
    return one, other


def born_on(file: ClaimFile, born: str, **names: str) -> ClaimFile:
    """The claim of somebody born then."""
    return file.model_copy(update={"claimant": file.claimant.model_copy(update={"born": born, **names})})


def opened(work: AtWork, sent: Sent) -> Page:
    """The claim's page as Triin sees it."""
    return work.inside(TRIIN).open(f"/en/office/claims/{sent.claim.reference}")


def desk(work: AtWork, sent: Sent) -> DeskFacts:
    """What the desk has added."""
    with work.office.database.question() as session:
        return read_desk_facts(session, work.office.open(sent, work.holding(HAN)))[0]


def reference_of(sent: Sent) -> str:
    """As pages show it."""
    return shown_reference(sent.claim.reference)


def test_a_likely_one_is_shown_with_name_day_and_why(work: AtWork) -> None:
    one, other = twice(work)

    page = opened(work, one)

    (row,) = page.rows(LIKELY)[1:]
    assert row[0] == f"{reference_of(other)} NGUYEN THI LINH"
    assert row[1].endswith("February 1988")
    assert row[2] == "same name and same day of birth"
    assert page.follow(row[0]).h1.startswith(f"Claim {reference_of(other)}")


def test_the_same_person_is_said_on_both_pages_and_taken_back(work: AtWork) -> None:
    one, other = twice(work)

    page = opened(work, one).press(SAME)
    assert page.rows(DECIDED)[1][0].startswith(reference_of(other))
    assert LIKELY not in page.html
    assert opened(work, other).rows(DECIDED)[1][0].startswith(reference_of(one))
    assert desk(work, other) == DeskFacts(duplicates=(one.claim.reference,))
    lines = work.ledger("same_person")[-2:]
    assert [line.reference for line in lines] == [one.claim.reference, other.claim.reference]
    assert {(line.actor, line.role) for line in lines} == {(work.member(TRIIN).id, "triage")}
    assert work.details(lines[0], HAN) == {"other": other.claim.reference}

    page = opened(work, other).press(NOT_AFTER_ALL)
    assert page.rows(DISTINCT)[1][0].startswith(reference_of(one))
    assert DECIDED not in opened(work, one).html
    assert desk(work, one) == DeskFacts(distinct_from=(other.claim.reference,))


def test_two_different_people_are_not_proposed_again_until_somebody_thinks_better(work: AtWork) -> None:
    one, other = twice(work)

    page = opened(work, one).press(DIFFERENT)
    assert LIKELY not in page.html
    assert LIKELY not in opened(work, other).html
    assert [line.reference for line in work.ledger("two_people")[-2:]] == [
        one.claim.reference,
        other.claim.reference,
    ]
    page.press(AFTER_ALL)
    assert desk(work, other) == DeskFacts(duplicates=(one.claim.reference,))


def test_of_one_withdrawn_since_only_the_reference_is_left(work: AtWork) -> None:
    one, other = twice(work)
    page = opened(work, one).press(SAME)
    with work.office.database.deed() as session:
        withdraw_claim(session, other.claim, vault=work.office.vault, now=work.office.now)

    (row,) = opened(work, one).rows(DECIDED)[1:]
    assert row == [reference_of(other), "", "withdrawn or destroyed since", ""]
    request = page.form(button=NOT_AFTER_ALL).form.request(NOT_AFTER_ALL)
    assert page.visitor.fetch(request.pop("action"), **request).status_code == 409
    assert desk(work, one) == DeskFacts(duplicates=(other.claim.reference,))


def test_where_nobody_is_alike_nothing_is_shown(work: AtWork) -> None:
    twice(work)
    sent = work.office.send(born_on(MINJUN, "1971-01-01"))

    assert "Perhaps the same person" not in opened(work, sent).html


def test_the_line_says_that_the_cards_were_looked_through(work: AtWork) -> None:
    one, _ = twice(work)

    opened(work, one)

    assert work.details(work.ledger("read_claim")[-1], HAN)["also"] == "cards"


def test_cards_that_cannot_be_read_keep_nobody_from_the_claim(fresh_work: AtWork) -> None:
    one, _ = twice(fresh_work)
    with fresh_work.office.database.deed() as session:
        session.add(CardShard(id="f" * 32, office_id=fresh_work.office.office.id, version=1, sealed=b"damaged"))

    page = opened(fresh_work, one)

    assert page.says("The cards could not be read, so nobody looked for other claims of this person.")
    assert page.says("Nguyễn Thị Linh")


@pytest.mark.parametrize("more", ["same", "different"])
def test_a_button_from_elsewhere_and_a_member_without_the_key_change_nothing(work: AtWork, more: str) -> None:
    one, other = twice(work)
    address = f"/en/office/claims/{one.claim.reference}/{more}/"
    token = opened(work, one).form(button=SAME).form.values("csrf_token")[0]

    assert work.inside(TRIIN).fetch(address + other.claim.reference, method="POST").status_code == 422
    for wrong in ("00000000", one.claim.reference):
        answer = work.inside(TRIIN).fetch(address + wrong, method="POST", data={"csrf_token": token})
        assert answer.status_code in (404, 422)
    assert work.inside(PARK).fetch(address + other.claim.reference, method="POST").status_code in (404, 422)
    assert desk(work, one) == desk(work, other) == DeskFacts()

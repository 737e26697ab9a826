"""Filing groups: who could be filed together, counted, each with the way to an order of just them."""

import pytest

from claims.model.claim_file import Claimant
from claims.model.matter import Matter
from claims.model.vocabulary import Answer, Move
from tests.cast import HAN, LEE, LINH, MINJUN, PARK
from tests.desks.at_work import AtWork

SOMEBODY_ELSE = {"born": "1991-06-02", "in_korea": Answer.NO}
ABROAD = LINH.model_copy(update={"claimant": LINH.claimant.model_copy(update=SOMEBODY_ELSE)})


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter with two Vietnamese, one of them abroad, and a Korean; a fourth is not checked."""
    matter = work.open_matter(HAN, PARK)
    sent = [work.office.send(file) for file in (LINH, ABROAD, MINJUN, MINJUN)]
    for each in sent[:3]:
        work.office.decide(each, work.holding(HAN), Move.CHECK)
    work.choose(matter, *sent, by=HAN)
    return matter


def test_groups_are_counted_and_lead_to_an_order_of_them(work: AtWork, matter: Matter) -> None:
    assert isinstance(ABROAD.claimant, Claimant)
    before = len(work.ledger("read_for_matter"))

    page = work.inside(PARK).open(f"/en/office/matters/{matter.id}/groups")

    assert page.says("3 would go, 1 would stay out.")
    rows = page.rows("Groups, the nearest day first")[1:]
    assert sorted(row[1:4] for row in rows) == [
        ["South Korea", "not needed: Korean nationality", "not known"],
        ["Vietnam", "still to be shown", "abroad: security for costs may be ordered"],
        ["Vietnam", "still to be shown", "not known"],
    ]
    assert {row[5] for row in rows} == {"1 claim"}
    assert page.facts("Reciprocity")["Nationality at the time"] == "Vietnam: 2, South Korea: 1"
    assert len(work.ledger("read_for_matter")) == before + 4
    order = page.follow("abroad: security for costs may be ordered: 1")
    assert order.says("In a bundle made today: 1 go, 1 stay out. 2 more could go and are not of the part you chose.")
    assert len(order.rows("Who goes")) == 2


def test_where_nobody_goes_there_is_no_group(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)

    assert work.inside(PARK).open(f"/en/office/matters/{matter.id}/groups").says("Nobody would go today")


def test_only_counsel_of_the_matter_see_them(work: AtWork, matter: Matter) -> None:
    for who in (HAN, LEE):
        assert work.inside(who).fetch(f"/en/office/matters/{matter.id}/groups").status_code == 404

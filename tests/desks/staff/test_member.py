"""Members at the desk: invited, given new words, shown the door; and who may not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from claims.actions.add_counsel import counsel_ids
from tests.cast import ADA, HAN, LEE, PARK, TRIIN
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork
from tests.make import make_office

TYPED = {"name": "Kim Minji", "sign_in_name": "kim.minji", "roles": ["triage"], "language": "ko"}


@pytest.fixture
def work(sqlite_template: Path, tmp_path: Path) -> Iterator[AtWork]:
    """An office for each test: members come and go."""
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, TRIIN, PARK, LEE, ADA))
    yield AtWork(office)
    office.close()


def test_what_was_made_is_told_once_with_words_letters_and_a_code_to_scan(work: AtWork) -> None:
    visitor = work.inside(HAN)

    told = visitor.open("/en/office/invite").fill(TYPED).press("Make their words")

    words = [item.text or "" for item in told.tree.iter("bdi")]
    secret = next(item.text or "" for item in told.tree.iter("code"))
    assert len(words) == 7
    assert all(re.fullmatch("[가-힣]+", word) for word in words)
    assert len(pyotp.TOTP(secret).now()) == 6
    assert len(list(told.tree.iter("{http://www.w3.org/2000/svg}svg"))) == 1
    assert told.headers["Cache-Control"] == "no-store"
    assert visitor.open("/en/office/members").says("Signs in as kim.minji. Has yet to make their own words.")


@pytest.mark.parametrize(
    ("wrong", "who", "sentence"),
    [
        ({"sign_in_name": "triin"}, HAN, "Somebody signs in by this name"),
        ({"sign_in_name": "Kim Minji"}, HAN, "small letters, digits"),
        ({"roles": []}, HAN, "at least one role"),
        ({}, ADA, "you do not hold it"),
    ],
)
def test_a_refused_invitation_says_why_and_keeps_what_was_typed(
    work: AtWork, wrong: dict[str, object], who: object, sentence: str
) -> None:
    page = work.inside(who).open("/en/office/invite").fill(TYPED | wrong).press_refused("Make their words")  # type: ignore[arg-type]  # a member

    assert sentence in " ".join(page.errors)
    assert page.value("name") == "Kim Minji"
    assert work.ledger("invite_member") == []


def test_an_administrator_invites_an_auditor(work: AtWork) -> None:
    page = work.inside(ADA).open("/en/office/invite").fill(TYPED | {"roles": ["auditor"]}).press("Make their words")

    assert page.h1 == "For Kim Minji"
    assert work.ledger("invite_member")[-1].actor == work.member(ADA).id


def test_somebody_who_lost_their_words_is_given_new_ones(work: AtWork) -> None:
    matter, old = work.open_matter(HAN, PARK, LEE), work.inside(PARK)
    page = work.inside(HAN).open("/en/office/members").follow("New words for Park")

    told = page.press("Make new words")

    assert told.h1 == "For Park"
    assert told.says("one other counsel holds its key")
    assert told.says(matter.id[:8])
    assert old.open("/en/office").h1 == "Sign in to the office"
    with work.office.database.question() as session:
        assert counsel_ids(session, matter.id) == {work.member(LEE).id}


def test_an_administrator_cannot_make_words_for_those_who_hold_the_key(work: AtWork) -> None:
    page = work.inside(ADA).open("/en/office/members").follow("New words for Triin")

    refused = page.press("Make new words", status=403)

    assert "you do not hold it" in " ".join(refused.errors)


def test_a_leaver_is_out_at_once_and_the_desk_says_to_renew_the_key(work: AtWork) -> None:
    inside, visitor = work.inside(TRIIN), work.inside(HAN)
    page = visitor.open("/en/office/members").follow("End the membership of Triin")
    assert page.says("They held the office's key")

    page = page.press("End the membership")

    assert page.says("Those who left Triin")
    assert "New words for Triin" not in page.links
    assert page.says("Somebody who held the office's key left.")
    assert visitor.open("/en/office").says("Somebody who held the office's key left.")
    assert inside.open("/en/office").h1 == "Sign in to the office"


def test_the_last_of_a_kind_is_not_offered_and_not_done(work: AtWork) -> None:
    page = work.inside(ADA).open("/en/office/members").follow("End the membership of Han")

    assert page.says("Nobody else leads triage.")
    assert "End the membership" not in page.buttons
    other = work.inside(ADA).open(f"/en/office/members/{work.member(TRIIN).id}/end")
    forged = other.form(button="End the membership").form.request("End the membership")
    forged.pop("action")
    answer = other.visitor.fetch(f"/en/office/members/{work.member(HAN).id}/end", **forged)
    assert answer.status_code == 422
    assert work.member(HAN).active


def test_a_matter_is_left_to_nobody_only_by_a_tick(work: AtWork) -> None:
    work.open_matter(HAN, LEE)
    page = work.inside(HAN).open(f"/en/office/members/{work.member(LEE).id}/end")

    refused = page.press_refused("End the membership")
    assert "only counsel of some matters" in " ".join(refused.errors)
    assert refused.fill(alone="yes").press("End the membership").h1 == "Members"
    assert not work.member(LEE).active


def test_somebody_elses_sessions_are_ended_by_who_manages_members(work: AtWork) -> None:
    park = work.inside(PARK)
    assert park.open("/en/office").h1 == "The office"

    page = work.inside(ADA).open("/en/office/members").press("End all sessions of Park")

    assert page.h1 == "Members"
    assert park.open("/en/office").h1 == "Sign in to the office"
    assert work.ledger("end_sessions")[-1].actor == work.member(ADA).id


def test_counsel_hand_the_key_on_and_take_it_away(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    park = work.inside(PARK)
    assert work.inside(LEE).fetch(f"/en/office/matters/{matter.id}").status_code == 404

    page = park.open(f"/en/office/matters/{matter.id}").follow("Add counsel or take one away")
    assert not [button for button in page.buttons if "away" in button], "the last is not offered"
    page = page.fill(member=work.member(LEE).id).press("Hand the key on")

    assert work.inside(LEE).open(f"/en/office/matters/{matter.id}").h1 == "Test matter"
    assert page.press("Take the key away from Lee").says("Park (you)")
    assert work.inside(LEE).fetch(f"/en/office/matters/{matter.id}").status_code == 404


def test_two_tabs_do_not_take_the_last_away(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK, LEE)
    park = work.inside(PARK)
    tabs = [park.open(f"/en/office/matters/{matter.id}/counsel") for _ in range(2)]
    tabs[0].press("Take the key away from Lee")

    assert "Nobody else holds this matter's key" in " ".join(
        tabs[1].press_refused("Take the key away from Park").errors
    )

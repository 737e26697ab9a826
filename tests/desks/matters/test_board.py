"""The board of a matter at work: looked at by counsel and triage, filtered, and what counsel does with those who are ticked."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from claims.actions.open_office import NewMember
from claims.actions.send_message import read_messages
from claims.actions.take_back_power import take_back_power
from claims.model.claim_file import ClaimFile, Contact
from claims.model.signing import Answers
from claims.model.vocabulary import Answer, MessageCode, Status
from tests.cast import HAN, LEE, LINH, MINJUN, PARK, TRIIN
from tests.client import Page
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork
from tests.mail_server import running_mail_server
from tests.make import Sent, make_office
from tests.make_appointments import Firm

CLAIMS = "Claims of this board"


class Desk:
    """Park's firm in an office at work."""

    def __init__(self, work: AtWork) -> None:
        self.work, self.firm = work, Firm(work.office)
        self.people = 0
        self.place = f"/en/office/matters/{self.firm.court.matter.id}"

    def board(self, who: NewMember = PARK, **asked: str) -> Page:
        """The board as somebody opens it."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return self.work.inside(who).open(f"{self.place}/board?{query}")

    def chosen(self, *files: ClaimFile) -> list[Sent]:
        """Claims checked and chosen, not invited."""
        sent = [self.work.office.send(self.another(file)) for file in files]
        self.firm.court.choose(*sent)
        return sent

    def invited(self, file: ClaimFile) -> Sent:
        """A claim that was invited."""
        return self.firm.invite(self.another(file))

    def another(self, file: ClaimFile) -> ClaimFile:
        """The same of somebody else, so that no two claims look like one person's."""
        self.people += 1
        born = (date(1960, 1, 1) + timedelta(days=self.people)).isoformat()
        return file.model_copy(update={"claimant": file.claimant.model_copy(update={"born": born})})

    def row(self, sent: Sent, page: Page | None = None) -> str:
        """A claim's line on the board, its cells side by side."""
        shown = f"{sent.claim.reference[:4]}-{sent.claim.reference[4:]}"
        (found,) = [row for row in (page or self.board()).rows(CLAIMS) if any(shown in cell for cell in row[:2])]
        return " | ".join(found)

    def since(self, before: int) -> list[tuple[str, str]]:
        """What the ledger says since so many lines."""
        return [(line.action, line.reference) for line in self.work.ledger()[before:]]


@pytest.fixture(scope="module")
def desk(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office at work with an offer in force."""
    folder = tmp_path_factory.mktemp("board")
    office = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield Desk(AtWork(office))
    office.close()


def by(channel: str, address: str = "") -> ClaimFile:
    """Linh, to be reached so."""
    return LINH.model_copy(update={"contact": Contact.model_validate({"channel": channel, "address": address})})


def test_each_claim_has_a_ledger_line_before_the_board_shows_it(desk: Desk) -> None:
    (linh,) = desk.chosen(LINH)
    before = len(desk.work.ledger())

    assert "checked | to be invited: Counsel" in desk.row(linh)

    assert ("read_for_matter", linh.claim.reference) in desk.since(before)
    with desk.work.without_ledger():
        answer = desk.work.inside(PARK).fetch(f"{desk.place}/board")
    assert answer.status_code == 500
    assert "Linh" not in answer.get_data(as_text=True)


def test_triage_look_and_others_counsel_know_nothing_of_it(desk: Desk) -> None:
    (linh,) = desk.chosen(LINH)

    page = desk.board(TRIIN)

    assert "checked" in desk.row(linh, page)
    assert not {"Invite them", "Remind them neutrally", "Counter-sign their powers"} & set(page.buttons)
    assert desk.work.inside(LEE).fetch(f"{desk.place}/board").status_code == 404
    for name in ("invite", "remind", "told", "countersign", "filed", "ask", "pick-powers", "reachable-list"):
        for who in (LEE, HAN):
            assert desk.work.inside(who).fetch(f"{desk.place}/board/{name}", method="POST").status_code == 404, name
    for name in ("reminded", "reachable", "stamps", "powers"):
        assert desk.work.inside(HAN).fetch(f"{desk.place}/board/{name}").status_code == 404, name


def test_all_that_fit_are_ticked_on_one_page_and_only_who_signed_is_filed(desk: Desk) -> None:
    linh, minjun, elsewhere = desk.invited(LINH), desk.invited(MINJUN), desk.invited(LINH)
    desk.firm.sign(linh)
    desk.firm.sign(elsewhere, answers=Answers(court=True, other=Answer.YES, other_what="Busan", country="KOR"))
    page = desk.board(ticked="all")
    ticked = [each.claim.reference for each in (linh, minjun, elsewhere)]
    assert all(f'value="{reference}" checked' in page.html for reference in ticked)
    assert " checked" not in desk.board().html.partition("references")[2]

    page = page.fill(references=ticked).press("Record their filing at court")

    after = [Status(desk.work.row(each).status) for each in (linh, minjun, elsewhere)]
    assert after == [Status.FILED, Status.CHECKED, Status.SIGNED], "filed although another case was not cleared"
    assert page.says("Done for one claim. 2 were left alone: not signed by everybody who must, or something else")


def test_ticked_claims_are_invited_and_the_filter_stays(desk: Desk) -> None:
    one, other = desk.chosen(LINH, MINJUN)
    page = desk.board(stage="checked")
    assert page.form("references").press_refused("Invite them").errors == ["Claims – Please tick at least one claim."]

    page = page.fill(references=[one.claim.reference]).press("Invite them")

    assert "stage=checked" in page.address
    assert one.claim.reference not in page.text.replace("-", "")
    assert "invited | power of attorney not signed: The claimant" in desk.row(one)
    assert "checked" in desk.row(other)


def test_everybody_who_can_be_invited_is_invited_at_once(desk: Desk) -> None:
    one, other = desk.chosen(LINH, MINJUN)
    unchecked = desk.work.office.send(MINJUN)
    (button,) = [words for words in desk.board().buttons if words.startswith("Invite all")]

    page = desk.board().press(button)

    assert all("invited" in desk.row(each, page) for each in (one, other))
    assert not [words for words in page.buttons if "can be invited" in words]
    assert unchecked.claim.reference not in page.text.replace("-", "")


def test_reminders_go_by_mail_to_those_who_chose_it_and_the_others_are_listed(desk: Desk) -> None:
    mailed, phoned = desk.invited(by("email", "linh@example.org")), desk.invited(by("phone", "1"))
    (early,) = desk.chosen(by("email", "early@example.org"))
    both = [each.claim.reference for each in (mailed, phoned, early)]

    with running_mail_server() as mail, served_by(desk.work, mail.address):
        page = desk.board().fill(references=both)
        page = page.press("Remind them neutrally")

    assert [recipients for recipients, _ in mail.letters] == [["linh@example.org"]]
    assert page.says("The mail server took one reminder.")
    assert page.says("One was left out: not invited yet, or no longer in the suit.")
    assert "by phone, neutral words only" in " | ".join(page.rows("To be told by hand")[1])
    assert len(page.rows("To be told by hand")) == 2
    page = page.fill(references=[phoned.claim.reference]).press("Note: told by hand")
    assert "by hand" in desk.row(phoned, page)
    assert "by mail" in desk.row(mailed, page)
    assert "never" in desk.row(early, page)
    shown = desk.board(silent="3").text.replace("-", "")
    assert (mailed.claim.reference in shown, early.claim.reference in shown) == (False, True)


def test_news_of_the_case_reaches_who_signed_neutrally_and_nobody_else(desk: Desk) -> None:
    mailed, phoned = desk.invited(by("email", "news@example.org")), desk.invited(by("phone", "1"))
    back, silent = desk.invited(by("email", "back@example.org")), desk.invited(by("email", "silent@example.org"))
    for each in (mailed, phoned, back):
        desk.firm.sign(each)
    with desk.work.office.database.deed() as session:
        take_back_power(session, back.claim, matter_id=desk.firm.court.matter.id, now=desk.work.office.now)
    course = desk.work.inside(PARK).open(f"{desk.place}/course")
    hearing = {"code": "hearing", "place": "B101", "day-year": 2027, "day-month": 3, "day-day": 2}

    with running_mail_server() as mail, served_by(desk.work, mail.address):
        page = course.fill(hearing).press("Tell the claimants")
        course.fill({**hearing, "place": "B202", "remind": False}).press("Tell the claimants")

    ((recipients, letter),) = mail.letters
    assert recipients == ["news@example.org"]
    assert "B101" not in letter.as_string(), "a mail says nothing of the case"
    assert page.says("It is told.")
    hand = str(page.rows("To be told by hand")).replace("-", "")
    assert [each.claim.reference in hand for each in (mailed, phoned, back, silent)] == [False, True, False, False]
    assert [news_of(desk, each) for each in (mailed, phoned, back, silent)] == [1, 1, 0, 0]


def news_of(desk: Desk, sent: Sent) -> int:
    """How often a claimant finds that there is news of their case."""
    with desk.work.office.database.question() as session:
        return sum(each.code is MessageCode.COURSE for each in read_messages(session, sent.claim))


def test_what_no_address_would_hold_is_shown_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = [desk.invited(by("phone", "1")), desk.invited(by("phone", "2"))]
    for each in sent:
        desk.firm.sign(each)
    for page in ("board_deeds", "board_reminding"):
        monkeypatch.setattr(f"claims.desks.matters.{page}.MOST_IN_ADDRESS", 1)

    ticked = desk.board().fill(references=[each.claim.reference for each in sent])
    reminded, powers = ticked.press("Remind them neutrally"), ticked.press("Print their powers")

    assert reminded.address.endswith("/board/remind")
    assert len(reminded.rows("To be told by hand")) == 3
    assert powers.address.endswith("/board/pick-powers")
    assert set(powers.form("references").form.values("references")) == {each.claim.reference for each in sent}


def served_by(work: AtWork, server: str) -> "_Mailing":
    """The service with a mail server while this lasts."""
    return _Mailing(work, server)


class _Mailing:
    def __init__(self, work: AtWork, server: str) -> None:
        self.app, self.before = work.service, work.service.extensions["house"]
        settings = replace(self.before.settings, mail_server=server, mail_sender="post@example.org")
        self.house = replace(self.before, settings=settings)

    def __enter__(self) -> None:
        self.app.extensions["house"] = self.house

    def __exit__(self, *_: object) -> None:
        self.app.extensions["house"] = self.before


def test_without_a_mail_server_nothing_is_mailed_and_the_page_says_so(desk: Desk) -> None:
    linh = desk.invited(by("email", "linh@example.org"))

    page = desk.board().fill(references=[linh.claim.reference])
    page = page.press("Remind them neutrally")

    assert page.says("Nothing was mailed: no mail server and sender are set")
    assert linh.claim.reference[:4] in page.text
    assert "never" in desk.row(linh)
    assert "linh@example.org" not in page.html


def test_powers_are_countersigned_numbered_and_printed_together(desk: Desk) -> None:
    sent = [desk.invited(LINH), desk.invited(MINJUN)]
    for each in sent:
        desk.firm.sign(each)
    references = [each.claim.reference for each in sent]
    page = desk.board().fill(references=references)

    page = page.press("Counter-sign their powers")

    assert all("bar association stamp: Counsel" in desk.row(each, page) for each in sent)
    assert not any("counter-signature" in desk.row(each, page) for each in sent)
    ids = [desk.firm.standing(each).in_force[0].signed.id for each in sent]
    page = page.follow("Bar association stamps")
    refused = page.fill({f"number-{ids[0]}": "900101-1234567"}).press_refused("Keep these numbers")
    assert "resident registration number" in refused.errors[0]
    page = page.fill({f"number-{ids[0]}": "2026-001", f"number-{ids[1]}": "2026-002"}).press("Keep these numbers")
    assert page.value(f"number-{ids[1]}") == "2026-002"
    assert [stamp.number for each in sent if (stamp := desk.firm.standing(each).in_force[0].bar_stamp)] == [
        "2026-001",
        "2026-002",
    ]

    page = desk.board().fill(references=references).press("Print their powers")
    assert sorted(page.form("references", "shape").form.values("references")) == sorted(references)
    before = len(desk.work.ledger())
    answer = taken(page, "Make the papers", shape="zip", why="court")
    assert sorted(desk.since(before)[-2:]) == sorted(("print_powers", each) for each in references)
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert len(archive.namelist()) == 2
        assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())
    assert taken(page, "Make the papers", shape="pdf", why="court").startswith(b"%PDF-")


def taken(page: Page, button: str, **typed: object) -> bytes:
    """The file behind a button."""
    request = page.fill(**typed).form.request(button)
    answer = page.visitor.fetch(request.pop("action"), **request)
    assert answer.status_code == 200, answer.status
    return answer.get_data()


def test_who_must_stay_reachable_is_listed_without_a_name_or_address_in_the_table(desk: Desk) -> None:
    abroad = desk.invited(by("email", "linh@example.org"))
    desk.firm.sign(abroad, answers=Answers(court=True, other=Answer.NO, country="VNM"))
    here = desk.invited(MINJUN)
    desk.firm.sign(here)
    page = desk.board().follow("Who must stay reachable")
    assert abroad.claim.reference[:4] in page.text
    assert here.claim.reference not in page.text.replace("-", "")
    assert "linh@example.org" not in page.html
    assert page.press_refused("Take it along (CSV)").errors

    table = taken(page, "Take it along (CSV)", why="counsel").decode("utf-8-sig")

    assert 'notary or apostille to follow,"by e-mail, neutral words only",Vietnamese,Vietnam,' in table
    assert "Linh" not in table
    assert "linh@example.org" not in table
    line = desk.work.ledger("list_reachable")[-1]
    assert desk.work.details(line, HAN)["why"] == "counsel"


def test_claimants_are_asked_about_other_cases_in_their_language(desk: Desk) -> None:
    (linh,) = desk.chosen(LINH)

    page = desk.board().fill(references=[linh.claim.reference])
    page = page.press("Ask about other cases")

    assert "asked whether they are a party elsewhere" in desk.row(linh, page)
    with desk.work.office.database.question() as session:
        assert [each.code for each in read_messages(session, linh.claim)] == [MessageCode.ELSEWHERE_ASKED]

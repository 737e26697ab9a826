"""The queue: new claims get their cards, views count, filters narrow, a search leaves no word in clear."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.publish_disclosure import publish_disclosure
from claims.actions.run_errands import run_errands
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.claim import Claim
from claims.model.claim_file import EntryRecord
from claims.model.session import Errand
from claims.model.vocabulary import AgreementCode, ErrandKind, Move, Status
from claims.store.cards import put_cards, read_cards
from claims.store.keyring import open_claim
from claims.store.open_cards import OpenCards
from claims.web.house import NAME, House
from tests.cast import AUD, HAN, LINH, MINJUN, PARK, TRIIN, agreed
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make import MadeOffice
from tests.make_registries import corrected

QUEUE = "/en/office/claims"
CHECKED = "Mark as checked"
OUTSIDE = LINH.model_copy(
    update={
        "claimant": LINH.claimant.model_copy(update={"name": "Trần Văn Bình", "name_latin": "TRAN VAN BINH"}),
        "records": (EntryRecord(id="trip-one", passport="VNM", entered="2010-08-22"),),
        "agreements": agreed(AgreementCode.C4, language="vi"),
    }
)


def shown(page: Page) -> list[str]:
    """The names, or "not opened yet", in the order of the queue."""
    links = [link for link in page.tree.iter("a") if link.attrib.get("class") == "name"]
    return [" ".join("".join(link.itertext()).split()[1:]) for link in links]


def test_a_new_claim_is_opened_by_a_worker_and_then_known_by_name(fresh_work: AtWork) -> None:
    work = fresh_work
    work.office.send(LINH)
    han = work.inside(HAN)
    assert shown(han.open(QUEUE)) == ["not opened yet"]

    work.office.work(work.holding(HAN))

    page = han.open(QUEUE)
    assert shown(page) == ["Nguyễn Thị Linh"]
    assert page.says("Inside a disclosed range")
    assert page.says("days left")
    assert page.says("missing: evidence of a trip and Korean translation")


def test_without_a_worker_a_banner_says_so_and_the_queue_is_there(fresh_work: AtWork) -> None:
    fresh_work.office.send(LINH)

    page = fresh_work.inside(TRIIN).open(QUEUE)

    assert page.says("One new claim has not been opened yet. Cards are made when the worker runs.")
    assert shown(page) == ["not opened yet"]


def test_looking_again_lends_no_second_set_of_keys(fresh_work: AtWork) -> None:
    work = fresh_work
    work.office.send(LINH)
    han = work.inside(HAN)
    with work.worker():
        for _ in range(3):
            assert han.open(QUEUE).says("One new claim is being opened by the worker.")
    with work.office.database.question() as session:
        assert len(session.exec(select(Errand)).all()) == 1
    work.let_worker_go()
    with work.worker():
        han.open(QUEUE)
    with work.office.database.question() as session:
        assert len(session.exec(select(Errand)).all()) == 2


@pytest.fixture
def busy(fresh_work: AtWork) -> AtWork:
    """Three claims with cards: Linh inside and checked, Minjun inside, Bình outside and without C4."""
    linh, _, _ = [fresh_work.office.send(file) for file in (LINH, MINJUN, OUTSIDE)]
    fresh_work.office.work(fresh_work.holding(HAN))
    fresh_work.office.decide(linh, fresh_work.holding(HAN), Move.CHECK)
    return fresh_work


def test_views_count_and_filters_and_order_narrow(busy: AtWork) -> None:
    han = busy.inside(HAN)
    page = han.open(QUEUE)

    views = {words.rstrip(" 0123456789"): words.rsplit(maxsplit=1)[-1] for words in page.links if words[-1].isdigit()}
    assert {view: views[view] for view in ("All claims", "New", "Inside a range", "Outside", "Checked")} == {
        "All claims": "3",
        "New": "2",
        "Inside a range": "2",
        "Outside": "1",
        "Checked": "1",
    }
    assert shown(han.open(f"{QUEUE}?view=checked")) == ["Nguyễn Thị Linh"]
    assert shown(page.fill(spoken="ko").press("Show these")) == ["김민준"]
    assert shown(page.fill(result="outside").press("Show these")) == ["Trần Văn Bình"]
    assert sorted(shown(page.fill(nationality="VNM").press("Show these"))) == ["Nguyễn Thị Linh", "Trần Văn Bình"]
    assert shown(page.fill(state="checked").press("Show these")) == ["Nguyễn Thị Linh"]
    assert shown(page.follow("Name")) == ["Nguyễn Thị Linh", "Trần Văn Bình", "김민준"]
    assert shown(page.follow("Deadline"))[-1] == "Trần Văn Bình"
    assert shown(han.open(f"{QUEUE}?view=zzz&sort=zzz&page=zzz")) == shown(page)


def test_nonsense_in_a_filter_is_said_and_kept(busy: AtWork) -> None:
    page = busy.inside(HAN).open(f"{QUEUE}?state=burnt&spoken=ko", status=422)

    assert page.errors == ["Status – Please choose one of the answers in the list."]
    assert (page.value("state"), page.value("spoken")) == ("burnt", "ko")


@pytest.mark.parametrize(
    ("words", "found"),
    [("linh", ["Nguyễn Thị Linh"]), ("NGUYỄN thi", ["Nguyễn Thị Linh"]), ("민준", ["김민준"]), ("Zoltan", [])],
)
def test_a_search_finds_names_in_any_spelling(busy: AtWork, words: str, found: list[str]) -> None:
    page = busy.inside(HAN).open(QUEUE).fill(words=words).press("Search the cards")

    assert shown(page) == found
    assert words not in page.address
    assert busy.details(busy.ledger("search")[-1], HAN)["words"] == words


def test_search_words_stand_nowhere_in_clear(busy: AtWork) -> None:
    busy.inside(HAN).open(QUEUE).fill(words="Krzysztof Brzęczyszczykiewicz").press("Search the cards")

    folder = Path(busy.office.database.engine.url.database or "").parent
    stored = b"".join(path.read_bytes() for path in folder.glob("*.sqlite*"))
    assert b"search" in stored
    assert "Brzęczyszczykiewicz".encode() not in stored
    assert b"Krzysztof" not in stored


def test_an_empty_search_says_what_to_type(busy: AtWork) -> None:
    page = busy.inside(HAN).open(QUEUE).form(button="Search the cards").press_refused("Search the cards")

    assert page.errors == ["Search – Please type what to look for."]
    long = busy.inside(HAN).open(QUEUE).fill(words="x" * 121).press_refused("Search the cards")
    assert long.value("words") == "x" * 121


def test_every_look_at_names_leaves_a_line_and_without_it_nothing_is_shown(busy: AtWork) -> None:
    han = busy.inside(HAN)
    page = han.open(f"{QUEUE}?view=new&spoken=ko")
    line = busy.ledger("read_queue")[-1]
    assert (line.actor, line.reference) == (busy.member(HAN).id, "")
    assert busy.details(line, HAN) == {"view": "new", "filters": {"view": "new", "spoken": "ko"}}

    with busy.without_ledger():
        answers = [han.fetch(QUEUE), han.fetch("/en/office/search", method="POST", data=_search(page, "linh"))]

    for answer in answers:
        assert answer.status_code == 500
        assert "Linh" not in answer.get_data(as_text=True)


def _search(page: Page, words: str) -> dict[str, str]:
    token = page.form(button="Search the cards").form.values("csrf_token")[0]
    return {"csrf_token": token, "words": words}


def test_fifty_claims_stand_on_a_page(fresh_work: AtWork) -> None:
    for _ in range(51):
        fresh_work.office.send(MINJUN)
    page = fresh_work.inside(HAN).open(QUEUE)
    assert (len(shown(page)), page.says("Page 1 of 2")) == (50, True)

    following = page.follow("Next page")

    assert len(shown(following)) == 1
    assert following.follow("Page before").says("Page 1 of 2")


def test_a_withdrawn_claim_leaves_its_name_nowhere(busy: AtWork) -> None:
    han = busy.holding(HAN)
    with busy.office.database.question() as session:
        row = session.exec(select(Claim).where(Claim.status == Status.CHECKED)).one()
        claim = open_claim(session, row, keyring=han.keyring)
    with busy.office.database.deed() as session:
        withdraw_claim(session, claim, vault=busy.office.vault, now=busy.office.now)

    page = busy.inside(HAN).open(f"{QUEUE}?view=withdrawn")

    assert shown(page) == ["nothing is left of it"]
    assert "Linh" not in page.html
    with busy.office.database.question() as session:
        assert claim.id not in read_cards(session, busy.office.office.id, card_key=han.keyring.card)


def test_a_look_at_the_queue_lends_what_matching_again_needs(fresh_work: AtWork) -> None:
    """Where claims wait for the registry in force and a worker lives; once, and not where nothing waits."""
    office = fresh_work.office
    office.send(LINH)
    office.work(fresh_work.holding(HAN))
    registry = corrected(office.registry, from_="2016-01-01")
    with office.worker() as worker:
        fresh_work.inside(HAN).open(QUEUE)
        assert kinds(office) == []
        with office.database.deed() as session:
            publish_disclosure(session, office.office.id, registry=registry, now=office.now, why="corrected")
        for _ in range(2):
            fresh_work.inside(HAN).open(QUEUE)
        assert kinds(office) == [ErrandKind.REMATCH]
        run_errands(replace(office.export, registry=registry), worker, host_key=office.host_key)
        page = fresh_work.inside(HAN).open(f"{QUEUE}?view=outside")
        assert (kinds(office), len(shown(page))) == ([], 1)


def kinds(office: MadeOffice) -> list[str]:
    """Which errands are lent."""
    with office.database.question() as session:
        return list(session.exec(select(Errand.kind)))


def test_open_cards_are_held_until_the_last_member_leaves(busy: AtWork) -> None:
    """Who signs out goes at once; a claimant's or a counsel's visit holds nothing; after a new start nothing is held."""
    held, (han, triin) = held_by(busy), (busy.inside(HAN), busy.inside(TRIIN))
    park = busy.inside(PARK)
    assert held.is_empty
    for member in (han, triin):
        assert "Nguyễn Thị Linh" in shown(member.open(QUEUE))
    han.open(QUEUE).press("Sign out")
    assert not held.is_empty
    triin.open(QUEUE).press("Sign out")
    assert held.is_empty
    assert park.fetch(QUEUE).status_code == 404
    assert held.is_empty
    busy.inside(HAN).open(QUEUE)
    assert not held.is_empty
    assert held_by(AtWork(busy.office)).is_empty
    held.forget()


def held_by(work: AtWork) -> OpenCards:
    """The open cards of a running service."""
    here = work.service.extensions[NAME]
    assert isinstance(here, House)
    return here.open_cards


def test_what_changed_elsewhere_shows_at_once(busy: AtWork) -> None:
    """A card that another process wrote, and a move."""
    han, holding = busy.inside(HAN), busy.holding(HAN)
    assert "김민준" in shown(han.open(QUEUE))
    with busy.office.database.deed() as session:
        kept = read_cards(session, busy.office.office.id, card_key=holding.keyring.card)
        (minjun,) = [card for card in kept.values() if card.name == "김민준"]
        renamed = minjun.model_copy(update={"name": "김민수"})
        put_cards(session, busy.office.office.id, card_key=holding.keyring.card, cards=[renamed])
        session.get_one(Claim, minjun.claim_id).status = Status.SIGNED

    assert shown(han.open(f"{QUEUE}?view=signed")) == ["김민수"]


def test_drafts_are_not_there(fresh_work: AtWork) -> None:
    fresh_work.office.draft(LINH)

    assert fresh_work.inside(HAN).open(QUEUE).says("Nothing waits here.")


def test_strangers_are_led_to_the_door_and_others_find_nothing(work: AtWork) -> None:
    assert work.stranger().open(QUEUE).h1 == "Sign in to the office"
    for who in (PARK, AUD):
        assert work.inside(who).fetch(QUEUE).status_code == 404
        assert work.inside(who).fetch("/en/office/search", method="POST").status_code == 404
    assert work.inside(HAN).fetch(QUEUE, method="DELETE").status_code == 405
    assert work.inside(HAN).fetch("/en/office/search").status_code == 405
    assert work.inside(HAN).fetch("/en/office/search", method="POST", data={"words": "x"}).status_code == 422

"""The door under siege, and pages that ask once more: strangers lock nobody out, and what was typed too late is kept."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select

from claims.actions.make_member import NewMember
from claims.model.staff import KnownBrowser, Member
from claims.store.clock import seconds
from claims.web import house as house_of
from claims.web import limits
from claims.web.limits import Limit, attempts
from claims.web.proving import own_path
from tests.cast import ADA, AUD, HAN, LEE, PARK, TRIIN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork

DOOR = "/en/office/sign-in"
WRONG = "zoo " * 7


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the service takes for now; put another moment in its place."""
    moment = [datetime.now(UTC)]
    monkeypatch.setattr(house_of, "now", lambda: moment[0])
    return moment


def code(work: AtWork, who: NewMember, clock: list[datetime]) -> str:
    """What the member's authenticator shows now. A code is good once, so the last accepted step is forgotten first."""
    with work.office.database.deed() as session:
        member = session.exec(select(Member).where(Member.sign_in_name == who.sign_in_name)).one()
        member.last_step = 0
        session.add(member)
    return pyotp.TOTP(work.office.sign_ins[who.sign_in_name].totp_secret).at(clock[0])


def answers(work: AtWork, who: NewMember, clock: list[datetime], **other: str) -> dict[str, str]:
    """What this member types at the door."""
    entry = work.office.sign_ins[who.sign_in_name]
    return {"name": entry.sign_in_name, "passphrase": entry.passphrase, "code": code(work, who, clock), **other}


def count_up(work: AtWork, limit: Limit, name: str, clock: list[datetime], *, times: int) -> None:
    """As if that had been tried so often."""
    with work.service.app_context():
        for _ in range(times):
            attempts().count(limit, name, now=seconds(clock[0]))


def failures(work: AtWork, who: NewMember) -> tuple[int, int]:
    """Lines of failed tries and of the block, of this member."""
    mine = [line.action for line in work.ledger() if line.actor == work.member(who).id]
    return mine.count("sign_in_failed"), mine.count("sign_in_blocked")


def test_strangers_who_try_a_name_do_not_lock_out_the_browser_that_is_known(
    work: AtWork, clock: list[datetime]
) -> None:
    at_home = work.stranger()
    at_home.open(DOOR).fill(answers(work, LEE, clock)).press("Sign in").press("Sign out")
    count_up(work, limits.BY_NAME, "lee", clock, times=9)
    before = failures(work, LEE)

    work.stranger().open(DOOR).fill(answers(work, LEE, clock, name=" LEE ", passphrase=WRONG)).press_refused("Sign in")
    for _ in range(2):
        page = work.stranger().open(DOOR).fill(answers(work, LEE, clock)).press("Sign in", status=429)

    assert page.h1 == "Too many attempts in a short time"
    assert 0 < int(page.headers["Retry-After"]) <= 600
    assert failures(work, LEE) == (before[0] + 1, before[1] + 1), "a line for each failure counted, one for the block"
    assert at_home.open(DOOR).fill(answers(work, LEE, clock)).press("Sign in").h1 == "Matters"


def test_a_known_browser_is_counted_for_itself_and_only_for_its_member(work: AtWork, clock: list[datetime]) -> None:
    at_home = work.stranger()
    at_home.open(DOOR).fill(answers(work, PARK, clock)).press("Sign in").press("Sign out")
    with work.office.database.question() as session:
        mine = session.exec(select(KnownBrowser).where(KnownBrowser.member_id == work.member(PARK).id)).one()
    count_up(work, limits.BY_BROWSER, mine.id, clock, times=10)

    at_home.open(DOOR).fill(answers(work, PARK, clock)).press("Sign in", status=429)

    elsewhere = work.stranger().open(DOOR).fill(answers(work, PARK, clock)).press("Sign in")
    assert elsewhere.h1 == "Matters"
    assert at_home.open(DOOR).fill(answers(work, AUD, clock)).press("Sign in").h1 == "The office"


def test_the_cookie_of_a_known_browser_opens_nothing_and_lasts(work: AtWork, clock: list[datetime]) -> None:
    visitor = work.stranger()
    page = visitor.open(DOOR).fill(answers(work, ADA, clock))
    request = page.form.request("Sign in")
    request.pop("action")
    answer = visitor.fetch(DOOR, **request)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("known="))

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age=31449600" in cookie
    alone = work.stranger()
    alone.browser.set_cookie("known", cookie.partition("=")[2].partition(";")[0], domain="127.0.0.1")
    assert alone.open("/en/office").h1 == "Sign in to the office"


def test_a_flood_ends_at_a_ceiling_for_strangers_alike_and_not_for_known_browsers(
    fresh_work: AtWork, clock: list[datetime]
) -> None:
    work, at_home = fresh_work, fresh_work.stranger()
    at_home.open(DOOR).fill(answers(work, TRIIN, clock)).press("Sign in").press("Sign out")
    count_up(work, limits.STRANGERS, "", clock, times=limits.STRANGERS.most)

    for name in ("triin", "nobody", "han"):
        typed = answers(work, TRIIN, clock, name=name)
        assert work.stranger().open(DOOR).fill(typed).press("Sign in", status=429).h1

    assert at_home.open(DOOR).fill(answers(work, TRIIN, clock)).press("Sign in").h1 == "All claims"


def test_names_nobody_has_do_not_grow_the_ledger_without_end(fresh_work: AtWork, clock: list[datetime]) -> None:
    work = fresh_work
    count_up(work, limits.UNLISTED, "", clock, times=limits.UNLISTED.most - 1)
    for name in ("nobody", "no-one", "none"):
        typed = answers(work, TRIIN, clock, name=name)
        assert work.stranger().open(DOOR).fill(typed).press_refused("Sign in").errors

    assert [line.actor for line in work.ledger("sign_in_failed")] == [""]


def test_a_page_that_hands_out_keys_asks_once_more_and_leads_back(work: AtWork, clock: list[datetime]) -> None:
    visitor = work.inside(ADA)
    assert visitor.open("/en/office/invite").h1 == "Invite somebody"
    clock[0] += timedelta(minutes=11)

    page = visitor.open("/en/office/invite")
    assert page.h1 == "Show once more that it is you"
    words = work.office.sign_ins["ada"].passphrase
    refused = page.fill(passphrase=WRONG, code=code(work, ADA, clock)).press_refused("Go on")
    assert refused.errors
    assert work.ledger("prove_failed")[-1].actor == work.member(ADA).id
    back = refused.fill(passphrase=words, code=code(work, ADA, clock)).press("Go on")

    assert (back.h1, back.address) == ("Invite somebody", "/en/office/invite")
    assert work.ledger("prove")[-1].actor == work.member(ADA).id
    clock[0] += timedelta(minutes=9)
    assert visitor.open("/en/office/invite").h1 == "Invite somebody"


def test_a_code_that_was_used_proves_nothing(work: AtWork, clock: list[datetime]) -> None:
    visitor, words = work.inside(ADA), work.office.sign_ins["ada"].passphrase
    clock[0] += timedelta(minutes=11)
    once = code(work, ADA, clock)
    visitor.open("/en/office/prove").fill(passphrase=words, code=once).press("Go on")

    assert visitor.open("/en/office/prove").fill(passphrase=words, code=once).press_refused("Go on").errors


def test_what_was_sent_too_late_is_kept_and_done_in_one_step(work: AtWork, clock: list[datetime]) -> None:
    visitor = work.inside(HAN)
    page = visitor.open("/en/office/invite")
    typed = {"name": "Late <Kim>", "sign_in_name": "late", "roles": ["auditor", "researcher"], "language": "en"}
    clock[0] += timedelta(minutes=11)

    late = page.fill(typed).press("Make their words", status=403)
    assert late.says("Nothing was done yet")
    assert work.ledger("invite_member") == []
    words = work.office.sign_ins["han"].passphrase
    again = late.fill({"prove-passphrase": WRONG, "prove-code": "000000"}).press("Go on", status=403)
    assert again.errors
    told = again.fill({"prove-passphrase": words, "prove-code": code(work, HAN, clock)}).press("Go on")

    assert told.h1 == "For Late <Kim>"
    assert work.member(NewMember(name="", sign_in_name="late", roles=())).roles == "auditor researcher"


def test_a_proof_from_another_site_is_not_taken(work: AtWork, clock: list[datetime]) -> None:
    visitor, words = work.inside(HAN), work.office.sign_ins["han"].passphrase
    clock[0] += timedelta(minutes=11)
    before = len(work.ledger())
    forged = {"prove-passphrase": words, "prove-code": code(work, HAN, clock), "csrf_token": "x"}

    answer = visitor.fetch("/en/office/invite", method="POST", data=forged)

    assert answer.status_code == 403
    assert len(work.ledger()) == before, "the words were not even tried"
    assert visitor.open("/en/office/invite").h1 == "Show once more that it is you"


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "https://evil.example/",
            "//evil.example/en/office",
            "/\\evil.example",
            "/en/office@evil",
            "javascript:alert(1)",
        ),
        *("/en/claim", "/en/office/x\n", "", "/en/office/../../x y", "/en/officer"),
    ],
)
def test_after_the_proof_nobody_is_led_away(work: AtWork, asked: str) -> None:
    assert own_path(asked) == ""


def test_own_paths_are_followed_with_their_question() -> None:
    assert own_path("/zh-Hans/office/members/0a/end?x=1&y=%20") == "/zh-Hans/office/members/0a/end?x=1&y=%20"
    assert own_path("/ko/office")


def test_one_click_ends_every_session_of_mine_and_no_other(work: AtWork) -> None:
    here, there, other = work.inside(TRIIN), work.inside(TRIIN), work.inside(PARK)

    page = here.open("/en/office/own").press("End all my sessions")

    assert page.h1 == "Sign in to the office"
    assert there.open("/en/office").h1 == "Sign in to the office"
    assert other.open("/en/office").h1 == "The office"
    assert work.inside(TRIIN).open("/en/office").h1 == "The office"


def test_signing_out_asks_the_browser_to_forget(work: AtWork) -> None:
    visitor = work.inside(AUD)
    form = visitor.open("/en/office").form(button="Sign out").form.request("Sign out")
    address = form.pop("action")

    answer = visitor.fetch(str(address), **form)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"


def invited(work: AtWork, name: str) -> tuple[Page, str, str]:
    """Somebody new: the page that told, their words, their authenticator's secret."""
    typed = {"name": name.title(), "sign_in_name": name, "roles": ["triage"], "language": "en"}
    page = work.inside(HAN).open("/en/office/invite").fill(typed).press("Make their words")
    words = [item.text or "" for item in page.tree.iter("bdi")]
    secret = next(item.text or "" for item in page.tree.iter("code"))
    return page, " ".join(words), secret


def test_who_was_invited_makes_words_of_their_own_before_anything_opens(
    work: AtWork, clock: list[datetime], made: Callable[[Page], str]
) -> None:
    _, words, secret = invited(work, "soo")
    visitor = work.stranger()
    typed = {"name": "soo", "passphrase": words, "code": pyotp.TOTP(secret).at(clock[0])}

    page = visitor.open(DOOR).fill(typed).press("Sign in")
    assert page.h1 == "New words"
    for address in ("claims", "own", "", "members", "own/authenticator", "matters"):
        assert visitor.open(f"/en/office/{address}".rstrip("/")).h1 == "New words", address
    page = page.press("Make new words")
    own = made(page)
    assert page.fill(typed=words).press_refused("Use the new words from now on").errors
    assert visitor.open("/en/office/claims").h1 == "New words"
    page = visitor.open("/en/office/own/words").fill(typed=own).press("Use the new words from now on")

    assert page.h1 == "All claims"
    clock[0] += timedelta(minutes=1)
    late = {"name": "soo", "code": pyotp.TOTP(secret).at(clock[0])}
    work.stranger().open(DOOR).fill(late | {"passphrase": words}).press_refused("Sign in")
    assert work.stranger().open(DOOR).fill(late | {"passphrase": own}).press("Sign in").h1 == "All claims"


@pytest.fixture
def made() -> Callable[[Page], str]:
    """The new words that a page shows."""

    def read(page: Page) -> str:
        return " ".join(item.text or "" for item in page.tree.iter("bdi"))

    return read


def test_words_are_shown_once(work: AtWork, made: Callable[[Page], str]) -> None:
    visitor: Visitor = work.inside(AUD)
    shown = visitor.open("/en/office/own/words").press("Make new words")
    own = made(shown)

    assert len(own.split()) == 7
    assert made(visitor.open("/en/office/own/words")) == ""
    assert shown.headers["Cache-Control"] == "no-store"


def test_a_new_authenticator_replaces_the_old_one_with_its_first_code(work: AtWork, clock: list[datetime]) -> None:
    visitor = work.inside(PARK)
    page = visitor.open("/en/office/own/authenticator")
    secret = next(item.text or "" for item in page.tree.iter("code"))

    again = page.fill(code="000000").press_refused("Use the new authenticator from now on")
    assert next(item.text for item in again.tree.iter("code")) == secret, (
        "the same one, so that nothing is scanned twice"
    )
    code_now = pyotp.TOTP(secret).at(clock[0])
    assert again.fill(code=code_now).press("Use the new authenticator from now on").h1 == "Your door"

    clock[0] += timedelta(minutes=1)
    typed = answers(work, PARK, clock)
    work.stranger().open(DOOR).fill(typed).press_refused("Sign in")
    new = {**typed, "code": pyotp.TOTP(secret).at(clock[0])}
    assert work.stranger().open(DOOR).fill(new).press("Sign in").h1 == "Matters"


@pytest.mark.parametrize("pending", ["", "x", "ä", "A" * 300])
def test_nobody_brings_a_secret_of_their_own(work: AtWork, clock: list[datetime], pending: str) -> None:
    visitor = work.inside(AUD)
    page = visitor.open("/en/office/own/authenticator")
    chosen = pyotp.random_base32()
    typed = {"pending": pending, "code": pyotp.TOTP(chosen).at(clock[0])}

    refused = page.tamper(typed).press_refused("Use the new authenticator from now on")

    assert chosen not in refused.html
    assert (
        work.ledger("renew_authenticator") == [] or work.member(AUD).id != work.ledger("renew_authenticator")[-1].actor
    )

"""Every page × person × verb × token, on one office: what is answered is what docs/doors.md and access.toml say, and nothing more.

When a page was added or changed on purpose: `python -m tests.house.doors > docs/doors.md`, and read the difference.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from claims.model.vocabulary import Role
from tests.house.doors import (
    ENDS_BY_LOOKING,
    MEMBERS,
    PAGE,
    PERSONS,
    VERBS,
    Entrance,
    Person,
    kind_of,
    open_entrance,
    table,
)
from tests.house.test_access import CLAIMANT, EVERYONE, ROLES, WHO, WITHOUT_TOKEN, unlisted

REFUSED = {"door", "none"}
NOTHING_DONE = REFUSED | {"again", "verb"}
OUTSIDE = ("nobody", "leaver", "old cookie")
# Rows that a page may write though nothing was asked of it: who is still here, who looked at what, who tried to guess.
WRITTEN_BY_LOOKING = frozenset({"session_row", "ledger_line", "office", "attempt"})
# Files that anybody may keep: they say so themselves.
PUBLIC = {"static", "published.registry", "published.registry_schema", "published.findings_schema"}


@pytest.fixture(scope="module")
def entrance(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entrance]:
    """One office, with everybody before its door."""
    with open_entrance(tmp_path_factory.mktemp("doors"), sqlite_template) as made:
        yield made


def everybody(entrance: Entrance, verb: str = "") -> Iterator[tuple[Rule, Person, str]]:
    """Every page with every person, and what to say when they are not answered as they should be."""
    for rule in entrance.rules:
        for name in PERSONS:
            if not verb or verb in (rule.methods or ()):
                yield rule, entrance.persons[name], f"{verb} {rule.endpoint} ({rule.rule}) as {name}"


def roles_of(person: Person) -> set[Role]:
    """Which roles this person has now; a leaver has none any more."""
    return set() if person.name in OUTSIDE else set(MEMBERS[person.name].roles) if person.name in MEMBERS else set()


def test_the_table_in_the_docs_is_what_is_found(entrance: Entrance) -> None:
    found, kept = table(entrance).splitlines(), PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in found if line not in kept] == [], "see the head of this file"
    assert [line for line in kept if line not in found] == []


def test_a_page_that_is_new_fails_the_table(entrance: Entrance) -> None:
    """It is in the map of addresses, so it is tried; it is not in the list, so it is named."""
    known = [rule.endpoint for rule in entrance.rules]
    assert unlisted([*known, "triage.new_page"], WHO) == ["triage.new_page"]
    assert {line.split("`")[1] for line in table(entrance).splitlines() if line.startswith("| `")} == set(known)


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_who_may_not_enter_is_led_away_or_sees_nothing(entrance: Entrance, verb: str) -> None:
    for rule, person, said in everybody(entrance, verb):
        group, kind = WHO[rule.endpoint], kind_of(entrance.asked(rule, person, verb))
        if group == EVERYONE or (group == CLAIMANT and person.claim):
            continue
        if group == CLAIMANT:
            # What was typed before a session ended is shown again, so that nothing typed is lost.
            assert kind in REFUSED | ({"again"} if verb == "POST" else set()), said
        elif not roles_of(person):
            assert kind == "door", said
        elif not ROLES[group] & roles_of(person):
            assert kind == "none", said


def test_who_may_enter_does(entrance: Entrance) -> None:
    """Each page of a desk is seen by at least one person of each role it is for: with real ids, nothing there is a 404 for all."""
    for rule in entrance.rules:
        group = WHO[rule.endpoint]
        entering = [p for p in entrance.persons.values() if ROLES[group] & roles_of(p)]
        entering += [p for p in entrance.persons.values() if group == CLAIMANT and p.claim]
        seen = {kind_of(entrance.asked(rule, p, verb)) for p in entering for verb in ("GET", "POST")}
        if rule.endpoint in ENDS_ONES_SESSION and entering:
            assert "door" in seen, rule.endpoint
            continue
        assert not entering or seen - REFUSED - {"verb"} or rule.endpoint in NEEDS_SOMETHING_MORE, rule.endpoint


# After these one is outside: the next page is the door.
ENDS_ONES_SESSION = {"staff.end_sessions", "staff.sign_out"}
# Pages whose ids this office has none of, and why.
NOT_SIGNED = (
    *("intake.appoint_signed", "intake.appoint_copy", "intake.appoint_remove_proof", "intake.appoint_remove_page"),
    "intake.appoint_paper",
    *("triage.helping_copy", "triage.helping_print", "triage.helping_page", "triage.helping_remove"),
)
NEEDS_SOMETHING_MORE = {
    "staff.remove_passkey": "nobody here has a passkey; tried in tests/desks/staff",
    "disclosures.add": "the place that is tried is a part, not a list of parts; tried in tests/desks/disclosures",
    "disclosures.catch_up": "no working copy is behind; tried in tests/desks/disclosures",
    "matters.drawn": "nobody here has signed; tried in tests/desks/matters",
    "matters.scan": "nobody here has signed; tried in tests/desks/matters",
    **dict.fromkeys(NOT_SIGNED, "who was invited here has answered and signed nothing; tried in tests/desks"),
}


def test_nothing_fails(entrance: Entrance) -> None:
    for verb in ("GET", "POST"):
        for rule, person, said in everybody(entrance, verb):
            assert entrance.asked(rule, person, verb).status_code < 500, said


@pytest.mark.parametrize("token", ["none", "made up", "of another session"])
def test_without_ones_own_token_nothing_is_done(entrance: Entrance, token: str) -> None:
    entrance.restore()
    before = entrance.rows(but=WRITTEN_BY_LOOKING)
    for rule, person, said in everybody(entrance, "POST"):
        if rule.endpoint in WITHOUT_TOKEN:
            continue
        own, kind = kind_of(entrance.asked(rule, person, "POST")), kind_of(entrance.ask(rule, person, "POST", token))
        led_on_anyhow = kind == "on" and kind_of(entrance.asked(rule, person, "GET")) == "on"
        assert kind in NOTHING_DONE or led_on_anyhow, f"{said}, token {token}: {kind}"
        if not person.claim and not ROLES[WHO[rule.endpoint]] & roles_of(person):
            assert kind == own or WHO[rule.endpoint] == EVERYONE, f"{said}: {kind} without, {own} with the token"
    assert entrance.rows(but=WRITTEN_BY_LOOKING) == before
    entrance.restore()


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"GET", "POST"}))
def test_other_verbs_do_nothing(entrance: Entrance, verb: str) -> None:
    """Those that no page knows are refused before anybody is asked who they are; a few persons show it."""
    for rule, person, said in everybody(entrance):
        if verb not in ("HEAD", "OPTIONS") and person.name not in ("nobody", "sent", "lead", "leaver"):
            continue
        answer = entrance.ask(rule, person, verb)
        kind = kind_of(answer)
        if verb == "HEAD" and "GET" in (rule.methods or ()):
            assert kind == kind_of(entrance.asked(rule, person, "GET")), said
            assert answer.data == b"", said
        elif verb == "OPTIONS":
            assert kind in REFUSED | {"again", "on"} or (answer.status_code, answer.data) == (200, b""), said
        else:
            assert kind == "verb", f"{verb} {said}: {kind}"
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")], said


def test_every_answer_carries_the_headers(entrance: Entrance) -> None:
    """Pages, files, redirects, refusals, the pages everybody may keep: no outcome is forgotten."""
    for verb in ("GET", "POST"):
        for rule, person, said in everybody(entrance):
            answer = entrance.asked(rule, person, verb)
            headers = answer.headers
            policy = headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'"), said
            assert "frame-ancestors 'none'" in policy, said
            assert "unsafe" not in policy, said
            assert ("sandbox" in policy) == (answer.mimetype != "text/html"), said
            scripted = rule.endpoint.startswith("staff.") or rule.endpoint == "intake.appoint_sign"
            assert "script-src" not in policy or scripted, said
            for name in ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"):
                assert headers[name] == "same-origin", said
            assert headers["Cross-Origin-Embedder-Policy"] == "require-corp", said
            assert headers["Referrer-Policy"] == "no-referrer", said
            assert headers["X-Content-Type-Options"] == "nosniff", said
            assert headers["X-Frame-Options"] == "DENY", said
            assert "Permissions-Policy" in headers, said
            kept = "no-store" not in headers["Cache-Control"]
            assert not kept or (rule.endpoint in PUBLIC | {"published.disclosure_file"} and verb == "GET"), said
            away = headers.get("Location", "/").startswith(("http", "//", "/\\"))
            assert away == (rule.endpoint == ENDS_BY_LOOKING), said


def test_files_say_what_they_are(entrance: Entrance) -> None:
    """A file to keep has a name of ours and a kind; one that is shown is a picture, a style, or the public registry."""
    for rule, person, said in everybody(entrance, "GET"):
        answer = entrance.asked(rule, person, "GET")
        if kind_of(answer) == "file" and rule.endpoint not in PUBLIC:
            named = answer.headers["Content-Disposition"]
            assert re.fullmatch(r'(attachment|inline); filename="?[\w.-]+"?', named), f"{said}: {named}"
            assert named.startswith("attachment") or answer.mimetype in ("image/jpeg", "application/toml"), said
            assert answer.mimetype not in ("text/html", "image/svg+xml", "application/xml"), said


INLINE = re.compile(
    r"<script(?![^>]*\ssrc=\"/static/)|<style|\sstyle=|\son[a-z]+\s*=|javascript:|<iframe|<object|<embed|<base|data:",
    re.I,
)


def test_no_page_holds_anything_inline(entrance: Entrance) -> None:
    """What the policy forbids is not there either; and no address leads to another host but those the registry cites."""
    for verb in ("GET", "POST"):
        for rule, person, said in everybody(entrance):
            answer = entrance.asked(rule, person, verb)
            if answer.mimetype == "text/html" and answer.status_code not in (302, 303, 308):
                page = answer.get_data(as_text=True)
                assert not INLINE.search(page), f"{said}: {INLINE.search(page)}"
                assert not re.search(r'(?:src|action|formaction)="(?!/)', page.replace('action=""', "")), said


def test_no_answer_says_who_asked_or_where_it_lies(entrance: Entrance) -> None:
    for rule, person, said in everybody(entrance, "GET"):
        text = entrance.asked(rule, person, "GET").data.decode("latin-1")
        assert "Traceback" not in text, said
        assert str(entrance.office.settings.folder) not in text, said
        assert not any(cookie in text for cookie in re.findall(r"(?:member|claimant)=(\S+)", person.cookies)), said

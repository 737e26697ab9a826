"""Whatever opens, searches, exports, uses keys or fails at the door leaves exactly its lines: by whom, as whom, in which hour, on what.

Every page of the office's desks is on one of the lists here: it is acted out (tests/house/ledger_acts.py), or it opens nothing
and the list says why, or its own tests look at its line and the list says where.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.store.clock import hour_of
from claims.web.wording_ledger import LEDGER_ACTIONS
from tests.cast import ADA, HAN, LEE, PARK, TRIIN
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork
from tests.house.files import ROOT
from tests.house.ledger_acts import ACTS, Act
from tests.house.ledger_board_acts import BOARD_ACTS
from tests.house.ledger_bundle_acts import BUNDLE_ACTS
from tests.house.ledger_helping_acts import HELPING_ACTS
from tests.house.ledger_member_acts import MEMBER_ACTS
from tests.house.ledger_offer_acts import OFFER_ACTS
from tests.house.ledger_same_acts import SAME_ACTS
from tests.make import make_office

CLAIM_ACTS = ACTS | BOARD_ACTS | BUNDLE_ACTS | HELPING_ACTS | OFFER_ACTS | SAME_ACTS
DESKS = ("triage.", "matters.", "staff.", "disclosures.")
OPENS_NOTHING = {
    "staff.office": "clear columns only",
    "staff.door": "leads on to a desk",
    "staff.sign_out": "ends what was open",
    "staff.ledger": "clear columns; what is sealed stays sealed",
    "staff.members": "clear columns only",
    "staff.keys": "which keys there are, none of them used; a renewal that waits is lent by its own line",
    "staff.own": "the member's own door: names of their own passkeys, under their own key",
    "matters.list": "titles of matters, no claim",
    "matters.offer": "what counsel write themselves; no claim",
    "matters.read_offer": "an offer as claimants read it; no claim",
    "matters.pick_powers": "leads on to the page that prints",
    "matters.bundle": "the order of a bundle, no claim; collecting is acted out",
    "disclosures.list": "the registry is public",
    "disclosures.revision": "the registry is public",
    "disclosures.revision_file": "the registry is public",
    "disclosures.project": "the registry is public",
    "disclosures.project_file": "the registry is public",
    "disclosures.compare": "the registry is public",
    "disclosures.new_project": "a working copy of what will be public",
    "disclosures.upload": "a working copy of what will be public",
    "disclosures.words": "a working copy of what will be public",
    "disclosures.retract": "a working copy of what will be public",
    "disclosures.throw": "a working copy of what will be public",
    "disclosures.throw_all": "a working copy of what will be public",
    "disclosures.catch_up": "a working copy of what will be public",
    "disclosures.part": "a working copy of what will be public",
    "disclosures.add": "a working copy of what will be public",
    "disclosures.remove": "a working copy of what will be public",
}
ELSEWHERE = {
    "staff.prove": "tests/desks/staff/test_door.py",
    "staff.passkey": "tests/desks/staff/test_passkey.py",
    "staff.remove_passkey": "tests/desks/staff/test_passkey.py",
    "disclosures.preview": "tests/desks/disclosures/test_rematch.py",
    "disclosures.publish": "tests/actions/test_publish_disclosure.py",
}


@pytest.fixture(scope="module")
def work(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """The service of an office whose whole cast is at work."""
    folder = tmp_path_factory.mktemp("acts")
    office = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield AtWork(office)
    office.close()


def acted() -> set[str]:
    """The pages that are acted out."""
    return {name.partition(":")[0] for name in (*CLAIM_ACTS, *MEMBER_ACTS)}


def test_every_page_of_the_office_is_on_a_list(work: AtWork) -> None:
    pages = {rule.endpoint for rule in work.service.url_map.iter_rules() if rule.endpoint.startswith(DESKS)}
    listed = [*acted(), *OPENS_NOTHING, *ELSEWHERE]

    assert sorted(pages ^ set(listed)) == []
    assert len(listed) == len(set(listed))


def test_where_a_line_is_looked_at_elsewhere_the_ledger_is_named() -> None:
    silent = [page for page, test in ELSEWHERE.items() if not _names_the_ledger(ROOT / test)]

    assert silent == []


def _names_the_ledger(path: Path) -> bool:
    return path.is_file() and any(word in path.read_text(encoding="utf-8") for word in ("ledger", "LedgerLine"))


@pytest.mark.parametrize("name", CLAIM_ACTS)
def test_an_act_leaves_exactly_its_lines(work: AtWork, name: str) -> None:
    check(work, CLAIM_ACTS[name](work))


@pytest.mark.parametrize("name", MEMBER_ACTS)
def test_an_act_about_members_and_keys_leaves_exactly_its_lines(
    name: str, sqlite_template: Path, tmp_path: Path
) -> None:
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, TRIIN, LEE, PARK, ADA))
    work = AtWork(office)
    check(work, MEMBER_ACTS[name](work))
    office.close()


def check(work: AtWork, act: Act) -> None:
    """Send it and look at what the ledger says."""
    before, began = work.ledger(), datetime.now(UTC)

    answer = act.send()
    answer.get_data()

    assert answer.status_code in (200, 303) or "failed" in act.lines[0][0], answer.status
    lines = work.ledger()[len(before) :]
    actor = work.member(act.who).id if act.who else ""
    assert [(line.action, line.actor, line.role) for line in lines] == [
        (action, actor, act.role) for action, _ in act.lines
    ]
    assert all(line.reference == wanted for line, (_, wanted) in zip(lines, act.lines, strict=True) if wanted != "*"), [
        line.reference for line in lines
    ]
    assert {line.hour for line in lines} <= {hour_of(began), hour_of(datetime.now(UTC))}
    assert {line.action for line in lines} <= set(LEDGER_ACTIONS)

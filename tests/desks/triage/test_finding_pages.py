"""One finding as a file at the triage desk: whole, provable, behind its ledger line, and for nobody without the office's key."""

import json
from pathlib import Path

from werkzeug.test import TestResponse

from claims.cli import match_verify
from claims.store.finding_json import read_finding_json
from tests.cast import ADA, HAN, LINH
from tests.client import Visitor
from tests.desks.at_work import AtWork
from tests.desks.triage.test_claim import address, opened
from tests.make import Sent


def finding(sent: Sent, window: str, record: str = "") -> str:
    """Where the file of a finding is."""
    return address(sent, f"/findings/{record or LINH.records[0].id}/{window}")


def taken(visitor: Visitor, address: str, **reason: str) -> TestResponse:
    """The file, asked for on its page with this reason."""
    page = visitor.open(address)
    request = page.fill(reason or {"why": "expert"}).form.request("Download the finding")
    return visitor.fetch(request.pop("action") or address, **request)


def test_the_claims_page_leads_to_it_and_says_by_what_was_judged(work: AtWork) -> None:
    sent = work.office.send(LINH)

    page = opened(work, sent)

    assert page.links["As a file with all it rests on"] in (finding(sent, "MOJ-FN-FOI"), finding(sent, "MOJ-FN-PRESS"))
    assert page.says("Judged by revision")


def test_it_is_whole_and_can_be_judged_once_more(work: AtWork, tmp_path: Path) -> None:
    sent = work.office.send(LINH)

    answer = taken(work.inside(HAN), finding(sent, "MOJ-FN-FOI"))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="finding.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    document = read_finding_json(answer.get_data())
    assert [(one.window, one.strength, one.segments) for one in document.findings] == [
        ("MOJ-FN-FOI", "strong", ("F4",))
    ]
    assert document.withheld == ()
    path = tmp_path / "finding.json"
    path.write_bytes(answer.get_data())
    assert match_verify.run([path]) == match_verify.UNCHANGED
    assert "Linh" not in json.dumps(json.loads(answer.get_data()), ensure_ascii=False)


def test_its_line_stands_in_the_ledger_before_it_is_opened_with_the_reason_sealed(work: AtWork) -> None:
    sent = work.office.send(LINH)
    han = work.inside(HAN)

    taken(han, finding(sent, "MOJ-FN-FOI"), why="other", why_words="für die Gutachterin")

    line = work.ledger("take_finding")[-1]
    assert (line.actor, line.reference) == (work.member(HAN).id, sent.claim.reference)
    assert work.details(line, HAN).items() >= {"why": "other", "why_words": "für die Gutachterin"}.items()
    with work.without_ledger():
        assert taken(han, finding(sent, "MOJ-FN-FOI")).status_code == 500


def test_without_a_reason_nothing_leaves_and_what_was_typed_stays(work: AtWork) -> None:
    sent = work.office.send(LINH)
    before = len(work.ledger())
    page = work.inside(HAN).open(finding(sent, "MOJ-FN-FOI"))

    refused = page.fill(why_words="für mich").press_refused("Download the finding")

    assert refused.errors == ["Why do you take this out of the service? – Please choose why you take it out."]
    assert refused.value("why_words") == "für mich"
    assert len(work.ledger()) == before


def test_what_is_not_there_is_not_found(work: AtWork) -> None:
    sent = work.office.send(LINH)
    han = work.inside(HAN)

    assert taken(han, finding(sent, "NO-SUCH-RANGE")).status_code == 404
    assert taken(han, finding(sent, "MOJ-FN-FOI", record="another")).status_code == 404
    assert work.inside(ADA).fetch(finding(sent, "MOJ-FN-FOI")).status_code in (403, 404)

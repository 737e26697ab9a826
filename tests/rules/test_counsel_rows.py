"""What counsel's lists say of one claimant, and the days of a matter with their kinds."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from claims.actions.match_claims import judge_file
from claims.model.claim_file import Agreement, ForLawyers
from claims.model.matter import MatterDeadline, MatterFacts, Target
from claims.model.triage import DeskFacts
from claims.model.vocabulary import AgreementCode
from claims.rules.counsel_rows import counsel_row_of, legal_days
from claims.rules.court_papers import Going
from claims.settings import ROOT
from claims.store.registry import load_registry
from tests.cast import LINH

REGISTRY = load_registry(ROOT / "disclosures")
SEOUL = ZoneInfo("Asia/Seoul")
FACTS = MatterFacts(
    title="m",
    route="mediation",
    deadlines=(MatterDeadline(day="2026-11-27", what="answer the proposal", source="letter"),),
    targets=Target(court="2026-12-28"),
)


def going(**changed: object) -> Going:
    """Linh as a party."""
    file = LINH.model_copy(update=changed)
    judgement = judge_file(file, registry=REGISTRY, now=datetime(2026, 11, 22, tzinfo=UTC))
    desk = DeskFacts(first_knowledge_note="by telephone", duplicates=("B",))
    return Going(number=3, reference="A", sent=date(2026, 11, 20), file=file, desk=desk, judgement=judgement)


def test_a_row_holds_what_the_lists_need_and_no_more() -> None:
    said = ForLawyers(learned_when="2023-11", learned_how="một người bạn", access_request_reply="w-reply")
    row = counsel_row_of(going(for_lawyers=said), registry=REGISTRY, zone=SEOUL)

    assert (row.number, row.reference, row.name, row.language) == (3, "A", "Nguyễn Thị Linh", "vi")
    assert (row.learned_when, row.learned_how, row.note) == ("2023-11", "một người bạn", "by telephone")
    assert row.duplicates == ("B",)
    assert "MOJ-AIRPORT-FACES/STATE-5Y-PROJECT-END" in row.deadlines
    assert "w-reply" not in str(row)
    # Linh was never on Facebook: only the projects that may concern her count.
    assert {code.partition("/")[0] for code in row.deadlines} == {
        verdict.project for verdict in going().judgement.verdicts if verdict.result != "outside"
    } & {project.code for project in REGISTRY.projects if project.deadlines}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "2026-11-21"),
    ],
)
def test_an_answers_day_is_the_offices(moment: datetime, day: str) -> None:
    yes = Agreement(
        code=AgreementCode.C4, version=2, language="vi", text_sha256="ab", yes=True, at=int(moment.timestamp())
    )
    [answer] = counsel_row_of(going(agreements=(yes,)), registry=REGISTRY, zone=SEOUL).agreements

    assert (answer.code, answer.answer, answer.version, answer.language, answer.text_sha256, answer.day) == (
        "C4", "yes", 2, "vi", "ab", day,
    )  # fmt: skip


def test_all_answers_are_shown_and_the_last_counts() -> None:
    yes = Agreement(code=AgreementCode.C8, version=1, language="vi", text_sha256="ab", yes=True, at=100)
    no = yes.model_copy(update={"yes": False, "at": 200})
    row = counsel_row_of(going(agreements=(no, yes)), registry=REGISTRY, zone=SEOUL)

    assert [(one.answer, one.counts) for one in row.agreements] == [("yes", False), ("no", True)]


def test_the_days_of_a_matter_come_nearest_first_with_basis_and_source() -> None:
    days = {one.code: one for one in legal_days(REGISTRY, FACTS)}

    assert list(days) == sorted(days, key=lambda code: (days[code].day, code))
    law = days["MOJ-AIRPORT-FACES/STATE-5Y-DESTRUCTION"]
    assert (law.kind, law.day, law.written, law.route, law.computed) == ("law", "2027-03-01", "2027-03", "state", True)
    assert law.source
    assert law.source_address.startswith("https://")
    assert (days["target/court"].kind, days["target/court"].day) == ("target", "2026-12-28")
    assert "target/claims" not in days


@pytest.mark.parametrize(("route", "kind"), [("mediation", "clock"), ("state", "matter"), ("demand", "matter")])
def test_only_in_a_mediation_silence_binds(route: str, kind: str) -> None:
    """PIPA art. 47: no answer for fifteen days is a yes."""
    facts = FACTS.model_copy(update={"route": route})
    days = {one.code: one for one in legal_days(REGISTRY, facts)}

    assert (days["matter/1"].kind, days["matter/1"].what, days["matter/1"].source) == (
        kind,
        "answer the proposal",
        "letter",
    )

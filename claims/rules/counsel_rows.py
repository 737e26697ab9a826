"""What counsel's lists say of one claimant, and the days of a matter. This is where an open claim becomes one light row.

"Deadlines, first knowledge, duplicates and agreements are counsel's: all are shown, none is decided, none is filed."
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from claims.model.claim_file import Agreement
from claims.model.counsel_paper import AnsweredAgreement, CounselRow, LegalDay
from claims.model.disclosure import Deadline, DisclosedProject, Registry
from claims.model.matter import MatterFacts
from claims.rules.agreements import latest
from claims.rules.court_papers import Going, worded
from claims.rules.matter_days import TARGETS
from claims.rules.next_deadline import deadlines_of, first_day


def counsel_row_of(going: Going, *, registry: Registry, zone: ZoneInfo) -> CounselRow:
    """One claimant's row; `zone` is the office's, in which an answer's day lies."""
    file, person = going.file, going.file.claimant
    results = {verdict.project: verdict.result for verdict in going.judgement.verdicts}
    return CounselRow(
        number=going.number,
        reference=going.reference,
        name=person.name or person.name_latin,
        language=file.language,
        deadlines=tuple(_code(project, deadline) for project, deadline in deadlines_of(registry, results)),
        learned_when=file.for_lawyers.learned_when,
        learned_how=file.for_lawyers.learned_how,
        note=going.desk.first_knowledge_note,
        agreements=_answers(file.agreements, zone=zone),
        duplicates=going.desk.duplicates,
    )


def legal_days(registry: Registry, facts: MatterFacts, *, language: str = "ko") -> tuple[LegalDay, ...]:
    """Every day of the registry's projects and of the matter, the nearest first; days without a first day they may mean are left out.

    In a mediation the matter's own deadlines are clocks: who says nothing for fifteen days after a proposal has accepted it, and that
    binds like a settlement in court (Personal Information Protection Act art. 47).
    """
    days = [*_law_days(registry, language), *_matter_days(facts)]
    return tuple(sorted(days, key=lambda one: (one.day, one.code)))


def _law_days(registry: Registry, language: str) -> Iterator[LegalDay]:
    for project in registry.projects:
        for deadline in project.deadlines:
            day = first_day(deadline)
            if day is None:
                continue
            sources = [project.source(key) for key in deadline.sources]
            yield LegalDay(
                code=_code(project, deadline),
                kind="law",
                day=day.isoformat(),
                written=deadline.day,
                what=worded(deadline.title, language),
                route=deadline.route,
                source="; ".join(f"{source.publisher}, {source.title}, {source.date}" for source in sources),
                source_address=" ; ".join(source.address for source in sources),
                computed=deadline.computed,
            )


def _matter_days(facts: MatterFacts) -> Iterator[LegalDay]:
    for number, deadline in enumerate(facts.deadlines, start=1):
        yield LegalDay(
            code=f"matter/{number}",
            kind="clock" if facts.route == "mediation" else "matter",
            day=deadline.day,
            written=deadline.day,
            what=deadline.what,
            route=facts.route,
            source=deadline.source,
        )
    for name in TARGETS:
        if day := getattr(facts.targets, name):
            yield LegalDay(code=f"target/{name}", kind="target", day=day, written=day, what="")


def _code(project: DisclosedProject, deadline: Deadline) -> str:
    return f"{project.code}/{deadline.code}"


def _answers(agreements: tuple[Agreement, ...], *, zone: ZoneInfo) -> tuple[AnsweredAgreement, ...]:
    counting = latest(agreements)
    return tuple(
        AnsweredAgreement(
            code=one.code.value,
            answer="yes" if one.yes else "no",
            version=one.version,
            language=one.language,
            text_sha256=one.text_sha256,
            day=datetime.fromtimestamp(one.at, UTC).astimezone(zone).date().isoformat(),
            counts=counting[one.code] is one,
        )
        for one in sorted(agreements, key=lambda answer: (answer.code.value, answer.at))
    )

"""Findings worth keeping as golden files: each result, each flag of the kernel, each kind of criterion, one made-up project.

Nothing here hangs on the disclosure files, so that a corrected disclosure changes no golden file.
"""

from dataclasses import replace
from pathlib import Path

from claims.model.disclosure import (
    AgeRule,
    Asked,
    CollectionWindow,
    Condition,
    DisclosedProject,
    Exclusion,
    FlagRule,
    NoteRule,
    Population,
    Port,
    Registry,
    Segment,
    Source,
    StrengthRule,
    Weight,
)
from claims.model.vocabulary import Grade, Result, Strength
from claims.rules.matching import Record, judge
from claims.store.finding_documents import answer_document, finding_document, judgement_document
from claims.store.finding_json import FindingsDocument

GOLDEN = Path(__file__).parents[1] / "golden" / "findings"
JUDGED_AT = 1_795_305_600
FOREIGN, KOREAN = Population(passport_not=("KOR",)), Population(passport=("KOR",))
PORTS = (Port("ICN", "Incheon", "KOR", "air"), Port("KRPUS", "Busan", "KOR", "sea"))
SOURCE = Source("letter", "Letter of the ministry", "The ministry", "2021-12-20", "https://example.org/1", "2026-11-21")


def window(name: str, **differing: object) -> CollectionWindow:
    """A window about foreigners who entered in 2015, unless said otherwise; a group of its own."""
    facts: dict[str, object] = {
        "id": name,
        "role": "collection",
        "group": name,
        "status": "official",
        "event": "entry",
        "from_": "2015-01-01",
        "to": "2015-12-31",
        "population": FOREIGN,
        **differing,
    }
    return told(CollectionWindow(**facts))  # type: ignore[arg-type]  # the keywords of the case


def told(bare: CollectionWindow) -> CollectionWindow:
    """A window with the words and sources that a disclosure file must have, and without a requirement that it refuses."""
    words = {"en": f"Range {bare.id}"}
    return replace(
        bare,
        title=words,
        summary=words,
        sources=("letter",),
        segments=tuple(replace(part, title=words, sources=("letter",)) for part in bare.segments),
        asked=tuple(replace(fact, title=words, sources=("letter",)) for fact in bare.asked),
        requires=tuple(replace(one, values=tuple(v for v in one.values if v != "blank")) for one in bare.requires),
    )


def project(*windows: CollectionWindow, code: str = "EXAMPLE") -> DisclosedProject:
    """A project with these windows."""
    return DisclosedProject(code, {"en": "An example"}, {"en": "What was published."}, (SOURCE,), windows)


def document(records: list[Record], *windows: CollectionWindow, ports: tuple[Port, ...] = PORTS) -> FindingsDocument:
    """All that is found of these records by a registry of these windows."""
    registry = Registry((project(*windows),), ports)
    judgement = judge(records, registry, now_seconds=JUDGED_AT)
    grades = {record.record: Grade.D for record in records}
    return judgement_document(judgement, records=records, registry=registry, grades=grades)


def one(windows: CollectionWindow | list[CollectionWindow], **facts: str) -> FindingsDocument:
    """What the first of these windows says of one record, by default of a Vietnamese passport."""
    every = windows if isinstance(windows, list) else [windows]
    record = Record("A-1", **{"passport": "VNM", **facts})
    return finding_document(document([record], *every), record="A-1", window=every[0].id)


PARTS = window(
    "PARTS",
    segments=(
        Segment("P1", "2015-01-01", "2015-06-30", Strength.WEAK),
        Segment(
            "P2",
            "2015-07-01",
            "2015-12-31",
            Strength.MEDIUM,
            stronger=(StrengthRule(Condition("channel", ("gate",)), Strength.STRONG),),
            age_at_least=17,
        ),
    ),
    flags=(
        FlagRule("under_17", age_below=17),
        FlagRule("crew", Condition("capacity", ("crew",))),
        FlagRule("gate_dispute", Condition("channel", ("desk", "other"))),
    ),
    notes=(NoteRule("also_korean", Condition("holds_korean", ("yes",))),),
    exclusions=(
        Exclusion(Condition("capacity", ("transit",)), Result.OUTSIDE, "no_inspection"),
        Exclusion(Condition("capacity", ("refused_entry",)), Result.CANNOT_TELL, "refused_entry"),
    ),
)
PRESS = replace(PARTS, id="PRESS", status="press", from_="2015-02", segments=(), flags=(), notes=(), exclusions=())
REPORTED = [PARTS, PRESS]
KOREANS = window("KOREANS", population=KOREAN, event="entry_or_exit", to="..")
STAY = window("STAY", population=Population(), event="stay", min_days=30, weight=Weight("months"))
PLACE = window(
    "PLACE",
    requires=(Condition("city", ("Incheon",)), Condition("channel", ("gate",))),
    ages=(AgeRule(at_least=18), AgeRule(on="2015-12-31", below=65)),
)
LISTED = window("LISTED", asked=(Asked("on_the_list", "list"),), weight=Weight("shares", 3))
BOTH = [Record("A-1", entered="2015-03"), Record("A-2", passport="KOR", entered="2014", exited="2016")]


def cases() -> dict[str, FindingsDocument]:
    """Every golden file by its name."""
    judged = document(BOTH, KOREANS, PARTS)
    return {
        "inside": one(PARTS, entered="2015-08-01", channel_in="gate", born="1980-02-29", holds_korean="yes"),
        "inside-under-17": one(PARTS, entered="2015-08", born="1998-08-15"),
        "inside-crew-at-a-desk": one(PARTS, entered="2015-03-02", capacity="crew", channel_in="desk"),
        "inside-date-uncertain": one(PARTS, entered="2015-08-02?"),
        "outside": one(PARTS, entered="2014-12-31", exited="2015-01-02"),
        "outside-other-population": one(KOREANS, entered="2016-01-01"),
        "outside-transit": one(PARTS, entered="2015-03-02", capacity="transit"),
        "cannot-tell-vague": one(PARTS, entered="2014-12-20~", exited="2015-24"),
        "cannot-tell-passport": one(PARTS, passport="", entered="2015"),
        "cannot-tell-refused": one(PARTS, entered="none", capacity="refused_entry"),
        "press-differs": one(REPORTED, entered="2015-01-31"),
        "lower-source": one([PRESS, PARTS], entered="2015-02-28"),
        "press-only": one(PRESS, entered="2015-03-01"),
        "disputed-only": one(replace(PRESS, status="disputed", to="unknown"), entered="2015-06/.."),
        "stay-long-enough": one(STAY, entered="2014-11", exited="2015-03-15"),
        "stay-not-ended": one(STAY, entered="2015-12", exited="none"),
        "place-required": one(PLACE, entered="2015-05-05", port_in="ICN", channel_in="gate", born="1990"),
        "place-unknown": one(PLACE, entered="2015-05-05", channel_in="gate"),
        "place-other": one(PLACE, entered="2015-05-05", port_in="KRPUS", channel_in="gate", born="1990"),
        "asked": one(LISTED, entered="2015-05-05"),
        "judgement-either-way": judged,
        "answer-for-the-claimant": answer_document(judged, record="A-2", project="EXAMPLE"),
        "answer-open": answer_document(
            document([Record("A-1", passport="VNM", entered="2014/2015")], PARTS), record="A-1", project="EXAMPLE"
        ),
    }

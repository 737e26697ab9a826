"""The ministry's registry file and made-up windows, for the tests of the kernel: facts in, a finding out."""

from pathlib import Path

from claims.model.disclosure import CollectionWindow, DisclosedProject, Registry
from claims.model.judgement import Finding, TripResult
from claims.rules.matching import Record, judge_record, judge_trip
from claims.store.registry import load_registry

REGISTRY = load_registry(Path(__file__).parents[2] / "disclosures")
KR, KR_PRESS, FN, FN_PRESS = "MOJ-KR-FOI", "MOJ-KR-PRESS", "MOJ-FN-FOI", "MOJ-FN-PRESS"
INSIDE, FLAGGED, CANNOT_TELL, OUTSIDE = "inside", "inside_flagged", "cannot_tell", "outside"


def foreigner(entered: str | None = None, exited: str | None = None, **facts: str) -> dict:
    """The facts of a trip with a Vietnamese passport."""
    return {"passport": "VNM", "entered": entered, "exited": exited, **facts}


def korean(entered: str | None = None, exited: str | None = None, **facts: str) -> dict:
    """The facts of a trip with a Korean passport."""
    return {"passport": "KOR", "entered": entered, "exited": exited, **facts}


def finding(window_id: str, **facts: str | None) -> Finding:
    """What one of the ministry's windows says."""
    return {one.window: one for one in judge_record(Record("r", **facts), REGISTRY)}[window_id]


def result(registry: Registry = REGISTRY, **facts: str) -> TripResult:
    """What the one project of a registry says of one trip."""
    (found,) = judge_trip(Record("r", **facts), registry).results
    return found


def window(name: str, **differing: object) -> CollectionWindow:
    """A window of a made-up project, 2015 unless said otherwise."""
    facts = {
        "id": name,
        "role": "collection",
        "group": name,
        "status": "official",
        "event": "entry",
        "from_": "2015-01-01",
        "to": "2015-12-31",
        **differing,
    }
    return CollectionWindow(**facts)  # type: ignore[arg-type]  # the keywords of the case


def made_up(*windows: CollectionWindow) -> Registry:
    """A registry of one project with these windows."""
    return Registry((DisclosedProject("P", {"en": "P"}, {"en": "P"}, (), windows),))

"""The public registry as pages show it: windows, their days and their sources. This is where a page asks what was published."""

from datetime import date

from claims.errors import NotFound
from claims.model.disclosure import KOREAN_BORDER, CollectionWindow, DisclosedProject, Registry, Source
from claims.rules.dates import read_date

NO_DAY = ("..", "unknown", "")


def day_edges(window: CollectionWindow) -> tuple[date | None, date | None]:
    """First and last day that a window may mean; None where an end is open or nobody has said it."""
    return _edge(window.from_, last=False), _edge(window.to, last=True)


def projects_about_trips(registry: Registry) -> tuple[DisclosedProject, ...]:
    """The projects that a trip over the Korean border can be judged by: what travellers are told of first."""
    return tuple(project for project in registry.projects if trip_windows(project))


def trip_windows(project: DisclosedProject) -> tuple[CollectionWindow, ...]:
    """The windows of a project that trips over the Korean border are judged by, in file order."""
    return tuple(window for window in project.collection_windows if window.records == KOREAN_BORDER)


def sources_of(project: DisclosedProject, keys: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources behind these keys, in the order given."""
    return tuple(project.source(key) for key in keys)


def project_of(registry: Registry, window: CollectionWindow) -> DisclosedProject:
    """The project a window belongs to. Raises NotFound for a window of another registry."""
    for project in registry.projects:
        if any(each.id == window.id for each in project.windows):
            return project
    raise NotFound("window", window=window.id)


def deciding_sources(registry: Registry, windows: tuple[CollectionWindow, ...]) -> tuple[Source, ...]:
    """Where the ranges of these windows are published, each source once. Keys are a project's own, so sources are compared."""
    return tuple(dict.fromkeys(source for w in windows for source in sources_of(project_of(registry, w), w.sources)))


def _edge(text: str, *, last: bool) -> date | None:
    if text in NO_DAY:
        return None
    known = read_date(text)
    day = known.latest_text if last else known.earliest_text
    return date.fromisoformat(day) if day else None

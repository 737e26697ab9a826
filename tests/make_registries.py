"""The registry as it could be published next: an edge moved, a window added or taken out, another title. This is where tests get one."""

from collections.abc import Callable
from dataclasses import replace

from claims.model.disclosure import CollectionWindow, DisclosedProject, Registry

FOREIGNERS = "MOJ-FN-FOI"


def retitled(registry: Registry, title: str = "Another title") -> Registry:
    """Says nothing else of any trip."""
    return Registry(projects=tuple(replace(p, title={**p.title, "en": title}) for p in registry.projects))


def corrected(registry: Registry, window_id: str = FOREIGNERS, **differing: str) -> Registry:
    """One window with other facts, `from_` or `to`."""
    return _with_windows(
        registry,
        lambda window: (replace(window, **differing) if window.id == window_id else window,),  # type: ignore[arg-type]  # edges are texts
    )


def without(registry: Registry, window_id: str) -> Registry:
    """One window retracted."""
    return _with_windows(registry, lambda window: () if window.id == window_id else (window,))


def added(registry: Registry, window_id: str, *, like: str = FOREIGNERS, **differing: str) -> Registry:
    """One window more in the project of another one, in a group of its own, with other facts."""

    def beside(window: CollectionWindow) -> tuple[CollectionWindow, ...]:
        fresh = replace(window, id=window_id, group=window_id, segments=(), **differing)  # type: ignore[arg-type]  # as above
        return (window, fresh) if window.id == like else (window,)

    return _with_windows(registry, beside)


def joined_by(registry: Registry, code: str, *, like: str = FOREIGNERS, **differing: str) -> Registry:
    """One project more, with a single window such as another one."""
    (project,) = (p for p in registry.projects if any(window.id == like for window in p.windows))
    (window,) = (window for window in project.windows if window.id == like)
    fresh = replace(window, id=f"{code}-W", group=code, segments=(), **differing)  # type: ignore[arg-type]  # as above
    return Registry(projects=(*registry.projects, replace(project, code=code, windows=(fresh,), deadlines=())))


def _with_windows(registry: Registry, change: Callable[[CollectionWindow], tuple[CollectionWindow, ...]]) -> Registry:
    def changed(project: DisclosedProject) -> DisclosedProject:
        return replace(project, windows=tuple(fresh for window in project.windows for fresh in change(window)))

    return Registry(projects=tuple(map(changed, registry.projects)))

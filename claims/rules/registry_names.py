"""Ids of the registry mean one thing for ever: a window id is the same window in the same project and group, or nothing.

A finding, a paper filed at court or a receipt may name a window years later. If the id could mean another window by then,
the paper would say something it never said. This is where a second use is noticed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.model.disclosure import Registry


@dataclass(frozen=True, slots=True)
class UsedName:
    """An id as the registry knows it: whose it is, in which group, and the revision that took it out (0: it stands)."""

    project: str
    reports: str
    retracted: int = 0


@dataclass(frozen=True, slots=True)
class NameMisused:
    """An id that a new registry may not use like that. `reason`: name_retracted, name_moved, name_regrouped."""

    name: str
    project: str
    reason: str
    before: UsedName


def names_of(registry: Registry) -> dict[str, UsedName]:
    """Every project code and window id of a registry."""
    found = {project.code: UsedName(project=project.code, reports="") for project in registry.projects}
    for project in registry.projects:
        found |= {window.id: UsedName(project=project.code, reports=window.group) for window in project.windows}
    return found


def misused_names(registry: Registry, *, before: Mapping[str, UsedName]) -> Iterator[NameMisused]:
    """The ids that earlier revisions used for something else, or retracted.

    A window MOJ-FN-FOI that stood in project MOJ may change its days; it may not stand in project XYZ, nor come back once
    it was retracted.
    """
    for name, now in names_of(registry).items():
        known = before.get(name)
        if known is None:
            continue
        reason = _why_not(now, known)
        if reason:
            yield NameMisused(name=name, project=now.project, reason=reason, before=known)


def _why_not(now: UsedName, known: UsedName) -> str:
    if known.retracted:
        return "name_retracted"
    if known.project != now.project:
        return "name_moved"
    return "name_regrouped" if known.reports != now.reports else ""

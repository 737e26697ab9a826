"""What the public page of ranges says beside each range: which reports differ, which counts, which days are still ahead."""

from datetime import date

from claims.model.disclosure import CollectionWindow, Deadline, DisclosedProject, Registry
from claims.queries.disclosures import projects_about_trips
from claims.rules.next_deadline import first_day
from claims.rules.windows import RANKS


def other_projects(registry: Registry) -> tuple[DisclosedProject, ...]:
    """The disclosed projects that no trip over the Korean border is compared with, in order of code."""
    about_trips = projects_about_trips(registry)
    return tuple(project for project in registry.projects if project not in about_trips)


def differing_reports(project: DisclosedProject, window: CollectionWindow) -> tuple[CollectionWindow, ...]:
    """The other reports of the same fact that give other days, in file order."""
    return tuple(
        other
        for other in project.collection_windows
        if window.role == "collection"
        and other.group == window.group
        and other.id != window.id
        and (other.from_, other.to) != (window.from_, window.to)
    )


def counts_first(project: DisclosedProject, window: CollectionWindow) -> bool:
    """Whether no report of the same fact ranks above this one."""
    same = [RANKS[other.status] for other in project.collection_windows if other.group == window.group]
    return RANKS[window.status] <= min(same, default=RANKS[window.status])


def days_ahead(project: DisclosedProject, *, today: date) -> tuple[Deadline, ...]:
    """The deadlines that have not passed, the nearest first."""
    ahead = [(day, deadline) for deadline in project.deadlines if (day := first_day(deadline)) and day >= today]
    return tuple(deadline for _, deadline in sorted(ahead, key=lambda each: (each[0], each[1].code)))

"""Reading and changing the claim of the claimant who is here. This is where a page's answers reach the sealed file.

A change touches only its own page's answers, so that Back, Reload and a second tab never undo another page.
"""

from collections.abc import Callable

from claims.actions.draft_claim import change_file
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import Status
from claims.store.claim_parts import read_claim_file
from claims.web.guards import current_claim
from claims.web.house import house

Change = Callable[[ClaimFile], ClaimFile]

DRAFT_ONLY = frozenset({Status.DRAFT})
# What a person may change at any time: what we may do with their words, and how to reach them.
WHILE_HERE = frozenset(set(Status) - {Status.WITHDRAWN})


def current_file() -> ClaimFile:
    """What the claimant has said so far."""
    with house().database.question() as session:
        return read_claim_file(session, current_claim())[0]


def save(page: str, change: Change, *, while_status: frozenset[Status] = DRAFT_ONLY) -> ClaimFile:
    """Keep one page's answers and note that the page was answered. Refuses NotNow `already_sent`."""

    def answered(file: ClaimFile) -> ClaimFile:
        visited = file.visited if page in file.visited else (*file.visited, page)
        return change(file).model_copy(update={"visited": visited})

    with house().database.deed() as session:
        return change_file(session, current_claim(), change=answered, now=house().now(), while_status=while_status)

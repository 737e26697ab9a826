"""Supplements: what a bundle holds that the one before did not. This is where late claims and late exhibits are told from served ones.

"What was served is not served again: a supplement holds new parties whole, and of old parties only the new exhibits."
"""

from collections.abc import Iterator, Sequence

from claims.model.bundle import Chosen


def only_new(chosen: Sequence[Chosen], *, before: Sequence[Chosen]) -> Iterator[Chosen]:
    """The parties a supplement holds, by number, each with the exhibits it holds of them."""
    served = {one.claim_id: {exhibit.id for exhibit in one.exhibits} for one in before}
    for one in chosen:
        if one.claim_id not in served:
            yield one
            continue
        late = tuple(each for each in one.exhibits if each.id not in served[one.claim_id] and not each.gone)
        if late:
            yield one.model_copy(update={"papers": "new", "exhibits": late})

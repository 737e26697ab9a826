"""Supplements: what a bundle holds that the one before did not. This is where late claims and late exhibits are told from served ones.

"What was served is not served again: a supplement holds new parties whole, and of old parties only the new exhibits and the powers they
have signed since."
"""

from collections.abc import Collection, Iterator, Sequence

from claims.model.bundle import Chosen


def only_new(
    chosen: Sequence[Chosen], *, before: Sequence[Chosen], signed_since: Collection[str] = ()
) -> Iterator[Chosen]:
    """The parties a supplement holds, by number, each with the exhibits it holds of them. `signed_since`: claims with a power signed later."""
    served = {one.claim_id: {exhibit.id for exhibit in one.exhibits} for one in before}
    for one in chosen:
        if one.claim_id not in served:
            yield one
            continue
        late = tuple(each for each in one.exhibits if each.id not in served[one.claim_id] and not each.gone)
        if late or one.claim_id in signed_since:
            yield one.model_copy(update={"papers": "new", "exhibits": late})

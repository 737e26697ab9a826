"""Groups of claims that the desk noted as one person's, with the state of each. This is where a group becomes lines of a paper."""

from collections.abc import Collection, Iterable, Iterator

from claims.model.bundle import LeftOut
from claims.model.counsel_paper import CounselRow
from claims.rules.duplicates import duplicate_groups

Entry = dict[str, object]
Noted = tuple[str, Collection[str]]
Who = tuple[int, str, str]


def duplicate_entries(
    rows: Iterable[CounselRow], *, left_out: Iterable[LeftOut], noted: Iterable[Noted] = ()
) -> Iterator[Entry]:
    """One entry per group, the smallest reference first; `noted` is what the desk notes on claims that stay out.

    `rows` is walked once; of each claimant only who they are stays in memory.
    """
    notes: dict[str, Collection[str]] = {reference: others for reference, others in noted if others}
    parties: dict[str, Who] = {}
    for row in rows:
        parties[row.reference] = (row.number, row.name, row.language)
        if row.duplicates:
            notes[row.reference] = row.duplicates
    groups = duplicate_groups(notes.items())
    reasons = {one.reference: one.reason for one in left_out}
    for number, group in enumerate(groups, start=1):
        goes = sum(reference in parties for reference in group)
        state = "one_goes" if goes == 1 else "many_go" if goes else "none_goes"
        claims = [_claim(one, parties.get(one), notes=notes, reason=reasons.get(one, "elsewhere")) for one in group]
        yield {"number": number, "state": state, "claims": claims}


def _claim(reference: str, who: Who | None, *, notes: dict[str, Collection[str]], reason: str) -> Entry:
    number, name, language = who or (None, "", "")
    return {
        "reference": reference,
        "number": number,
        "name": name,
        "language": language,
        "notes": sorted(notes.get(reference, ())),
        "state": "goes" if who else reason,
    }

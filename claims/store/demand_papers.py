"""Route `demand`: the letter (최고서) and the sheet on its delivery. This is where both are set.

"A demand has the effect of interrupting prescription only where a suit or the like follows within six months" (Civil Act art. 174).
"""

from dataclasses import asdict

from claims.model.demand_paper import Delivery, DemandLetter
from claims.store.papers import Press

COPIES = ("for_defendant", "for_sender", "for_post")
"""A letter of certified content is made three times: one is sent, one stays with the sender, one with the post office."""


def demand_letter(letter: DemandLetter, *, press: Press) -> bytes:
    """최고서 as PDF. Amounts that counsel has not fixed are announced, not guessed. Raises NotValid `missing_glyph`."""
    paper = asdict(letter) | {
        "persons": f"{letter.persons:,}",
        "amount_each": _won(letter.amount_each),
        "amount_total": _won(letter.amount_total),
    }
    return press.set_paper("demand_letter", paper, words=press.court_terms, language="ko")


def delivery_sheet(delivery: Delivery, *, press: Press) -> bytes:
    """The sheet beside the letter: fields of 내용증명 and 배달증명 to fill in, numbered copies, pages and SHA-256 of each piece."""
    paper = asdict(delivery) | {"copies": list(COPIES)}
    return press.set_paper("delivery", paper, words=press.court_terms, language="ko")


def _won(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}"

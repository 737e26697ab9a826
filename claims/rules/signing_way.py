"""The way to a signature: five pages in order, all of them in one session, then the signing. This is where it is ruled how far one is.

"Who signs has read, in this session and in this order, everything the signature is about. In another session what was typed stays,
what binds is ticked anew, and every page is gone through again. Where counsel changed the offer meanwhile, what changed is read again."
"""

from collections.abc import Sequence

from claims.model.offer import OFFER_TEXTS, SELECTION_TEXT, Offer
from claims.model.signing import SigningDraft, Step, TextShown
from claims.rules.offers import offer_hash

STEPS = ("read", "court", "powers", "where", "signer")
SIGN = "sign"


def taken_up(kept: SigningDraft, *, visit: str, at: int) -> SigningDraft:
    """The draft as this session goes on with it: its own as it is; one of another session with nothing gone through yet.

    Ticks that bind are not taken over: whoever is here now may be the other parent or another heir.
    """
    if kept.visit == visit:
        return kept
    answers = kept.answers.model_copy(update={"court": None, "granted": (), "selection": False})
    return kept.model_copy(update={"visit": visit, "begun_at": at, "steps": (), "texts": (), "answers": answers})


def gone_through(draft: SigningDraft, *, offer: Offer) -> frozenset[str]:
    """The pages that need not be opened again before signing this offer."""
    done = {step.code for step in draft.steps}
    if draft.offer_sha256 != offer_hash(offer):
        done.discard("read")
    if draft.answers.court is not True:
        done.discard("court")
    if not _selection_was_shown(draft, offer=offer):
        done.discard("powers")
    return frozenset(done)


def first_open(draft: SigningDraft, *, offer: Offer) -> str:
    """The first page that is still to be gone through; "sign" when all are."""
    done = gone_through(draft, offer=offer)
    return next((step for step in STEPS if step not in done), SIGN)


def comes_before(step: str, page: str) -> bool:
    """Whether a page of the way stands before another."""
    order = (*STEPS, SIGN)
    return order.index(step) < order.index(page)


def with_step(draft: SigningDraft, code: str, *, at: int, texts: Sequence[TextShown] = ()) -> SigningDraft:
    """The draft with one more answer in its record; texts take the place of what was shown before under the same code.

    Reading the offer anew drops every text of an earlier one.
    """
    gone = {text.code for text in texts} | (set(OFFER_TEXTS) if code == "read" else set())
    kept = tuple(text for text in draft.texts if text.code not in gone)
    return draft.model_copy(update={"steps": (*draft.steps, Step(code=code, at=at)), "texts": (*kept, *texts)})


def _selection_was_shown(draft: SigningDraft, *, offer: Offer) -> bool:
    if not offer.terms.selection:
        return True
    warnings = {text.sha256 for text in offer.texts if text.code == SELECTION_TEXT}
    return any(text.code == SELECTION_TEXT and text.sha256 in warnings for text in draft.texts)

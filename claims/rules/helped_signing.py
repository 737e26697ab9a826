"""Signing on paper at a desk: what the printed paper says, whether another still says the same, and when an interpreter is named.

"Pages that were signed belong to the paper that was printed. Whoever changes an answer, or whose counsel changes the offer, prints anew;
no page of the old paper is kept beside the new one." This is where that is ruled.
"""

from hashlib import sha256

from claims.errors import NotValid
from claims.model.offer import Offer
from claims.model.signing import Helped, SigningDraft
from claims.rules.offers import offer_hash
from claims.rules.signers import same_signer
from claims.rules.signing_way import STEPS

LONGEST_NAME = 120


def paper_key(draft: SigningDraft) -> str:
    """SHA-256 (hex) of everything the printed paper says: offer, language, answers, signer, helper. Proofs and pages are not of it."""
    signer = draft.signer.model_copy(update={"proofs": ()})
    said = SigningDraft(
        matter_id=draft.matter_id,
        offer=draft.offer,
        offer_sha256=draft.offer_sha256,
        language=draft.language,
        visit="",
        begun_at=0,
        answers=draft.answers,
        signer=signer,
        helped=draft.helped,
    )
    return sha256(said.model_dump_json().encode()).hexdigest()


def pages_fit(before: SigningDraft, after: SigningDraft) -> bool:
    """Whether pages that were signed of the paper as answered before can still be those of the paper as answered now.

    Who comes back in another session answers everything anew; until they have, only another offer or another signer tells the papers apart.
    """
    if before.offer_sha256 != after.offer_sha256 or not same_signer(before.signer, after.signer):
        return False
    answered = before.visit == after.visit and set(STEPS) <= {step.code for step in before.steps}
    return not answered or paper_key(before) == paper_key(after)


def check_pages(draft: SigningDraft, *, pages: int) -> None:
    """Raises NotValid: `pages_of_another_paper` when they were signed before something was answered otherwise, `pages_missing` when they are
    fewer than the paper has.
    """
    if draft.scans_of != paper_key(draft):
        raise NotValid("pages_of_another_paper")
    check_all_there(draft, pages=pages)


def check_all_there(draft: SigningDraft, *, pages: int) -> None:
    """Raises NotValid `pages_missing` when the pages that came in are fewer than the paper has."""
    if sum(scan.pages for scan in draft.scans) < pages:
        raise NotValid("pages_missing", pages=pages)


def is_of_offer(draft: SigningDraft, offer: Offer | None) -> bool:
    """Whether the paper shows the offer that is in force."""
    return offer is not None and (draft.offer, draft.offer_sha256) == (offer.number, offer_hash(offer))


def check_interpreter(helped: Helped, *, read_in: str, persons: str) -> None:
    """Raises NotValid: `interpreter_needed` when the texts are read in a language (BCP-47) other than the person's; `interpreter_language_needed`.

    >>> check_interpreter(Helped(member_id="m", name="Han"), read_in="vi", persons="vi")
    """
    if not helped.interpreter.strip() and read_in != persons:
        raise NotValid("interpreter_needed")
    if helped.interpreter.strip() and not helped.interpreter_language:
        raise NotValid("interpreter_language_needed")

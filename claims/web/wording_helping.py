"""Words for helping a person with a power of attorney at the desk: why a step cannot be taken, and what became of a signature.

They speak to the worker, who can mend it. This is where such refusals find their sentence.
"""

from claims.errors import Refusal
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said

WHY_NOT = {
    "offer_changed": _l(
        "Counsel has changed the offer since this was read. The answers are kept. Read the texts anew to the person, keep the "
        "answers again, then print the paper and have it signed anew; the paper of before does not count."
    ),
    "no_offer": _l("Counsel has taken the offer back for now. What was answered is kept; nothing can be signed today."),
    "no_signing_now": _l(
        "Where the claim stands now nothing can be signed. It must be checked first, and not filed yet."
    ),
    "court_agreement_needed": _l(
        "Without a yes to what the Ministry of Justice will see nothing can be filed, so there is nothing to sign. The claim "
        "stays here, and the person can come back to it."
    ),
    "interpreter_needed": _l(
        "The texts were read in a language that is not the person's. Please name the interpreter who was there, or read them in "
        "the person's own language."
    ),
    "interpreter_language_needed": _l("Please choose the language in which the interpreter speaks with the person."),
    "wrong_signer": _l("This one cannot sign for this claimant today. Please go back and choose who signs."),
    "proof_needed": _l(
        "Please add a paper that shows the signer may sign, such as a family certificate, a court's decision or a mandate."
    ),
    "share_unreadable": _l("Please go back and write the heir's share as a fraction, such as 1/2 or 1/3."),
    "shares_too_many": _l("All shares together are more than the whole. Please go back and look at the heir's share."),
    "signer_name_needed": _l("Please go back and write the name of the one who signs."),
    "scans_needed": _l("Please add a photo or scan of every page of the signed paper before it can count."),
    "scans_too_many": _l(
        "These are more files than one paper needs. Please take some out, or put the pages into one PDF."
    ),
    "proofs_too_many": _l("These are more papers than are needed here. Please take one out first."),
    "nothing_signed": _l("Nothing that this person signed is in force here, so there is nothing to take back."),
    "changed_elsewhere": _l(
        "The answers were changed meanwhile, perhaps by the person on their phone. Please look at them, print the paper anew and "
        "have it signed."
    ),
}

SIGNING_STATES = {
    "in_force": _l("in force"),
    "replaced": _l("replaced by a later one"),
    "revoked": _l("taken back"),
    "refused": _l("cannot be used"),
}

SIGNED_HOW = {
    "drawn": _l("drawn on a screen"),
    "typed": _l("by typing the name"),
    "scanned": _l("on paper, sent by the person"),
    "paper": _l("on paper at the desk"),
}


def why_not(refusal: Refusal) -> object:
    """The sentence for a refusal, as the desk says it."""
    return WHY_NOT.get(refusal.reason) or said(refusal.reason, among="refusals")

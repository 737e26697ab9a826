"""Words of the matter's board and of what counsel notes on a power: stages, what is missing, who mends it. This is where they are spelled."""

from claims.web.language import lazy_gettext as _l

STAGES = {
    "received": _l("received"),
    "checked": _l("checked"),
    "invited": _l("invited"),
    "partly_signed": _l("partly signed"),
    "power_signed": _l("power signed, notary to follow"),
    "notarised": _l("power signed, notary done or not needed"),
    "filed": _l("filed at court"),
    "set_aside": _l("set aside"),
    "withdrawn": _l("withdrawn"),
}

MISSING = {
    "not_checked": _l("to be read and checked"),
    "not_invited": _l("to be invited"),
    "not_signed": _l("power of attorney not signed"),
    "others_to_sign": _l("another must sign too"),
    "sign_again": _l("to be signed again"),
    "notarisation": _l("notary or apostille to follow"),
    "countersign": _l("counter-signature of the firm"),
    "bar_stamp": _l("bar association stamp"),
    "order_open": _l("a court's order is open"),
    "leave_asked": _l("wants to leave the suit"),
    "elsewhere": _l("party in another case: to be cleared"),
    "likely_same": _l("perhaps the same person as another"),
}

WHO_MENDS = {
    "not_checked": _l("Triage"),
    "not_invited": _l("Counsel"),
    "not_signed": _l("The claimant"),
    "others_to_sign": _l("The other parent, or the other heirs"),
    "sign_again": _l("The claimant"),
    "notarisation": _l("The claimant, with a notary or consulate"),
    "countersign": _l("Counsel"),
    "bar_stamp": _l("Counsel"),
    "order_open": _l("Counsel, with the claimant"),
    "leave_asked": _l("Counsel"),
    "elsewhere": _l("Counsel: ask the claimant"),
    "likely_same": _l("Triage: read both claims"),
}

MARKS = {
    "left": _l("left the suit"),
    "leave_asked": _l("asked to leave"),
    "refused": _l("a signature cannot be used"),
    "older_text": _l("signed an earlier offer"),
    "by_hand": _l("signed outside this service"),
}

ELSEWHERE = {
    "open": _l("says they are a party elsewhere"),
    "asked": _l("asked whether they are a party elsewhere"),
    "answered": _l("answered whether they are a party elsewhere"),
    "cleared": _l("party elsewhere: cleared, nothing bars filing here"),
    "barred": _l("party elsewhere: cannot be filed here"),
}

# Why a deed on many, named like its page, leaves some of those who are ticked alone.
LEFT_ALONE = {
    "invite": _l("invited before, or not checked yet"),
    "told": _l("not invited yet, or no longer in the suit"),
    "countersign_all": _l("no power in force, or counter-signed before"),
    "filed_all": _l("not signed by everybody who must, or something else is missing first; their lines say what"),
    "ask_all": _l("where the claim stands nobody can answer"),
}

NOTARISATIONS = {
    "to_follow": _l("to follow"),
    "notarised": _l("notarised"),
    "apostille": _l("with an apostille"),
    "consular": _l("legalised by a consulate"),
    "not_needed": _l("not needed"),
}

REFUSED_BECAUSE = {
    "cut_off": _l("a page is cut off"),
    "unreadable": _l("it cannot be read"),
    "wrong_signer": _l("somebody else signed than who must"),
    "other_matter": _l("it is for another matter"),
    "older_text": _l("it is for an older text"),
    "proof_missing": _l("the proof of who signs is missing"),
}

COURT_STEPS = {
    "order_power": _l("Correction order: the power of attorney"),
    "order_address": _l("Correction order: the address"),
    "order_translation": _l("Correction order: a translation"),
    "order_representative": _l("Correction order: proof of who represents"),
    "order_other": _l("Correction order: something else"),
    "withdrawal": _l("Withdrawal from the suit"),
}

SIGNED_HOW = {
    "drawn": _l("drawn on a screen"),
    "typed": _l("typed name"),
    "scanned": _l("uploaded pages of a signed paper"),
    "paper": _l("paper signed at a desk"),
}

SIGNING_STATES = {
    "in_force": _l("in force"),
    "replaced": _l("signed anew since; kept"),
    "revoked": _l("taken back by the claimant"),
    "refused": _l("cannot be used"),
}

SIGNS_AS = {
    "self": _l("for themselves"),
    "parent": _l("as a parent"),
    "guardian": _l("as the guardian"),
    "heir": _l("as an heir"),
    "mandate": _l("with a mandate"),
}

ADDRESSES = {
    "counsel": _l("counsel's"),
    "own": _l("their own"),
    "protected": _l("their own, protected"),
}

SPECIAL_POWERS = {
    "counterclaim": _l("to bring a counterclaim"),
    "withdrawal": _l("to withdraw, settle, waive or admit the claim, or leave the suit"),
    "appeal": _l("to appeal, or to withdraw an appeal"),
    "sub_agent": _l("to appoint another lawyer in their place"),
}

UNREACHED = {
    "refused": _l("the mail server would not take the address"),
    "not_reached": _l("the mail server was not reached"),
}

"""Words for appointing a lawyer, spoken to claimants: powers, capacities, what counsel noted, and what happened in the case.

This is where the codes of an appointment and of the course of a case become words.
"""

from claims.web.language import lazy_gettext as _l

# The order of power_paper.SPECIAL_POWERS; what the page says is hashed into the record of the signing.
GENERAL_POWER = _l(
    "The lawyer may do everything the case needs before the court and may receive money that is paid to you in it."
)
SPECIAL_POWERS_EXPLAINED = _l(
    "Each of these four needs your own mark. Mark only what you want. What you do not mark, the lawyer may not do."
)
POWERS_EXPLAINED = {"general": GENERAL_POWER, "special": SPECIAL_POWERS_EXPLAINED}
POWERS = {
    "counterclaim": _l("Bring a claim back against somebody who sues you in this case."),
    "withdrawal": _l(
        "Withdraw the lawsuit, settle it, give up what is claimed, accept what the other side claims, "
        "or step out of the case under article 80 of the Civil Procedure Act."
    ),
    "appeal": _l("Appeal to a higher court, or withdraw an appeal."),
    "sub_agent": _l("Name somebody else, as a rule another lawyer, to act for you in this case."),
}

CAPACITIES_TO_SIGN = {
    "self": _l("I sign for myself"),
    "parent": _l("Mother or father of the child"),
    "guardian": _l("Guardian"),
    "heir": _l("Heir of the person who died"),
    "mandate": _l("The person asked me in writing to sign for them"),
}

SIGNED_HOW = {
    "drawn": _l("drawn on the screen"),
    "typed": _l("by typing the name"),
    "scanned": _l("on paper, sent as photos or scans"),
    "paper": _l("on paper, at a desk"),
}

SIGNING_STATES = {
    "in_force": _l("It counts."),
    "replaced": _l("A later signature has taken its place. It is kept, and counts no more."),
    "revoked": _l("It was taken back. It is kept, and counts no more."),
    "refused": _l("The lawyers cannot use it."),
}

CANNOT_USE = {
    "cut_off": _l(
        "A part of the signed pages is cut off. Please take the photos again, so that all four corners show."
    ),
    "unreadable": _l(
        "The signature or a page cannot be read. Please sign again, or take sharper photos in good light."
    ),
    "wrong_signer": _l("Somebody else signed than the person who must. Please let the right person sign."),
    "other_matter": _l("The signed paper belongs to another case. Please sign the paper of this case."),
    "older_text": _l("The signed paper shows an older text. Please read the text of today and sign it."),
    "proof_missing": _l("A paper is missing that shows you may sign for this person. Please add it and sign again."),
}

NOTARISATIONS = {
    "to_follow": _l(
        "A step with a notary or an authority abroad may follow later. It keeps nothing from going on now."
    ),
    "notarised": _l("A notary has certified it."),
    "apostille": _l("It carries an apostille."),
    "consular": _l("A consulate has certified it."),
    "not_needed": _l("No notary and no authority is needed."),
}

ADDRESSES = {
    "counsel": _l("The lawyers' office. Then no letter comes to your home."),
    "own": _l("My own address. The Ministry of Justice would see it."),
    "protected": _l("My own address, but the other side should not see it. The lawyers ask the court to protect it."),
}

COURSE = {
    "filed": _l("A lawyer has filed the case at court."),
    "hearing": _l("The court holds a hearing. Your lawyer goes there and tells you if you should come."),
    "submission": _l("A paper was given to the court."),
    "judgment": _l("The court has given its judgment."),
    "appeal_until": _l("Until the day named here an appeal is possible. Your lawyer speaks with you about it."),
    "payment": _l("Money is paid out in the case. The amount is for each claimant."),
    "ended": _l("The case has ended."),
    "note": _l("The lawyers write to all claimants of the case."),
}

"""Words of the matters desk: why a claim stays out of a bundle and who can mend it, what is to follow, how far a bundle is.

This is where a lawyer's checklist gets its sentences.
"""

from claims.web.language import lazy_gettext as _l

LEFT_OUT = {
    "withdrawn": _l("The claimant has withdrawn it."),
    "not_checked": _l("It has not been checked yet."),
    "no_counsel_agreement": _l("The claimant has not agreed that lawyers get it (C4)."),
    "no_court_agreement": _l("The claimant has not agreed that the Ministry will see it (C8)."),
    "other_proceedings": _l("Somebody else already acts for this claimant."),
    "minor_without_representative": _l("The claimant is under 19 and no representative is named."),
}

WHO_MENDS = {
    "withdrawn": _l("Nobody: it stays out."),
    "not_checked": _l("Triage: read the claim and mark it as checked."),
    "no_counsel_agreement": _l("The claimant, who comes back with the receipt; triage can ask."),
    "no_court_agreement": _l("The claimant, who comes back with the receipt; triage can ask. A no is to be respected."),
    "other_proceedings": _l("Counsel: clear it with the claimant and the other lawyer."),
    "minor_without_representative": _l("Triage: ask for both parents or proof of sole custody."),
}

TO_FOLLOW = {
    "name_hangul": _l("The name in Hangul is missing. Triage can add it on the claim's page."),
    "translation": _l("The account has no Korean translation yet. Triage can add it; the bundle says “to follow”."),
    "born": _l("The day of birth is not fully known. Counsel decides whether it is needed."),
    "evidence": _l("There is no evidence better than the claimant's own word. The claimant can add some."),
    "address": _l("The claimant chose an own address for service: the Ministry will see it."),
}

ROUTES = {
    "state": _l("Lawsuit against the State"),
    "company": _l("Lawsuit against a company"),
    "mediation": _l("Mediation"),
    "demand": _l("Letter of demand"),
    "other": _l("Something else"),
}

STAGES = {
    "": _l("Not begun"),
    "papers": _l("Opening the claims, making the papers, packing"),
    "ready": _l("Done"),
}

_DAMAGED = _l("Something that was stored could not be read. Tell the person who runs the service.")
STOPPED_BY = {
    "bundle": _DAMAGED,
    "claim_gone": _l("A claimant of this bundle has withdrawn meanwhile."),
    "claim_part": _DAMAGED,
    "file_part": _DAMAGED,
    "part_missing": _DAMAGED,
    "unforeseen": _l(
        "Something unforeseen stopped the export; the ledger holds the reason, sealed. Tell the person who runs the service."
    ),
    "clean_copy": _DAMAGED,
    "errand_ended": _l(
        "The errand was ended at the desk, or the lent keys were too old. Nothing of the bundle was kept."
    ),
    "sealed_part": _DAMAGED,
    "missing_glyph": _l(
        "A sign in somebody's name or account has no shape in our fonts. Tell the person who runs the service."
    ),
}

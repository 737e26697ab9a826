"""Words of the pages on a firm's offer and on the course of the case: texts, placeholders, how each stands, what happened.

This is where counsel reads what a claimant will be told.
"""

from claims.web.language import lazy_gettext as _l

OFFER_TEXTS = {
    "who": _l("Who would act"),
    "fee": _l("The fee"),
    "success_fee": _l("The success fee"),
    "costs": _l("Court costs and expenses"),
    "loser_pays": _l("The other side's costs"),
    "settlement": _l("Who decides on a settlement"),
    "ending": _l("Ending the mandate"),
    "not_chosen": _l("A claim that is not chosen"),
    "ngo": _l("The organisation's part in fees"),
    "selection": _l("The appointed party"),
}

PARTY = {
    "firm": _l("Law firm"),
    "lawyer": _l("Lawyer in charge"),
    "proceeding": _l("Proceeding"),
    "defendant": _l("Defendant"),
}

PLACEHOLDERS = {
    "firm": _l("The law firm, from what the matter is about"),
    "lawyer": _l("The lawyer in charge, from what the matter is about"),
    "registration": _l("The lawyer's registration number, from what the matter is about"),
    "proceeding": _l("The proceeding, from what the matter is about"),
    "defendant": _l("The defendant, from what the matter is about"),
    "fee": _l("What each claimant pays the firm, from the figures"),
    "success_fee": _l("The share of money that came in, from the figures"),
    "costs": _l("What each claimant pays towards court costs, from the figures"),
    "office": _l("The organisation that runs this service"),
    "appointed": _l("The proposed appointed party, from the figures"),
}

TEXT_STATES = {
    "missing": _l("Missing"),
    "gaps": _l("Has gaps"),
    "changed": _l("Open again"),
    "open": _l("Not signed off"),
    "signed": _l("Signed off"),
}

COURSE = {
    "filed": _l("The suit was filed"),
    "hearing": _l("Hearing"),
    "submission": _l("Brief or other submission"),
    "judgment": _l("Judgment"),
    "appeal_until": _l("Time for an appeal"),
    "payment": _l("Payment to the claimants"),
    "ended": _l("The proceeding is over"),
    "note": _l("Something else, in your own words"),
}

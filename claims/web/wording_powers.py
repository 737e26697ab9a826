"""Words for the appointment of a lawyer as the office says it: ledger lines, and what stops an offer. This is where they are spelled."""

from claims.web.language import lazy_gettext as _l

LEDGER_ACTIONS = {
    "write_offer": _l("Wrote on the offer of a matter"),
    "sign_off_offer": _l("Signed off texts of an offer"),
    "put_offer": _l("Put an offer in force"),
    "close_offer": _l("Ended an offer"),
    "invite": _l("Offered the claimant to act for them"),
    "sign_power": _l("Signed a power of attorney"),
    "help_signing": _l("Took down answers or pages of a power of attorney at the desk"),
    "take_back_power": _l("Took back a power of attorney"),
    "ask_to_leave": _l("Asked to leave the suit"),
    "tell_course": _l("Told the claimants what happened in the case"),
    "power_countersigned": _l("Counter-signed a power of attorney"),
    "power_bar_stamped": _l("Noted the bar association's stamp on a power of attorney"),
    "power_notarised": _l("Noted how it stands with a power's notarisation"),
    "power_refused": _l("Found that a signature cannot be used"),
    "power_court_step": _l("Noted a correction order or a withdrawal"),
    "power_court_step_done": _l("Noted that a court's order was answered"),
    "power_elsewhere": _l("Cleared up whether the claimant is a party elsewhere"),
    "power_left": _l("Noted that the claimant left the suit"),
    "ask_elsewhere": _l("Asked the claimant whether they are a party in another case"),
    "print_powers": _l("Took powers of attorney along to print"),
    "list_reachable": _l("Took along the list of who must stay reachable"),
    "power_reminded": _l("Noted that the claimant was reminded"),
}

# What counsel's pages may have to refuse.
OFFICE_REFUSALS = {
    "no_offer": _l("No offer is in force. Put one in force first."),
    "not_filed_yet": _l(
        "This claim is not filed at court, so there is no suit to leave. The claimant can take the power back."
    ),
    "text_undrawable": _l(
        "No font draws one of the signs in this text, so no copy of it could be printed. Take out emoji and rare signs."
    ),
    "fee_negative": _l("An amount cannot be below zero."),
    "success_fee_unreadable": _l("Write the share in per cent as a number from 0 to 100, such as 10 or 12.5."),
    "appointed_needed": _l("Name the appointed party, or do not offer one."),
    "text_too_long": _l("This text is too long. Nobody reads it on a phone; please shorten it."),
    "unknown_placeholder": _l("A word in curly braces is not one of those that can be filled in."),
    "text_changed_meanwhile": _l("This text reads otherwise by now. Please read it again before you sign it off."),
    "text_with_gaps": _l("This text still has a gap in curly braces. Fill in what is missing, then sign it off."),
    "offer_not_ready": _l("Some texts are missing or not signed off. The table shows which."),
    "party_incomplete": _l("The matter must name firm, lawyer, proceeding and defendant first."),
    "stamp_number": _l("Please write the number of the stamp, at most 40 characters."),
    "words_too_long": _l("This is too long. Please shorten it."),
    "words_needed": _l("Please write some words first."),
    "amount_needed": _l("Please write the amount for each claimant in won."),
}

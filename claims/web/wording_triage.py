"""Words that only triage and counsel read: what a claim lacks, views and order of the queue, how staff say a finding.

This is where the codes of the queue and of a claim page become the field's terms.
"""

from claims.web.language import lazy_gettext as _l

MISSING = {
    "agreement_counsel": _l("agreement to give it to lawyers (C4)"),
    "agreement_court": _l("agreement for court (C8)"),
    "evidence": _l("evidence of a trip"),
    "translation": _l("Korean translation"),
}

LIKELY_BY = {
    "passport": _l("same passport number"),
    "name_born": _l("same name and same day of birth"),
}

VIEWS = {
    "all": _l("All claims"),
    "mine": _l("Mine"),
    "new": _l("New"),
    "unread": _l("Unread"),
    "not_opened": _l("Not opened yet"),
    "inside": _l("Inside a range"),
    "inside_flagged": _l("Inside, with a flag"),
    "cannot_tell": _l("Cannot tell"),
    "outside": _l("Outside"),
    "missing": _l("Something missing"),
    "asked": _l("Asked"),
    "checked": _l("Checked"),
    "signed": _l("Signed"),
    "filed": _l("Filed"),
    "set_aside": _l("Set aside"),
    "withdrawn": _l("Withdrawn"),
}

SORTS = {
    "deadline": _l("Deadline"),
    "week": _l("Week"),
    "name": _l("Name"),
    "reference": _l("Reference"),
    "status": _l("Status"),
    "result": _l("Result"),
    "language": _l("Language"),
}

FLAGS = {
    "under_17": _l("under 17 on the day of entry"),
    "diplomat": _l("diplomat"),
    "sofa": _l("foreign forces or their family"),
    "crew": _l("crew"),
    "cruise": _l("cruise passenger"),
    "refugee": _l("refugee"),
    "gate_dispute": _l("not at an automatic gate, which is disputed"),
    "date_uncertain": _l("date given as not certain"),
    "lower_source": _l("from a source of lower rank"),
    "press_only": _l("known from the press only"),
    "disputed_only": _l("known only from a disputed source"),
}

NOTES = {
    "press_differs": _l("The press names other days than the official statement."),
    "also_korean": _l("Also holds Korean nationality: the passport shown on the trip decides."),
}

REASONS = {
    "entry_inside": _l("The entry lies inside the range."),
    "exit_inside": _l("The exit lies inside the range."),
    "entry_before": _l("The entry was before the range begins."),
    "exit_before": _l("The exit was before the range begins."),
    "entry_after": _l("The entry was after the range ends."),
    "exit_after": _l("The exit was after the range ends."),
    "entry_unknown": _l("The day of entry is not known."),
    "exit_unknown": _l("The day of exit is not known."),
    "entry_partly_known": _l("The day of entry is not known exactly enough."),
    "exit_partly_known": _l("The day of exit is not known exactly enough."),
    "passport_unknown": _l("The passport shown is not known."),
    "edge_uncertain": _l("The edge of the range itself is known only by month."),
    "no_entry": _l("There was no entry, and only an entry counts."),
    "no_exit": _l("There was no exit."),
    "no_inspection": _l("The person did not go through passport control."),
    "refused_entry": _l("The person was refused at the border: for a lawyer."),
    "left_before": _l("The person left before the range begins, so the entry was earlier too."),
    "arrived_after": _l("The person arrived after the range ends, so the exit was later too."),
    "born_after": _l("The person was born after the range ends."),
    "other_population": _l("The range is about other passports."),
    "either_way": _l("Either way the trip lies in a disclosed range; the passport decides which."),
}

FACTS = {
    "entered": _l("the day of entry"),
    "exited": _l("the day of exit"),
    "passport": _l("the passport shown"),
    "born": _l("the date of birth"),
    "channel_in": _l("desk or gate on entry"),
    "channel_out": _l("desk or gate on exit"),
    "capacity": _l("the capacity"),
    "registered": _l("the alien registration then"),
    "gate_registered": _l("the gate registration"),
    "port_in": _l("the port of entry"),
    "port_out": _l("the port of exit"),
    "holds_korean": _l("whether Korean nationality is held"),
}

LAWYERS_QUESTIONS = {
    "learned_when": _l("First heard of it"),
    "learned_how": _l("How"),
    "other_proceedings": _l("Somebody else was asked to act"),
    "other_proceedings_what": _l("With whom, and what came of it"),
    "access_request": _l("Asked the Ministry to show the data"),
    "access_request_reply": _l("When, and what was answered"),
}

ACCOUNT_QUESTIONS = {
    "notice_seen": _l("Saw a notice about the use of the photo"),
    "told_of_ai": _l("Was told that it would be used for artificial intelligence"),
    "asked_to_agree": _l("Was asked to agree"),
    "could_refuse": _l("Could have refused"),
    "gate_registration": _l("Had registered for the automatic gates"),
}

RELATIONS = {
    "parent": _l("mother or father"),
    "guardian": _l("guardian"),
    "heir": _l("heir"),
    "mandate": _l("asked in writing"),
}

CONTACT = {
    "": _l("not given"),
    "none": _l("not at all; they come back with the receipt"),
    "email": _l("by e-mail, neutral words only"),
    "phone": _l("by phone, neutral words only"),
    "organisation": _l("through an organisation"),
}

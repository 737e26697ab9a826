"""Words for what the kernel found, spoken to claimants: results, flags, notes, reasons, facts that would settle it.

Never "your photo was used"; a missing fact is named, a winning value never. Strength and segments are for lawyers and
have no words here. This is where a finding's codes become sentences.
"""

from claims.model.vocabulary import Result
from claims.web.language import lazy_gettext as _l

RESULTS = {
    Result.INSIDE: _l("Inside a disclosed range"),
    Result.INSIDE_FLAGGED: _l("Inside a disclosed range; a lawyer will look at one point"),
    Result.CANNOT_TELL: _l("We cannot tell yet"),
    Result.OUTSIDE: _l("Outside the disclosed ranges"),
}

RESULT_MEANINGS = {
    Result.INSIDE: _l("This trip lies in a range that was published. It has not been said whose photos were used."),
    Result.INSIDE_FLAGGED: _l(
        "This trip lies in a range that was published. It has not been said whose photos were used. "
        "One point about the trip is for a lawyer to look at; it does not exclude you."
    ),
    Result.CANNOT_TELL: _l("Something is missing to say whether this trip lies in a range that was published."),
    Result.OUTSIDE: _l(
        "By what is known today this trip is not in a published range. You may still send it; lists can change."
    ),
}

# Who was counted and by which event, said with the two edges of the range and the day it was published.
RANGE_SENTENCES = {
    "entry": _l(
        "On %(said)s the Ministry said that the photos of foreigners came from people who entered Korea between "
        "%(first)s and %(last)s."
    ),
    "exit": _l(
        "On %(said)s the Ministry said that the photos came from people who left Korea between %(first)s and %(last)s."
    ),
    "entry_or_exit": _l(
        "On %(said)s the Ministry said that the photos of Koreans came from people who went through entry or exit "
        "inspection between %(first)s and %(last)s."
    ),
}
LIES_BETWEEN = _l("This trip lies between them. It has not said whose photos.")
NOBODY_TOLD = _l("Nobody has been told that their own photo was used.")

FLAGS = {
    "under_17": _l("You were younger than 17 on the day of entry. The law then asked for photos from 17 on."),
    "diplomat": _l("You travelled as a diplomat or with one. The law made exceptions for diplomats."),
    "sofa": _l(
        "You travelled with the forces stationed in Korea or as their family. The law made exceptions for them."
    ),
    "crew": _l("You travelled as crew of a ship or aircraft. Other rules applied at the border."),
    "cruise": _l("You came on a cruise ship. Other rules applied at the border."),
    "refugee": _l("You landed as a refugee. Other rules applied at the border."),
    "gate_dispute": _l(
        "You did not use an automatic gate. It is disputed whether photos of Koreans came only from the gates."
    ),
    "date_uncertain": _l("The date is not certain."),
    "lower_source": _l("This range comes from a lesser source than an official statement or a court."),
    "press_only": _l("Only the press has reported this range; no official statement is known."),
}

NOTES = {
    "press_differs": _l(
        "The press has reported other dates than the official statement. The official statement counts."
    ),
    "also_korean": _l(
        "You hold Korean nationality too. The passport shown on a trip decides; a lawyer will look at both ways."
    ),
}

# Codes of rules/explaining.py, and the exclusions of the disclosure files. Being inside needs no reason: RANGE_SENTENCES says it.
REASONS = {
    "no_entry": _l("For foreigners only an entry counts, and this trip has none."),
    "no_exit": _l("You did not leave on this trip, so only the entry counts."),
    "no_inspection": _l("You changed planes without going through passport control, so no photo was taken there."),
    "refused_entry": _l("You were refused at the border. A lawyer will look at what that means for you."),
    "either_way": _l("Either way this trip is in a disclosed range; the passport decides which."),
    "passport_unknown": _l("We do not know which passport you showed."),
    "entry_unknown": _l("The day you entered is not given."),
    "exit_unknown": _l("The day you left is not given."),
    "entry_partly_known": _l("The day you entered is not known exactly enough."),
    "exit_partly_known": _l("The day you left is not known exactly enough."),
    "entry_before": _l("You entered before the range begins."),
    "entry_after": _l("You entered after the range ends."),
    "exit_before": _l("You left before the range begins."),
    "exit_after": _l("You left after the range ends."),
    "entry_inside": _l("The day you entered lies in the range."),
    "exit_inside": _l("The day you left lies in the range."),
    "left_before": _l("You left before the range begins, so your entry was earlier too."),
    "arrived_after": _l("You entered after the range ends, so you left later too."),
    "born_after": _l("By the date of birth given, this trip was after the range ends."),
    "edge_uncertain": _l("The edge of the range itself is known only by month."),
    "port_other": _l("The range is about other airports, ports or crossings."),
    "port_unknown": _l("The airport, port or crossing is not given."),
    "city_other": _l("The range is about other cities."),
    "city_unknown": _l("It is not known in which city you went through passport control."),
    "country_other": _l("The range is about other countries."),
    "country_unknown": _l("It is not known in which country you went through passport control."),
    "mode_other": _l("The range is about another way of travelling: by air, by sea or by land."),
    "mode_unknown": _l("It is not known whether you travelled by air, by sea or by land."),
    "channel_other": _l("The range is about another way through passport control: a desk or an automatic gate."),
    "channel_unknown": _l("It is not given whether you went to a desk or through a gate."),
    "capacity_other": _l("The range is about people who travelled in another capacity."),
    "capacity_unknown": _l("It is not given in what capacity you travelled."),
    "registered_other": _l(
        "Whether you were registered as a foreign resident then decides, and this range is about others."
    ),
    "registered_unknown": _l("It is not given whether you were registered as a foreign resident then."),
    "gate_registered_other": _l(
        "Whether you had registered for the automatic gates decides, and this range is about others."
    ),
    "gate_registered_unknown": _l("It is not given whether you had registered for the automatic gates."),
    "holds_korean_other": _l("Whether you also hold Korean nationality decides, and this range is about others."),
    "holds_korean_unknown": _l("It is not given whether you also hold Korean nationality."),
    "too_young": _l("The range is about people who were older than you were."),
    "too_old": _l("The range is about people who were younger than you were."),
    "age_unknown": _l("How old you were is not known exactly enough."),
    "asked_unknown": _l("The range asks for something that no trip can show."),
    "stay_inside": _l("Enough days of your stay lie in the range."),
    "stay_outside": _l("No day of your stay lies in the range."),
    "stay_too_short": _l("Too few days of your stay lie in the range."),
    "stay_partly_known": _l("The first or the last day of your stay is not known exactly enough."),
    "stay_backwards": _l("By the dates given your stay ends before it begins."),
}

SETTLING_FACTS = {
    "entered": _l("the day you entered"),
    "exited": _l("the day you left"),
    "passport": _l("the passport you showed"),
    "born": _l("your date of birth"),
    "channel_in": _l("whether you went to a desk or through a gate when you entered"),
    "channel_out": _l("whether you went to a desk or through a gate when you left"),
    "capacity": _l("in what capacity you travelled"),
    "registered": _l("whether you were registered as a foreign resident then"),
    "gate_registered": _l("whether you had registered for the automatic gates"),
    "port_in": _l("where you entered"),
    "port_out": _l("where you left"),
    "holds_korean": _l("whether you also hold Korean nationality"),
}
WE_NEED = _l(
    "To tell, we would need %(facts)s. If you do not know it, leave it; a certificate or another paper can show it."
)

WINDOW_STATUSES = {
    "official": _l("official statement"),
    "court": _l("court record"),
    "press": _l("press report"),
    "disputed": _l("disputed"),
}

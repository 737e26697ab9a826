"""Words for what a range asks and what a record says to it, spoken to claimants: this is where criteria become sentences.

Strength and segments have no words here; a criterion says what is asked and never which day would meet it.
"""

from claims.web.language import lazy_gettext as _l

CRITERIA = {
    "population": _l("You showed a passport that this range is about."),
    "entry": _l("You entered Korea within this range."),
    "exit": _l("You left Korea within this range."),
    "stay": _l("Enough days of your stay lie within this range."),
    "no_inspection": _l("You changed planes without going through passport control."),
    "refused_entry": _l("You were refused at the border."),
    "channel": _l("You went to a desk or through a gate, as this range asks."),
    "port": _l("You went through a port that this range is about."),
    "city": _l("You went through a city that this range is about."),
    "country": _l("You went through a country that this range is about."),
    "mode": _l("You came by air, sea or land, as this range asks."),
    "capacity": _l("You travelled in a capacity that this range is about."),
    "registered": _l("You were registered as a foreign resident, as this range asks."),
    "gate_registered": _l("You were registered for the automatic gates, as this range asks."),
    "holds_korean": _l("You hold the nationality that this range asks for."),
}
AGE = _l("You had reached the age of %(age)s on that day.")
AGE_ASKED = _l("You were of the age that this range asks for.")
ASKED = _l("Something that a trip does not show, such as being on a list or having received a notice.")
TRUTHS = {"true": _l("Yes"), "false": _l("No"), "unknown": _l("Not known")}
NOT_SAID = _l("not said")

"""Fields: each keeps what was typed, says what to do in the page's language, and hands on a clean value.

`required=` takes the sentence that is said when nothing was given; without it the field may stay empty, which is the
rule at the claimant's door. `hint=` stands under the question. This is where a typed answer becomes a value.
"""

from claims.web.fields.asked import Answered, NoResidentNumber
from claims.web.fields.choices import (
    ChoiceField,
    CountryField,
    PlaceField,
    PortField,
    TickField,
    TicksField,
    YesNoDontKnowField,
)
from claims.web.fields.dates import BirthDateField, TripDateField
from claims.web.fields.texts import LongTextField, PassphraseField, ReceiptCodeField, ShortTextField
from claims.web.forms import PageForm, QuestionForm

__all__ = [
    "Answered",
    "BirthDateField",
    "ChoiceField",
    "CountryField",
    "LongTextField",
    "NoResidentNumber",
    "PageForm",
    "PassphraseField",
    "PlaceField",
    "PortField",
    "QuestionForm",
    "ReceiptCodeField",
    "ShortTextField",
    "TickField",
    "TicksField",
    "TripDateField",
    "YesNoDontKnowField",
]

"""What both doors to a power of attorney ask alike: where papers of the court go, where the signer is, whether there is another case.

The words are each door's own. This is where the answers are held against each other and read.
"""

from typing import ClassVar

from wtforms.validators import ValidationError

from claims.model.signing import Answers
from claims.model.vocabulary import Answer
from claims.web.claim_form import FormOfClaim
from claims.web.fields import ChoiceField, LongTextField, PlaceField, YesNoDontKnowField

LONGEST_ADDRESS, LONGEST_OTHER = 500, 2000
WHERE = {"address", "own_address", "address_reason", "country", "other", "other_what"}


class WhereAnswers(FormOfClaim):
    """`no_address` and `no_reason` say that one is missing. No box is called `address`: elsewhere that is a text somebody typed."""

    service_address: ChoiceField
    own_address: LongTextField
    address_reason: LongTextField
    country: PlaceField
    other: YesNoDontKnowField
    other_what: LongTextField
    no_address: ClassVar[object]
    no_reason: ClassVar[object]

    def validate_own_address(self, field: LongTextField) -> None:
        """An own address was chosen, so it must be there."""
        if self.service_address.data in ("own", "protected") and not (field.data or "").strip():
            raise ValidationError(self.no_address)

    def validate_address_reason(self, field: LongTextField) -> None:
        """A court protects nothing without a reason."""
        if self.service_address.data == "protected" and not (field.data or "").strip():
            raise ValidationError(self.no_reason)

    @staticmethod
    def boxes(answers: Answers) -> dict[str, object]:
        """The boxes with what was answered."""
        said = answers.model_dump(include=WHERE)
        return {"service_address": said.pop("address"), **said, "country": answers.country or None}

    def where(self) -> dict[str, object]:
        """These answers as model/signing.Answers names them."""
        other = self.other.data
        return {
            "address": self.service_address.data,
            "own_address": self.own_address.data or "",
            "address_reason": self.address_reason.data or "",
            "country": str(self.country.data or ""),
            "other": other if isinstance(other, Answer) else None,
            "other_what": self.other_what.data or "",
        }

"""Why does this leave the service? Every page that hands out a file asks. This is where the answer is read; it goes into the ledger, sealed."""

from wtforms.validators import ValidationError

from claims.web.fields import ChoiceField, PageForm, ShortTextField
from claims.web.language import lazy_gettext as _l
from claims.web.wording_ledger import DOWNLOAD_REASONS

OTHER = "other"


class ReasonForm(PageForm):
    """Why a file is taken out. Looking at a page in the browser is a reading and needs no reason."""

    why = ChoiceField(
        _l("Why do you take this out of the service?"),
        choices=tuple(DOWNLOAD_REASONS.items()),
        unknown="",
        required=_l("Please choose why you take it out."),
    )
    why_words = ShortTextField(
        _l("In a few words"),
        hint=_l("For whom, or for which step. It goes into the ledger, sealed. Needed if none of the reasons fits."),
        longest=300,
    )

    def validate_why_words(self, field: ShortTextField) -> None:
        """Another reason says which."""
        if self.why.data == OTHER and not (field.data or "").strip():
            raise ValidationError(_l("Please write why you take it out."))

    @property
    def reason(self) -> dict[str, str]:
        """As it goes into the sealed details of the download's line."""
        return {"why": str(self.why.data), "why_words": self.why_words.data or ""}

"""Eight questions, each answered alone. This is where a yes or a no is read; the texts stand on the page."""

from claims.desks.intake.choices import YES, YES_OR_NO
from claims.model.vocabulary import AgreementCode
from claims.web.fields import ChoiceField, PageForm
from claims.web.wording_claims import AGREEMENTS


class AgreementsForm(PageForm):
    """One yes or no for each agreement, none answered beforehand."""

    C1 = ChoiceField(AGREEMENTS[AgreementCode.C1], choices=YES_OR_NO, unknown="")
    C2 = ChoiceField(AGREEMENTS[AgreementCode.C2], choices=YES_OR_NO, unknown="")
    C3 = ChoiceField(AGREEMENTS[AgreementCode.C3], choices=YES_OR_NO, unknown="")
    C4 = ChoiceField(AGREEMENTS[AgreementCode.C4], choices=YES_OR_NO, unknown="")
    C5 = ChoiceField(AGREEMENTS[AgreementCode.C5], choices=YES_OR_NO, unknown="")
    C6 = ChoiceField(AGREEMENTS[AgreementCode.C6], choices=YES_OR_NO, unknown="")
    C7 = ChoiceField(AGREEMENTS[AgreementCode.C7], choices=YES_OR_NO, unknown="")
    C8 = ChoiceField(AGREEMENTS[AgreementCode.C8], choices=YES_OR_NO, unknown="")

    def answers(self) -> dict[AgreementCode, bool]:
        """What was answered; a question left open is not in it."""
        return {code: self[code.value].data == YES for code in AgreementCode if self[code.value].data}

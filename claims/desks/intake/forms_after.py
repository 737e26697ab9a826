"""Forms of the end of the path: send, answer a question, withdraw, destroy. This is where a decision is read."""

from claims.web.fields import LongTextField, PageForm
from claims.web.language import lazy_gettext as _l

LONGEST_MESSAGE = 5000


class SendForm(PageForm):
    """Only the token: the button is the decision."""


class StatusForm(PageForm):
    """A message to the office."""

    text = LongTextField(
        _l("Your message"),
        hint=_l("In any language. You need not name anybody."),
        required=_l("Please write something before sending the message."),
        longest=LONGEST_MESSAGE,
        rows=5,
    )


class WithdrawForm(PageForm):
    """Only the token; the page says what will be destroyed."""


class DestroyForm(PageForm):
    """Only the token; the page says that nobody can bring a draft back."""


class RemoveForm(PageForm):
    """Only the token: one trip or one file is taken out of the claim."""

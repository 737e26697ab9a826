"""Forms about the signed paper: a page that comes in, the check before it counts, taking back by letter. This is where they are read."""

from wtforms import HiddenField

from claims.rules.helped_signing import LONGEST_NAME
from claims.web.fields import ChoiceField, PageForm, ShortTextField, TickField
from claims.web.language import lazy_gettext as _l


class PageComesForm(PageForm):
    """What the file is that comes beside it."""

    what = ChoiceField(
        _l("What is it?"),
        choices=(
            ("page", _l("Pages of the signed paper")),
            ("proof", _l("A paper that shows the signer may sign")),
        ),
        unknown="",
        required=_l("Please choose what the file is."),
    )


class CheckedForm(PageForm):
    """What the worker has looked at before the paper counts. `checked_form` adds the interpreter's signature where one helped."""

    paper = HiddenField()
    pages = TickField(
        _l("All pages of the paper are there, with their four corners."),
        required=_l("Please look through the pages and tick when all are there."),
    )
    person = TickField(
        _l("The person named above has signed it."), required=_l("Please look for the person's signature and tick it.")
    )
    worker = TickField(
        _l("The one who helped has signed it."),
        required=_l("Please sign the paper as the one who helped, and tick it."),
    )


def checked_form(*, interpreter: bool) -> type[CheckedForm]:
    """The check, with the interpreter's signature where one helped."""
    if not interpreter:
        return CheckedForm
    spoke = TickField(
        _l("The interpreter has signed it."), required=_l("Please look for the interpreter's signature and tick it.")
    )
    return type("CheckedForm", (CheckedForm,), {"interpreter": spoke})


class BackForm(PageForm):
    """Who asked in a letter for the power to be taken back."""

    asked_by = ShortTextField(
        _l("Who asked?"),
        hint=_l("The name under the letter. It stays in the claim's record."),
        longest=LONGEST_NAME,
        required=_l("Please write who signed the letter."),
    )
    letter = TickField(
        _l("I have the signed letter in my hands."), required=_l("Please take nothing back without the signed letter.")
    )

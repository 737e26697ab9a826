"""Refusals found by a deed or the kernel, said beside the question they are about. This is where a code meets its field."""

from claims.errors import NotValid, Refusal
from claims.web.dates import format_edtf
from claims.web.forms import PageForm
from claims.web.language import gettext as _
from claims.web.wording import said
from claims.web.wording_refusals import REFUSALS


def refusal_sentence(refusal: Refusal) -> str:
    """What to do now; a code without words gets a general sentence."""
    if refusal.reason == "contradiction":
        return _(
            "This day (%(day)s) is before the date of birth you gave (%(born)s). Please look at both again.",
            day=format_edtf(str(refusal.facts.get("given"))),
            born=format_edtf(str(refusal.facts.get("born"))),
        )
    if refusal.reason in REFUSALS:
        return said(refusal.reason, among="refusals")
    return _("We could not read this answer. Please look at it again; everything else stays as you wrote it.")


def say_contradiction(form: PageForm, refusal: NotValid) -> None:
    """Put the kernel's refusal at the question that it names."""
    column = str(refusal.facts.get("column", ""))
    form.add_problem(refusal_sentence(refusal), field=form._fields.get(column))

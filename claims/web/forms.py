"""PageForm: what every form of the house is.

Typed values are kept, a refused form answers 422, every problem is a sentence that helps and links to its box, and no
sentence of WTForms itself ever reaches a page. This is where a form meets the request.
"""

from dataclasses import dataclass
from typing import Any, Self

from flask import request
from wtforms import Form
from wtforms.fields import Field

from claims.web.csrf import TOKEN, DoorCSRF
from claims.web.language import gettext


class HouseWords:
    """Stands where WTForms looks for its own sentences: whatever it wanted to say, the house says this."""

    def gettext(self, string: str) -> str:
        """One sentence for every WTForms message; fields and validators of the house bring better ones."""
        return gettext("Please look at this answer again.")

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """As gettext."""
        return self.gettext(singular)


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the id of the box to go to ("" if none), its question, and what to do."""

    box: str
    question: str
    sentence: str


class PageForm(Form):
    """The base of every form. Make it by `from_page`, ask `accepted`, answer with `status`.

    form = TripForm.from_page(entered=record.entered)
    if form.accepted():
        ...
        return redirect(...)
    return render_template("intake/trip.html", form=form), form.status
    """

    class Meta:
        """Guarded by the door cookie, speaking only the house's words."""

        csrf = True
        csrf_class = DoorCSRF
        csrf_field_name = TOKEN

        def get_translations(self, form: Form) -> HouseWords:
            """WTForms asks here for its sentences."""
            return HouseWords()

    @classmethod
    def from_page(cls, **kept: Any) -> Self:
        """The form as this request brings it: what was typed when it is a POST, else what was kept from before."""
        return cls(request.form if request.method == "POST" else None, **kept)

    def accepted(self) -> bool:
        """True when this is a POST and every answer can be taken."""
        return request.method == "POST" and bool(self.validate())

    @property
    def status(self) -> int:
        """200, or 422 when the page comes again because of a problem."""
        return 422 if self.errors else 200

    def add_problem(self, sentence: object, *, field: Field | None = None) -> None:
        """A refusal found after the form was read (by a deed): about one field, or about the whole page."""
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    @property
    def problems(self) -> list[Problem]:
        """Every problem in the order of the page, those of the whole page first."""
        whole = [*self.form_errors, *(self[TOKEN].errors if TOKEN in self else ())]
        found = [Problem("", "", str(sentence)) for sentence in whole]
        for field in self:
            if field.short_name != TOKEN:
                box = getattr(field, "first_box", field.id)
                found += [Problem(box, str(field.label.text), str(sentence)) for sentence in field.errors]
        return found


class QuestionForm(PageForm):
    """A form that only asks (GET: filters, search). It changes nothing, so it needs no token."""

    class Meta:
        """Unguarded, because nothing is changed."""

        csrf = False

    @classmethod
    def from_page(cls, **kept: Any) -> Self:
        """The form as the address brings it."""
        return cls(request.args, **kept)

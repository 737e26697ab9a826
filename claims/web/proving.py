"""Pages that want to know once more who is there: words and a code or passkey within the last ten minutes.

Whoever asks for such a page is led to the proof and back. What was sent too late is kept: it comes back in the form that asks
for the proof, and goes on with it in one step. This is where a proof is asked for.
"""

import re

from flask import Response, make_response, redirect, render_template, request, url_for

from claims.model.staff import Member
from claims.store.clock import seconds
from claims.store.sessions import Visit
from claims.web.csrf import PAGE_TOO_OLD_WORDS, TOKEN, csrf_holds
from claims.web.fields import PageForm, PassphraseField, ShortTextField
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.signing_in import Shown, prove_again
from claims.web.visits import MEMBER, visit_of

FRESH_SECONDS = 10 * 60
A_MINUTE = 60  # a clock that was set back a little asks nobody anew
PREFIX = "prove"
NOT_PROVED = _l(
    "Words and code do not belong together, or the code was used before. "
    "Please look at both again and use the next code your authenticator shows."
)
_OWN_PATH = re.compile(r"/[A-Za-z]{2}(-[A-Za-z]+)?/office(/[\w./-]*)?(\?[\w.=&%+-]*)?", re.ASCII)
_FORM = "application/x-www-form-urlencoded"


def code_field(*, required: object = "") -> ShortTextField:
    """The box for what an authenticator shows."""
    return ShortTextField(
        _l("Code from your authenticator"),
        hint=_l("Six digits; each code is good once."),
        longest=16,
        any_number=True,
        latin=True,
        autocomplete="one-time-code",
        inputmode="numeric",
        required=required,
    )


class ProofForm(PageForm):
    """The seven words and what the authenticator shows now; a passkey's answer may stand for the code."""

    passphrase = PassphraseField(_l("Your seven words"), longest=400, required=_l("Please type your seven words."))
    code = code_field()

    def shown(self, member: Member) -> Shown:
        """What was typed, with what the browser's passkey answered."""
        return Shown(
            name=member.sign_in_name,
            words=self.passphrase.data or "",
            code=self.code.data or "",
            passkey=request.form.get("passkey", ""),
            challenge=request.form.get("challenge", ""),
        )

    def proves(self, member: Member, visit: Visit) -> bool:
        """Whether this was sent and holds; if not, the form says so."""
        if not self.accepted():
            return False
        if prove_again(member, visit, self.shown(member)):
            return True
        self.add_problem(NOT_PROVED)
        return False


class PassingForm(ProofForm):
    """The same beside what was sent too late. The token of the page guards both, and its box bears no prefix."""

    class Meta:
        """The token is looked at by itself."""

        csrf = False

    def accepted(self) -> bool:
        """As ever, and only from a page of ours."""
        if not super().accepted():
            return False
        if not csrf_holds(request.form.get(TOKEN, "")):
            self.add_problem(PAGE_TOO_OLD_WORDS)
            return False
        return True


def is_fresh(visit: Visit) -> bool:
    """Whether the member showed who they are within the last ten minutes."""
    return -A_MINUTE <= seconds(house().now()) - visit.proved <= FRESH_SECONDS


def own_path(asked: str) -> str:
    """Where to go after the proof: a page of the office and nothing else; empty for any other address."""
    return asked if _OWN_PATH.fullmatch(asked) else ""


def ask_for_proof(member: Member) -> Response | None:
    """None where the member proved it lately or does so with this very form; else the way to the proof."""
    visit = visit_of(MEMBER)
    assert visit is not None
    if is_fresh(visit):
        return None
    if request.method != "POST":
        there = url_for("staff.prove", next=own_path(request.full_path.rstrip("?")) or None)
        return make_response(redirect(there, code=303))
    carried = request.mimetype == _FORM
    given = carried and f"{PREFIX}-passphrase" in request.form
    form = PassingForm(request.form if given else None, prefix=f"{PREFIX}-")
    if given and form.proves(member, visit):
        return None
    return make_response(render_template("staff/late.html", form=form, kept=_kept() if carried else None), 403)


def _kept() -> list[tuple[str, str]]:
    """What was sent, to be sent once more; without the proof itself and the token, which the form brings anew."""
    left_out = {TOKEN, "passkey", "challenge"}
    fields = request.form.items(multi=True)
    return [(name, text) for name, text in fields if name not in left_out and not name.startswith(f"{PREFIX}-")]

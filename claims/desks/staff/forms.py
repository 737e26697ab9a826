"""The forms of this desk: signing in, one's own words and authenticator, members. This is where secrets are read; none is shown again."""

import re
from typing import Any

from flask import request
from wtforms.validators import ValidationError

from claims.actions.make_member import NewMember
from claims.model.vocabulary import Role
from claims.web.fields import ChoiceField, PageForm, PassphraseField, ShortTextField, TickField, TicksField
from claims.web.language import lazy_gettext as _l
from claims.web.proving import code_field
from claims.web.signing_in import Shown
from claims.web.wording_office import ROLES

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
TYPE_THE_CODE = _l("Please type the six digits your authenticator shows now.")


class SignInForm(PageForm):
    """Who you are, what you were given, and what your authenticator shows now; a passkey may stand for the code."""

    name = ShortTextField(
        _l("Sign-in name"),
        longest=64,
        autocomplete="username",
        latin=True,
        required=_l("Please type your sign-in name."),
    )
    passphrase = PassphraseField(
        _l("Your seven words"),
        hint=_l("The words you were given, with blanks between them. Capitals do not matter."),
        longest=400,
        required=_l("Please type your seven words."),
    )
    code = code_field()

    def validate(self, extra_validators: Any = None) -> bool:
        """A code is wanted where no passkey answered."""
        good = bool(super().validate(extra_validators))
        if not self.code.data and not self.code.errors and not request.form.get("passkey"):
            self.add_problem(TYPE_THE_CODE, field=self.code)
            good = False
        return good

    def shown(self) -> Shown:
        """What was typed, with what the browser's passkey answered."""
        return Shown(
            name=self.name.data or "",
            words=self.passphrase.data or "",
            code=self.code.data or "",
            passkey=request.form.get("passkey", ""),
            challenge=request.form.get("challenge", ""),
        )


class MakeWordsForm(PageForm):
    """A lone button: make new words."""


class TypeBackForm(PageForm):
    """The new words, typed back from paper."""

    typed = PassphraseField(
        _l("Your new seven words"),
        hint=_l("Type them from your paper. From then on the old ones open nothing."),
        longest=400,
        required=_l("Please type the new words from your paper."),
    )


class AuthenticatorForm(PageForm):
    """A code by the new secret, before it replaces the old one."""

    code = code_field(required=TYPE_THE_CODE)


class PasskeyForm(PageForm):
    """What the person calls the passkey; the browser's answer comes beside it."""

    label = ShortTextField(
        _l("What you call it"),
        hint=_l("So that you know it again, such as “blue key” or “office laptop”. Only you can read it."),
        longest=40,
        required=_l("Please give the passkey a name."),
    )


class InviteForm(PageForm):
    """Somebody who will work here."""

    name = ShortTextField(_l("Name"), longest=120, required=_l("Please type the person's name."))
    sign_in_name = ShortTextField(
        _l("Sign-in name"),
        hint=_l("Two to 64 small letters, digits, dots and hyphens, such as kim.minji."),
        longest=64,
        latin=True,
        required=_l("Please choose a sign-in name."),
    )
    roles = TicksField(
        _l("Roles"),
        choices=tuple(ROLES.items()),
        hint=_l("Triage and triage lead are handed the office's key and can open every claim that was sent."),
        required=_l("Please tick at least one role."),
    )
    language = ChoiceField(
        _l("Language of their words"),
        choices=(("ko", _l("Korean")), ("en", _l("English"))),
        unknown="",
        required=_l("Please choose the language."),
    )

    def validate_sign_in_name(self, field: ShortTextField) -> None:
        """As it can be typed on any keyboard."""
        if not _NAME.fullmatch((field.data or "").lower()):
            raise ValidationError(_l("Please use two to 64 small letters, digits, dots and hyphens."))

    def new_member(self) -> NewMember:
        """Who was described."""
        ticked = set(self.roles.typed_codes)
        return NewMember(
            name=self.name.data or "",
            sign_in_name=(self.sign_in_name.data or "").lower(),
            roles=tuple(role for role in Role if role.value in ticked),
            language=str(self.language.data or "ko"),
        )


class ResetForm(PageForm):
    """A lone button: new words, authenticator and keys for a member who lost theirs."""


class EndMembershipForm(PageForm):
    """The end of a membership, and whether matters may be left to nobody."""

    alone = TickField(_l("Yes, leave these matters without counsel"))

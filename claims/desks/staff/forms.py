"""The form of the sign-in page. This is where a member's name, seven words and code are read; none of them is shown again but the name."""

from claims.web.fields import PageForm, PassphraseField, ShortTextField
from claims.web.language import lazy_gettext as _l


class SignInForm(PageForm):
    """Who you are, what you were given, and what your authenticator shows now."""

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
    code = ShortTextField(
        _l("Code from your authenticator"),
        hint=_l("Six digits; each code is good once."),
        longest=16,
        any_number=True,
        latin=True,
        autocomplete="one-time-code",
        inputmode="numeric",
        required=_l("Please type the six digits your authenticator shows now."),
    )

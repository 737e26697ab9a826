"""What every page of the claim refuses. This is where a number that needs an agreement is kept out of a claim without it."""

from typing import Any

from claims.rules.forbidden import contains_alien_number
from claims.web.csrf import TOKEN
from claims.web.fields import PageForm
from claims.web.language import lazy_gettext as _l

ALIEN_NUMBER_WORDS = _l(
    "This looks like an alien registration number. We may keep it only if you say yes to keeping such numbers. "
    "Please take it out, or change that answer first. Everything else stays as you wrote it."
)


class ClaimForm(PageForm):
    """A page of the claim. `numbers_agreed`: the claimant said yes to C3, so alien registration numbers may be held."""

    numbers_agreed = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field's own rules, no alien registration number without its agreement."""
        good = bool(super().validate(extra_validators))
        if not self.numbers_agreed:
            for field in self:
                if field.name == TOKEN:  # 64 random digits: now and then some of them look like such a number
                    continue
                if isinstance(field.data, str) and not field.errors and contains_alien_number(field.data):
                    self.add_problem(ALIEN_NUMBER_WORDS, field=field)
                    good = False
        return good

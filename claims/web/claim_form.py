"""Forms whose answers lie in a claim, at whichever door they are typed. This is where a number that needs an agreement is kept out without it."""

from typing import Any, ClassVar

from claims.rules.forbidden import contains_alien_number
from claims.web.csrf import TOKEN
from claims.web.fields import PageForm


class FormOfClaim(PageForm):
    """`numbers_agreed`: the claimant said yes to C3, so alien registration numbers may be held; `number_words` say, at each door, why not."""

    number_words: ClassVar[object]
    numbers_agreed = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field's own rules, no alien registration number without its agreement."""
        good = bool(super().validate(extra_validators))
        if not self.numbers_agreed:
            for field in self:
                if field.name == TOKEN:  # 64 random digits: now and then some of them look like such a number
                    continue
                if isinstance(field.data, str) and not field.errors and contains_alien_number(field.data):
                    self.add_problem(self.number_words, field=field)
                    good = False
        return good

"""What every page of the claim refuses. This is where the claimant is told why a number that needs an agreement is not kept without it."""

from claims.web.claim_form import FormOfClaim
from claims.web.language import lazy_gettext as _l

ALIEN_NUMBER_WORDS = _l(
    "This looks like an alien registration number. We may keep it only if you say yes to keeping such numbers. "
    "Please take it out, or change that answer first. Everything else stays as you wrote it."
)


class ClaimForm(FormOfClaim):
    """A page of the claim."""

    number_words = ALIEN_NUMBER_WORDS

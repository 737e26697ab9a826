"""How long things are kept, to check in the head."""

from claims.rules.deadlines import BUNDLE_WEEKS, CLAIM_WEEKS, DRAFT_WEEKS


def test_drafts_a_quarter_claims_five_years_bundles_a_week() -> None:
    """Longer would keep what nobody needs; shorter would lose a claim before its suit."""
    assert (DRAFT_WEEKS, CLAIM_WEEKS, BUNDLE_WEEKS) == (13, 260, 1)

"""How long things are kept. Weeks, because only weeks stand in clear. This is where retention is ruled."""

DRAFT_WEEKS = 13
CLAIM_WEEKS = 5 * 52
# Only weeks stand in clear: a bundle lies at the desk for the rest of its week and one more.
BUNDLE_WEEKS = 1

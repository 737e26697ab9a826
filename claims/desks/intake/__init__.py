"""The claimant's door: check a trip, write a claim, send it, come back. No script, no address that says anything about anybody."""

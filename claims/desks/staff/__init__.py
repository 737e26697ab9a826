"""The door of everybody who works here: sign in, sign out, who is here and what runs, the ledger. No claim is opened at this desk."""

"""Nouns: what the service knows by name. No behaviour beyond what a noun is; no session, no clock, no words for people."""

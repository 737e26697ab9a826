"""Judgements: pure functions over plain frozen values. No session, clock, request, table or language may enter."""

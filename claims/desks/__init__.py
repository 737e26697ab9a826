"""Doors: one per kind of person. A route is ten lines: guard, form, one call, redirect or render."""

"""Deeds: one file per thing the service does. They flush, never commit; raising undoes."""

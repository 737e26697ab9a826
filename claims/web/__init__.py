"""Furniture that all doors share: guards, language, wording, errors, headers, fields."""

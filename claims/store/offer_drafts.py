"""Drafts of an offer's texts, one file per language, for counsel to edit and sign off. This is where they are read."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from claims.errors import NotValid, StartRefused
from claims.model.offer import OFFER_TEXTS, SELECTION_TEXT, DraftText
from claims.rules.offers import check_text

OfferDrafts = Mapping[str, Mapping[str, DraftText]]
"""Texts by language (BCP-47), then by code."""
_FILE = TypeAdapter(dict[str, DraftText], config=ConfigDict(hide_input_in_errors=True))


def read_offer_drafts(folder: Path) -> OfferDrafts:
    """templates/offers/drafts: texts by language, then by code. Raises StartRefused naming the file."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Mapping[str, DraftText]:
    try:
        texts = _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
        for text in texts.values():
            check_text(text.text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError, NotValid) as error:
        raise StartRefused(f"{path}: the draft of an offer cannot be read ({error}).") from error
    if set(texts) != {*OFFER_TEXTS, SELECTION_TEXT}:
        raise StartRefused(f"{path}: a draft holds exactly {(*OFFER_TEXTS, SELECTION_TEXT)}.")
    return texts

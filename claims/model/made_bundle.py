"""What was made of a bundle, before it is packed: files with their fingerprints, documents with their pages. All frozen.

This is where the only inputs of indexes, volumes, load files and custody logs are named.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Section = Literal["lists", "statements", "exhibits", "powers", "match"]


class _Made(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class MadeFile(_Made):
    """One file of a package: path below data/, what it is, where its bytes begin in its share's stream, size and fingerprints (hex).

    `crc32` is what a ZIP says before the bytes of a file; None where it was not counted: packing then holds the file until it is.
    """

    path: str
    what: str
    at: int
    size: int
    sha256: str
    sha512: str
    crc32: int | None = None


class MadeDocument(_Made):
    """One document of the court package that has pages: a statement, an exhibit, a list.

    `path`, `text_path`, `native_path` are below data/ of the court package ("" where there is none). `number` is the exhibit's
    label, `main`/`branch`/`letter` what it was made of; `party` the party number (0: all). `made_on` is EDTF, `received` ISO UTC
    (for counsel only), `language` BCP-47, `translation_of` the path of the original, `slip` the reason code when a slip sheet
    stands for it, `source_sha256` the original's fingerprint where the pages were made from a file. `size` in bytes (0: not told),
    `md5` for old load files only ("": not reckoned).
    """

    path: str
    section: Section
    title: str
    pages: int
    number: str = ""
    main: int = 0
    branch: int = 0
    letter: str = ""
    party: int = 0
    reference: str = ""
    kind: str = ""
    author: str = ""
    made_on: str = ""
    language: str = ""
    translation_of: str = ""
    text_path: str = ""
    native_path: str = ""
    sha256: str = ""
    size: int = 0
    md5: str = ""
    source_sha256: str = ""
    source_media_type: str = ""
    received: str = ""
    redacted: bool = False
    slip: str = ""


class CustodyEvent(_Made):
    """One thing that happened to one piece: PREMIS event name, instant (ISO UTC), by whom in which role, fingerprints before and after."""

    item: str
    event: Literal[
        "capture",
        "message digest calculation",
        "fixity check",
        "normalization",
        "redaction",
        "digital signature generation",
        "dissemination",
    ]
    at: str
    actor: str
    purpose: str = ""
    before: str = ""
    after: str = ""

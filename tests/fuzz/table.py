"""All harnesses by name. This is where a parser that takes bytes from outside is put on the list."""

from tests.fuzz import (
    arrivals,
    evidence_files,
    headers,
    kept_outside,
    listed_ranges,
    sealed_bytes,
    second_doors,
    signings,
    trip_files,
    typed_texts,
)
from tests.fuzz.harness import Harness

HARNESSES: dict[str, Harness] = {
    **typed_texts.HARNESSES,
    **listed_ranges.HARNESSES,
    **trip_files.HARNESSES,
    **evidence_files.HARNESSES,
    **sealed_bytes.HARNESSES,
    **arrivals.HARNESSES,
    **headers.HARNESSES,
    **second_doors.HARNESSES,
    **signings.HARNESSES,
    **kept_outside.HARNESSES,
}

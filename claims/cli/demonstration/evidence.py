"""The demonstration's made-up evidence. This is where the specimens are gathered under the names that tell what they are.

Each is drawn in memory, the same facts giving the same bytes, and says SPECIMEN 견본 on its face. Fonts with Hangul must
be installed; without them each refuses with errors.StartRefused, naming the package.
"""

from claims.cli.demonstration.specimen_boarding_pass import boarding_pass_heic
from claims.cli.demonstration.specimen_certificate import Movement, certificate_pdf
from claims.cli.demonstration.specimen_passport import old_korean_passport_jpeg, old_korean_passport_png
from claims.cli.demonstration.specimen_stamp import entry_stamp_jpeg

__all__ = [
    "Movement",
    "boarding_pass_heic",
    "certificate_pdf",
    "entry_stamp_jpeg",
    "old_korean_passport_jpeg",
    "old_korean_passport_png",
]

"""Read what is left of a refused upload and throw it away. This is where a browser that is still sending gets to hear the answer."""

from flask import request
from werkzeug.exceptions import HTTPException

from claims.rules.uploads import LIMITS

MOST_BODY_BYTES = 4 * LIMITS.bytes_per_file
CHUNK = 256 * 1024


def drain_body() -> None:
    """Nothing of it is kept. A body that is longer than we are willing to read is cut off."""
    request.max_content_length = MOST_BODY_BYTES
    left = MOST_BODY_BYTES
    try:
        while left > 0 and (chunk := request.stream.read(CHUNK)):
            left -= len(chunk)
    except (HTTPException, OSError):
        return

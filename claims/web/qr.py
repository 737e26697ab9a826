"""QR codes as drawings inside the page: no picture to fetch, no style, dark on white in every colour scheme.

This is where a text becomes squares.
"""

import segno
from markupsafe import Markup

SCALE = 5


def qr_drawing(text: str) -> Markup:
    """An <svg> of the text; the element around it says in words what it is."""
    drawn = segno.make(text, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=SCALE, dark="#000", light="#fff", svgclass="qr", omitsize=False))  # noqa: S704 -- segno draws numbers only

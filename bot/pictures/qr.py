"""A link as a picture to scan, such as from a sheet of paper or another screen."""

from __future__ import annotations

import io

import segno

_SCALE = 12
_QUIET_ZONE = 4
"""Empty modules around it, as ISO/IEC 18004 asks for; it makes it readable in a dark theme too."""


def qr_png(data: str) -> bytes:
    """The QR code of a text, black on white; a quarter of it may be damaged."""
    image = io.BytesIO()
    code = segno.make_qr(data, error="q", boost_error=False)
    code.save(image, kind="png", scale=_SCALE, border=_QUIET_ZONE)
    return image.getvalue()

"""A picture that people chose as the logo of their organisation, made fit to be printed."""

import warnings
from io import BytesIO

from PIL import Image

from domain.errors import NoLogo

MOST = 8 * 1024 * 1024  # bytes of the file
_PIXELS = 40_000_000  # a larger picture is refused before it is unpacked
_SIZE = (900, 300)  # px at most: 60 mm at 380 dots per inch


def fitted(content: bytes) -> bytes:
    """Return the picture as a PNG of at most 900 × 300 pixels; see-through parts become white.

    Raises:
        NoLogo: if it is none, broken, or too large.
    """
    if len(content) > MOST:
        raise NoLogo
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on colour profiles and resolutions, which are dropped anyway
            with Image.open(BytesIO(content), formats=("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")) as read:
                if not 0 < read.width * read.height <= _PIXELS:
                    raise NoLogo
                picture = read.convert("RGBA")
    except NoLogo:
        raise
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise NoLogo from error
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    shown = white.convert("RGB")
    shown.thumbnail(_SIZE)
    written = BytesIO()
    shown.save(written, "PNG", optimize=True)
    return written.getvalue()


def logo_size(picture: bytes) -> tuple[float, float]:
    """Return width and height of a fitted picture on paper, mm: at most 60 × 14."""
    with Image.open(BytesIO(picture)) as read:
        share = min(60 / read.width, 14 / read.height)
        return share * read.width, share * read.height

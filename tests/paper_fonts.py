"""Reads each font of a paper once: pypdf reads them all again for each mark and head it comes to."""

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font  # pypdf has no public name for it

KEPT = "_font_read_once"
"""Where a font's resource keeps what was read of it, which goes when its paper goes."""


def read_once() -> None:
    """Let pypdf keep a font where it found it."""
    read = Font.from_font_resource

    def kept(pdf_font_dict: DictionaryObject) -> Font:
        inside = vars(pdf_font_dict)
        if KEPT not in inside:
            inside[KEPT] = read(pdf_font_dict)
        return inside[KEPT]

    Font.from_font_resource = kept

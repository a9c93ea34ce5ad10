"""The short number of a sheet, on paper and in its QR code: no personal data, and typing errors show."""

from domain.errors import Refused


class NotANumber(Refused):
    """The text is no number of a sheet: a wrong length, a foreign sign, or the check sign does not fit."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

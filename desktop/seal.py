"""Settings about people and sheets, readable only while their file is open."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes


class Seal:
    """Encrypts texts, and turns their names into ones that tell nothing."""

    def __init__(self, key: bytes) -> None:
        """*key* has 32 bytes and belongs to one file."""
        self._key = key

    def name(self, name: str) -> str:
        """Return the name to store under; always the same."""
        return hmac.digest(self._key, name.encode(), hashlib.sha256).hex()[:32]

    def close(self, name: str, text: str) -> str:
        """Return the text as it may be stored under this name."""
        nonce = os.urandom(_NONCE)
        return base64.b64encode(
            nonce + AESGCM(self._key).encrypt(nonce, text.encode(), name.encode())
        ).decode()

    def open(self, name: str, stored: str) -> str:
        """Return the text; empty if it was stored under another name or by another file."""
        try:
            content = base64.b64decode(stored, validate=True)
            return AESGCM(self._key).decrypt(content[:_NONCE], content[_NONCE:], name.encode()).decode()
        except (ValueError, InvalidTag):
            return ""

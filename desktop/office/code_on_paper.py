"""Which recovery code of a file is on paper: nobody is reminded of that one."""

SETTING = "recovery_sheet"
"""The setting of the file that keeps ``which`` of the code that was printed or saved to be printed."""


def which(settings_key: bytes) -> str:
    """Return what tells the code of this key from that of another; a hash that tells nothing of either."""
    import hashlib

    return hashlib.sha256(settings_key).hexdigest()[:16]

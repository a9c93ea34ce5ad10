"""A value sent over the wire and read back."""

from typing import Any

from db.wire import plain
from db.wire.codec import Codec


def there_and_back(known: Codec, value: object) -> Any:
    """Return what arrives; sent on, it is the same bytes."""
    wire = plain.sent(known.encode(value))
    back = known.decode(plain.parsed(wire, len(wire)), "value")
    assert plain.sent(known.encode(back)) == wire
    return back

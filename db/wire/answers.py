"""An answer of the service as it travels: what the function returned, or the refusal with its facts.

A refusal carries no text: its facts are those of the exception, and the window says it in its own language.
"""

import re
from importlib import import_module
from typing import Any, cast

from db.file.errors import StoreError
from db.wire.calls import call_of
from db.wire.codec import Codec, codec_of
from db.wire.plain import Plain, parsed, sent
from db.wire.refusals import Malformed, NotServed
from domain.errors import Refused

LARGEST = 256 << 20  # bytes: the matrix of ten thousand people takes fourteen million
_KIND = re.compile(r"(domain(?:\.[a-z_]+)+|db\.file\.errors|db\.wire\.refusals)\.([A-Z][A-Za-z]+)")


def answered(name: str, answer: object) -> bytes:
    """Return what travels when the function returned this."""
    return sent({"answer": call_of(name).answer.encode(answer)})


def refused(error: Refused | NotServed | StoreError) -> bytes:
    """Return what travels when the act was refused; of a fault of the file never the place."""
    kind = type(error)
    facts: Plain = {} if isinstance(error, StoreError) else codec_of(kind).encode(error)
    return sent({"refused": f"{kind.__module__}.{kind.__name__}", "facts": facts})


def answer(name: str, content: bytes) -> Any:
    """Return what the function returned.

    Raises:
        Refused, NotServed, StoreError, Malformed: as ``read_by``.
    """
    return read_by(call_of(name).answer, content)


def read_by(codec: Codec, content: bytes) -> Any:
    """Return what the answer carries, by the codec of it.

    Raises:
        Refused, NotServed, StoreError: what the service refused, as it was refused there.
        Malformed: if it is no such answer.
    """
    wire = parsed(content, LARGEST)
    if not isinstance(wire, dict):
        raise Malformed("answer")
    told = cast("dict[str, Any]", wire)
    if told.keys() == {"answer"}:
        return codec.decode(told["answer"], "answer")
    if told.keys() != {"refused", "facts"} or not isinstance(told["refused"], str):
        raise Malformed("answer")
    raise _refusal(told["refused"], told["facts"])


def _refusal(name: str, facts: Any) -> Exception:
    found = _KIND.fullmatch(name)
    try:
        kind: Any = None if found is None else getattr(import_module(found[1]), found[2], None)
    except ModuleNotFoundError:
        kind = None
    if not isinstance(kind, type) or not issubclass(kind, Refused | NotServed | StoreError):
        raise Malformed("refused")
    if issubclass(kind, StoreError):
        return kind() if kind.__init__ is StoreError.__init__ else StoreError()
    return codec_of(kind).decode(facts, "facts")

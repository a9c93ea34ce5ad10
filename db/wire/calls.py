"""How a function of the table is called over a wire."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from db import models
from db.wire import codec
from db.wire.codec import Call
from domain.progress import Progress


@cache
def function(name: str) -> Callable[..., Any]:
    """Return the function that the table calls by its room, module and name."""
    module, _, called = name.rpartition(".")
    return getattr(import_module(f"db.{module}"), called)


@cache
def call_of(name: str) -> Call:
    """Return what the function takes and answers; how far it has come is reported to nobody."""
    models.load()
    return codec.call_of(function(name), frozenset({Progress}))

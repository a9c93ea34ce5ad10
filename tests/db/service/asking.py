"""An account at work: a login that asks the service as a client would, over bytes alone."""

import uuid
from typing import Any

from db.service.acts import Acts
from db.wire import answers
from db.wire.calls import call_of, function
from db.wire.plain import sent
from domain.login import Login


class Account:
    """Whoever is logged in, and the service asked."""

    def __init__(self, acts: Acts, login: Login) -> None:
        self.acts, self.login = acts, login

    def ask(self, name: str, *args: object, act_id: uuid.UUID | None = None, **more: object) -> Any:
        """Return what the function answers; a refusal is raised as it is at a window."""
        call = call_of(name)
        places = [one for one in function(name).__annotations__ if one in call.arguments]
        told = dict(zip(places, args, strict=False)) | more
        content = self.raw(name, sent(call.encode(told)), act_id or uuid.uuid4())
        return answers.answer(name, content)

    def raw(self, name: str, arguments: bytes, act_id: uuid.UUID | None = None) -> bytes:
        """Return the bytes that leave the service."""
        return self.acts.act(self.login, name, arguments, act_id)

"""A draft of the shipped model."""

from dataclasses import replace

from db.file.store import Store
from db.framework import drafts, editions
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.framework import Kind
from domain.framework.profile import Phase
from domain.text import Text
from tests.db import sample

POST = "manager-"


def begun(store: Store) -> tuple[int, Edition]:
    """Begin a draft of the shipped model."""
    draft = store.write(drafts.begin, sample.framework(store).id)
    return draft, store.read(editions.content, draft)


def with_own_item(content: Edition) -> Edition:
    return edit.add_item(
        content, "0e7a1b52-9d1c-4d55-8f3e-1f6a3c2b9a10", Kind.KNOWLEDGE, "F1", Text("чат-бот")
    )


def post(content: Edition) -> str:
    return next(one.key for one in content.profiles if one.phase is Phase.POST)


def published(store: Store, note: str = "Чат-бот вошёл в работу") -> int:
    """Publish a second edition: K40 more, one target higher, S32 gone."""
    draft, content = begun(store)
    base = store.read(editions.content, 1)
    content = edit.drop_item(with_own_item(content), "S32")
    target = replace(content.profile(post(content)).targets["K06"], level=4)
    store.write(drafts.put, draft, edit.set_target(content, base, post(content), "K06", target))
    store.write(drafts.publish, draft, note, store.read(editions.impact, draft))
    return draft

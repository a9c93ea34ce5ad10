"""The second edition of the model in the demo: what it changes, and what became of each item."""

from uuid import NAMESPACE_URL, uuid5

from db.framework import drafts, editions
from desktop.office.demo.demo_story import Content, Story
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.framework import Kind, Question
from domain.framework.version_map import Fate, Link
from domain.text import Text


def tell(story: Story) -> None:
    """Publish the second edition; cases already open stay on the first one."""
    told = story.content["edition"]
    story.store.act_as(story.people[told["by"]])
    base = story.framework.id
    draft = story.store.write(drafts.begin, base)
    content = _changed(story.store.read(editions.content, draft), told)
    story.store.write(drafts.put, draft, content)
    story.store.write(drafts.relate, draft, _links(story.store.read(editions.content, base), content, told))
    story.store.write(drafts.publish, draft, told["note"])
    story.renew()


def _changed(content: Edition, told: Content) -> Edition:
    """Return the content of the second edition."""
    for code, text in told["reworded"].items():
        content = edit.reword_item(content, code, _text(text), content.item(code).label)
    for one in told["merged"]:
        for code in one["of"]:
            if code != one["into"]:
                content = edit.drop_item(content, code)
        content = edit.reword_item(content, one["into"], _text(one["text"]), _text(one["label"]))
    for one in told["split"]:
        old = content.item(one["of"])
        content = edit.reword_item(content, old.code, _text(one["into"]["text"]), _text(one["into"]["label"]))
        content = _with_new(content, old.kind, old.function, one["and"])
    for one in told["new"]:
        content = _with_new(content, Kind(one["kind"]), one["function"], one)
    for code in told["dropped"]:
        content = edit.drop_item(content, code)
    return content


def _links(base: Edition, content: Edition, told: Content) -> tuple[Link, ...]:
    """Return the confirmed map of versions: one line for every item of either edition."""
    links = [Link(Fate.MERGED, tuple(one["of"]), (one["into"],)) for one in told["merged"]]
    parts = {one["of"]: (one["of"], _code(content, one["and"])) for one in told["split"]}
    links += [Link(Fate.SPLIT, (old,), new) for old, new in parts.items()]
    links += [Link(Fate.NEW, (), (_code(content, one),)) for one in told["new"]]
    links += [Link(Fate.DROPPED, (code,), ()) for code in told["dropped"]]
    named = {code for one in links for code in (*one.old, *one.new)}
    links += [
        Link(Fate.REWORDED if one.code in told["reworded"] else Fate.SAME, (one.code,), (one.code,))
        for one in base.items
        if one.code not in named
    ]
    return tuple(links)


def _with_new(content: Edition, kind: Kind, function: str, one: Content) -> Edition:
    """Add an item with its question."""
    key = str(uuid5(NAMESPACE_URL, f"merilo:demo:{one['label']['ru']}"))
    content = edit.add_item(content, key, kind, function, _text(one["text"]), _text(one["label"]))
    code, asked = _code(content, one), one["question"]
    question = Question(
        code,
        asked["kind"],
        asked["minutes"],
        _text(asked),
        _text(one["weak"]),
        _text(one["adequate"]),
        _text(one["strong"]),
    )
    return edit.ask(content, code, question)


def _code(content: Edition, one: Content) -> str:
    """Return the code assigned to the item with this label."""
    return next(item.code for item in content.items if item.label == _text(one["label"]))


def _text(pair: Content) -> Text:
    return Text(pair["ru"], pair["en"])

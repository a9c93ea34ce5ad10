"""Every paper of the example comes over a wire as the file gives it, and is asked for by plain values."""

from collections.abc import Iterator
from inspect import signature
from typing import Any

import pytest

from db.file.store import Store
from db.papers import issuing
from db.wire import answers, plain
from db.wire.calls import call_of, function
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import OF, papers_of
from desktop.office.papers.registry import DOCUMENTS
from domain.papers.kinds import NUMBERED
from tests import prepared

FIRST = 2  # subjects of each kind: others show nothing else


class Wire:
    """The reading verb of a server of the organisation: a name and bytes go out, bytes come back."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: set[str] = set()

    def read(self, f: Any, *args: Any, **kwargs: Any) -> Any:
        name = f"{f.__module__}.{f.__name__}".removeprefix("db.")
        self.asked.add(name)
        call, told = call_of(name), signature(f).bind(None, *args, **kwargs).arguments
        del told["session"]
        arguments = call.decode(plain.parsed(plain.sent(call.encode(told))))
        answer = self._store.read(function(name), **arguments)
        return answers.answer(name, answers.answered(name, answer))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("travel") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()


def test_every_paper_of_the_example_comes_over_a_wire_as_the_file_gives_it(example: Store) -> None:
    wire, kinds = Wire(example), set[str]()
    for kind, ids in demo_papers.papers(example, demo.TODAY):
        for one in ids[:FIRST]:
            asked = Asked(one, None, demo.TODAY)
            assert papers_of(wire.read, kind, asked) == papers_of(example.read, kind, asked), kind
        kinds.add(kind)
    assert kinds == {*DOCUMENTS}
    assert all(name.startswith("papers.") for name in wire.asked), "one request for each"


def test_what_gets_a_number_is_read_as_its_paper_is() -> None:
    assert {kind: of.value for kind, (of, _read) in issuing.READ.items()} == NUMBERED
    for kind, (of, read) in issuing.READ.items():
        document = DOCUMENTS[kind]
        assert (OF[document.about], document.read_by()) == (of, read), kind


def test_a_paper_is_asked_for_by_what_a_request_can_say() -> None:
    can = {*Asked.__dataclass_fields__} | {"session", "document"}
    for document in DOCUMENTS.values():
        subject, *rest = [name for name in signature(document.read_by()).parameters if name not in can]
        assert subject.endswith("_id") and not rest, document.key

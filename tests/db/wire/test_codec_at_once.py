"""Many ask at the first moment of a service: none is answered by a codec that is only half made."""

import sys
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from db.wire import codec
from domain.mark import Mark

AT_ONCE, ROUNDS = 8, 50


@pytest.fixture
def switching() -> Iterator[None]:
    """Let threads take turns after each few steps, as a busy machine does now and then."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("switching")
def test_a_codec_that_several_ask_for_at_once_is_whole_for_each_of_them() -> None:
    mark, made = Mark.rated(3), list[object]()
    for _round in range(ROUNDS):
        codec._codec.cache_clear()  # pyright: ignore[reportPrivateUsage]
        together = Barrier(AT_ONCE)

        def ask(together: Barrier = together) -> None:
            together.wait()
            try:
                one = codec.codec_of(Mark)
                made.append(one.decode(one.encode(mark), "mark"))
            except Exception as error:  # what a thread raises would be lost
                made.append(error)

        threads = [Thread(target=ask) for _number in range(AT_ONCE)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert made == [mark] * (AT_ONCE * ROUNDS)

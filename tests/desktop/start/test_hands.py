"""What every walk rests on: a picture counts only when the program has answered what was pressed."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.desktop import hands


def until(busy: bool, process: int) -> None:
    end = time.monotonic() + hands.PATIENCE
    while hands.works(process) is not busy:
        assert time.monotonic() < end


def test_a_program_works_until_it_waits_for_the_next_key() -> None:
    body = "import sys\nsys.stdin.readline()\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", body], stdin=subprocess.PIPE, text=True) as process:
        try:
            until(False, process.pid)
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
            until(True, process.pid)
        finally:
            process.kill()
    until(False, process.pid)


def test_a_picture_is_not_at_rest_while_the_program_works(tmp_path: Path) -> None:
    go = tmp_path / "go"
    body = f"import os\nwhile not os.path.exists({str(go)!r}): pass\ninput()"
    with (
        hands.display(tmp_path / "x") as display,
        subprocess.Popen([sys.executable, "-c", body], stdin=subprocess.PIPE) as process,
        ThreadPoolExecutor(1) as other,
    ):
        try:
            until(True, process.pid)
            rest = other.submit(display.at_rest, process.pid)
            for _look in range(20):
                assert not rest.done()
                assert hands.works(process.pid)
            go.touch()
            assert rest.result(hands.PATIENCE)
        finally:
            process.kill()

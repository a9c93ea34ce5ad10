"""Seen from outside: showing what people wrote opens no file and no connection of the network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.frame.canary import CANARY, CONTROL

TRACER = shutil.which("strace")


@pytest.mark.skipif(TRACER is None, reason="needs strace")
def test_no_screen_and_no_tooltip_opens_what_a_text_names(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    traced = [str(TRACER), "-f", "--seccomp-bpf", "-e", "trace=%file,%network", "-o", str(log)]
    done = subprocess.run(
        [*traced, sys.executable, "-m", "tests.desktop.frame.canary", str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = log.read_text(errors="replace")
    assert CONTROL in calls, "the tracer sees what Qt opens for markup"
    assert CANARY not in calls
    assert "AF_INET" not in calls

"""Parts of files that were never finished are removed, and nothing else is."""

import os
import subprocess
import sys
import time
from pathlib import Path

from db.file import leftovers
from resources import parts

HEX = "0123456789abcdef"
ROOT = Path(__file__).resolve().parents[3]


def test_old_parts_that_bear_our_name_are_removed(tmp_path: Path) -> None:
    ours = (f".merilo-{HEX}.part", f".merilo-{HEX}.part-journal", ".merilo-New.merilo.part")
    others = (".merilo", ".merilo-notes.txt", f".{HEX}.part", "paper.part", ".merilo-Alone.merilo.part")
    for name in (*ours, *others, "Alone.merilo.keys"):
        (tmp_path / name).write_bytes(b"half")
    stage = tmp_path / f".merilo-parts-{HEX}"
    stage.mkdir()
    (stage / "1.pdf").write_bytes(b"half")
    young = tmp_path / f".merilo-{HEX[::-1]}.part"
    old = time.time() - leftovers.OLD - 1
    for one in tmp_path.iterdir():
        os.utime(one, (old, old))
    young.write_bytes(b"being written")
    leftovers.sweep(tmp_path / "nowhere", tmp_path)
    left = {one.name for one in tmp_path.iterdir()}
    assert left == {*others, "Alone.merilo.keys", young.name}, "the last part frees the name of its keys"


def test_what_cannot_be_removed_keeps_nothing_else(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "files"
    elsewhere.mkdir()
    folder.mkdir()
    old = time.time() - leftovers.OLD - 1
    for number in range(8):
        link, part = (folder / f".merilo-{number:015x}{end}.part" for end in "ab")
        link.symlink_to(elsewhere)  # to a folder, which is removed with its content only where it is
        part.touch()
        for one in (link, part):
            os.utime(one, (old, old), follow_symlinks=False)
    leftovers.sweep(folder)
    assert {one.is_symlink() for one in folder.iterdir()} == {True}
    assert elsewhere.exists()


def test_a_part_goes_at_once_when_its_writer_is_gone_and_never_before(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from resources import parts\n"
        "folder = Path(sys.argv[1])\n"
        "parts.beside(folder / 'paper.pdf').write_bytes(b'half')\n"
        "(folder / f'{parts.FOLDER}{parts.mark()}').mkdir()\n"
        "print('written', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"written"
        (part,) = tmp_path.glob(".merilo-*.part")
        elsewhere = part.with_name(f".merilo-{'0' * 8}{part.name[16:]}")  # the same of another computer
        mine = parts.beside(tmp_path / "paper.pdf")
        for one in (elsewhere, mine):
            one.write_bytes(b"half")
        leftovers.sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 4
        writer.kill()
    leftovers.sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {mine, elsewhere}

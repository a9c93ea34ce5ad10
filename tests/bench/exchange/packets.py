"""A sheet sealed and taken, and hostile packets refused: time, size, memory.

The process that reads a hostile packet is the program's own; how much memory that took is asked in one of
ours that does the same: ``python -m tests.bench.exchange.packets FILE``.
"""

import json
import random
import subprocess
import sys
import tempfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.large import highest
from tests.bench.measure import Figure, in_turn, middle, seconds

if TYPE_CHECKING:
    from domain.exchange.packet import SentSheet

TIMES = 9


def figures() -> list[Figure]:
    """Measure one sheet of 71 competencies with words and facts at each, and packets made to take long."""
    from db.exchange import envelope, pairing
    from desktop.office.exchange import reading, sealing
    from domain.canonical import canonical
    from domain.exchange import strict
    from domain.exchange.packet import PacketKind
    from domain.exchange.refusal import NotAccepted
    from domain.progress import Progress
    from tests.desktop.office.exchange.packets import CASE, head, sealed_sheet, sheet

    hr, assessor = pairing.new(), pairing.new()
    known = frozenset({assessor.public.signing})
    case_key, shares = sealing.deal_case(CASE, 3)
    content = _varied(sheet())

    def seal() -> bytes:
        cover = sealed_sheet(assessor, case_key, shares[0], content)
        return envelope.sealed(head(PacketKind.SEALED_SHEET, assessor, hr.public.sealing), cover, assessor)

    packet = seal()
    sealing_, plain = in_turn(
        lambda: seconds(seal), lambda: seconds(lambda: canonical(strict.plain(content))), TIMES
    )
    reading_, opening = in_turn(
        lambda: seconds(lambda: reading.read(packet, hr, known, Progress())),
        lambda: seconds(lambda: envelope.opened(packet, hr.sealing, hr.public.sealing, known)),
        TIMES,
    )
    found = [
        Figure("packet of a sheet: made", middle(sealing_), middle(plain), limit=None, most=0.3),
        Figure("packet of a sheet: read apart", middle(reading_), middle(opening), limit=None, most=1.0),
        Figure("packet of a sheet: size", len(packet) / 1000, 60.0, limit=None, most=60.0, unit="KB"),
    ]
    top = head(PacketKind.SHEET, assessor, hr.public.sealing)
    slowest = largest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, lines in enumerate(_hostile(canonical(strict.plain(top)) + b"\n", envelope.INFLATED)):
            data = _signed(lines, hr.public.sealing, assessor.signing, assessor.public.signing)

            def refused(data: bytes = data) -> None:
                try:
                    reading.read(data, hr, known, Progress())
                except NotAccepted:
                    return
                raise AssertionError("it was taken")

            slowest = max(slowest, min(seconds(refused) for _again in range(3)))
            path = Path(folder) / f"{number}.json"
            told = {"data": data.hex(), "own": hr.public.sealing, "identity": hr.sealing, "known": [*known]}
            path.write_text(json.dumps(told))
            command = [sys.executable, "-m", "tests.bench.exchange.packets", str(path)]
            answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
            largest = max(largest, float(answer))
    found.append(Figure("hostile packet refused", slowest, middle(reading_), limit=None, most=1.0))
    found.append(Figure("… hostile packet, memory", largest, 200.0, limit=None, most=200.0, unit="MB"))
    return found


def _varied(whole: "SentSheet") -> "SentSheet":
    """Return the sheet with other words at each competency: what is the same everywhere takes no room."""
    chance = random.Random(71)

    def words(count: int) -> str:
        return " ".join("".join(chance.choices("абвгдежзиклмнопрстуфхцчшыэюя", k=7)) for _ in range(count))

    return replace(
        whole,
        marks=tuple(replace(one, comment=words(10)) for one in whole.marks),
        facts=tuple(replace(one, text=words(15)) for one in whole.facts),
    )


def _hostile(top: bytes, most: int) -> list[bytes]:
    """Return what would take most time or memory, as long as it may be, and one that is longer."""
    room = most - len(top) - 100
    return [
        top + b"[" * room + b"\n",
        top + b'"' * room + b"\n",
        top + b"[" + b"{}," * (room // 3) + b"{}]\n",
        top + b"[" + b"9" * room + b"]\n",
        top + b"{" + b",".join(b'"%d":0' % one for one in range(room // 12)) + b"}\n",
        b" " * (64 * most),
    ]


def _signed(lines: bytes, recipient: str, signing: str, public: str) -> bytes:
    """Return a packet that a changed program of a known sender makes of these lines."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import encrypt, x25519

    from domain.canonical import canonical

    inside = zlib.compress(lines, 9)
    line = canonical({"for": recipient, "format": 1, "reader": 1})
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing)).sign(
        b"merilo packet 1\0" + line + b"\0" + inside
    )
    whole = bytes.fromhex(public) + signature + inside
    return b"merilo-packet\n" + line + b"\n" + encrypt(whole, [x25519.Recipient.from_str(recipient)])


def _memory(path: Path) -> float:
    """Return the MB that reading the packet takes, the program and the file itself included."""
    from db.exchange import envelope
    from domain.exchange.refusal import NotAccepted

    told = json.loads(path.read_text())
    try:
        envelope.opened(bytes.fromhex(told["data"]), told["identity"], told["own"], told["known"])
    except NotAccepted:
        return highest()
    raise AssertionError("it was taken")


if __name__ == "__main__":
    print(_memory(Path(sys.argv[1])))

"""The key file and the code on paper."""

import json
import os
import random
import stat
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from db.file import keys
from db.file.errors import Damaged, KeysMissing, Newer, Unwritable, WrongPassword, WrongRecoveryCode

PASSWORD = "Ёлка и чай в кружке"
FILE = Path("a.merilo")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.merilo"


def test_a_password_gives_the_key_back_after_it_was_on_the_disk(path: Path) -> None:
    dek = keys.new_dek()
    keys.save(keys.make(dek, PASSWORD, keys.FAST), path)
    assert keys.unlock(keys.load(path), PASSWORD, path) == dek


def test_the_key_itself_and_the_password_are_not_in_the_file(path: Path) -> None:
    dek = keys.new_dek()
    keys.save(keys.make(dek, PASSWORD, keys.FAST), path)
    content = keys.beside(path).read_bytes()
    for secret in (dek, dek.hex().encode(), PASSWORD.encode(), keys.recovery_code(dek).encode()):
        assert secret not in content


def test_fifty_wrong_passwords_open_nothing_and_then_the_right_one_does() -> None:
    dek = keys.new_dek()
    made = keys.make(dek, PASSWORD, keys.FAST)
    for number in range(50):
        with pytest.raises(WrongPassword):
            keys.unlock(made, PASSWORD + str(number), FILE)
    assert keys.unlock(made, PASSWORD, FILE) == dek


def test_no_password_opens_only_the_open_slot() -> None:
    dek = keys.new_dek()
    with pytest.raises(WrongPassword):
        keys.unlock(keys.make(dek, PASSWORD, keys.FAST), None, FILE)
    assert keys.unlock(keys.make(dek, None), None, FILE) == dek


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_password_typed_in_another_form_of_unicode_is_the_same(form: str) -> None:
    dek = keys.new_dek()
    made = keys.make(dek, "Йод и ёж ﬁ ½", keys.FAST)
    typed = unicodedata.normalize(form, "Йод и ёж ﬁ ½")  # type: ignore[arg-type]
    assert keys.unlock(made, typed, FILE) == dek
    with pytest.raises(WrongPassword):
        keys.unlock(made, "Йод и еж ﬁ ½", FILE)


def test_a_real_password_costs_what_was_decided() -> None:
    made = keys.make(keys.new_dek(), PASSWORD)
    assert isinstance(made.slot, keys.PasswordSlot)
    assert made.slot.cost == keys.Cost(memory=256 * 1024, passes=3, lanes=4)


def test_a_slot_moved_to_another_file_or_made_cheaper_does_not_open() -> None:
    dek = keys.new_dek()
    made = keys.make(dek, PASSWORD, keys.FAST)
    other = keys.make(dek, PASSWORD, keys.FAST)
    with pytest.raises(WrongPassword):
        keys.unlock(replace(made, file_id=other.file_id), PASSWORD, FILE)
    assert isinstance(made.slot, keys.PasswordSlot)
    with pytest.raises(WrongPassword):
        keys.unlock(replace(made, slot=replace(made.slot, cost=keys.Cost(65, 1, 1))), PASSWORD, FILE)


def test_only_the_key_of_the_file_fits() -> None:
    dek = keys.new_dek()
    made = keys.make(dek, None)
    assert keys.fits(made, dek)
    assert not keys.fits(made, keys.new_dek())


def test_a_new_password_shuts_out_the_old_one(path: Path) -> None:
    dek = keys.new_dek()
    first = keys.anchored(keys.make(dek, PASSWORD, keys.FAST), dek, 3, "ab" * 32)
    second = keys.with_password(first, dek, "другой пароль 12")
    keys.save(second, path)
    found = keys.load(path)
    assert keys.unlock(found, "другой пароль 12", path) == dek
    with pytest.raises(WrongPassword):
        keys.unlock(found, PASSWORD, path)
    assert (found.file_id, found.anchor) == (first.file_id, first.anchor)


def test_the_anchor_holds_only_as_it_was_written() -> None:
    dek = keys.new_dek()
    made = keys.make(dek, None)
    assert not keys.anchor_holds(made, dek)
    noted = keys.anchored(made, dek, 7, "cd" * 32)
    assert keys.anchor_holds(noted, dek)
    assert noted.anchor is not None
    assert not keys.anchor_holds(replace(noted, anchor=replace(noted.anchor, seq=6)), dek)


def test_the_key_file_is_for_its_owner_alone_and_leaves_no_part(path: Path) -> None:
    keys.save(keys.make(keys.new_dek(), None), path)
    keys.save(keys.make(keys.new_dek(), None), path)
    assert [found.name for found in path.parent.iterdir()] == ["a.merilo.keys"]
    if os.name != "nt":
        assert stat.S_IMODE(keys.beside(path).stat().st_mode) == 0o600


def test_a_key_file_that_cannot_be_written_leaves_the_old_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.save(keys.make(keys.new_dek(), None), path)
    before = keys.beside(path).read_bytes()

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(Unwritable) as caught:
        keys.save(keys.make(keys.new_dek(), None), path)
    assert caught.value.path == keys.beside(path)
    assert keys.beside(path).read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_a_missing_key_file_is_named(path: Path) -> None:
    with pytest.raises(KeysMissing) as caught:
        keys.load(path)
    assert caught.value.keys_path.name == "a.merilo.keys"


def test_a_broken_key_file_is_damaged_and_never_a_crash(path: Path) -> None:
    made = keys.anchored(keys.make(dek := keys.new_dek(), PASSWORD, keys.FAST), dek, 1, "ab" * 32)
    keys.save(made, path)
    where = keys.beside(path)
    good = json.loads(where.read_bytes())
    slot = good["slots"][0]
    broken: list[object] = [
        [],
        7,
        good | {"format": "other"},
        good | {"version": 0},
        good | {"version": "2"},
        good | {"slots": []},
        good | {"slots": [slot, slot]},
        good | {"slots": [slot | {"kind": "magic"}]},
        good | {"slots": [slot | {"memory_kib": 1 << 30}]},
        good | {"slots": [slot | {"memory_kib": 1}]},
        good | {"slots": [slot | {"passes": 0}]},
        good | {"slots": [slot | {"lanes": 99}]},
        good | {"slots": [slot | {"lanes": True}]},
        good | {"slots": [slot | {"passes": "3"}]},
        good | {"slots": [slot | {"salt": "AAAA"}]},
        good | {"slots": [slot | {"wrapped": "ж"}]},
        good | {"file_id": "no"},
        good | {"check": 5},
        good | {"journal": {"seq": 1.5, "head": "00", "tag": "00"}},
        good | {"journal": "x"},
    ]
    texts = [json.dumps(content).encode() for content in broken]
    for content in [b"", b"{", b"\xff\xfe", b"[" * 100_000, *texts]:
        where.write_bytes(content)
        with pytest.raises(Damaged) as caught:
            keys.load(path)
        assert caught.value.path == where


def test_a_key_file_of_a_newer_program_is_called_newer_and_not_damaged(path: Path) -> None:
    keys.save(keys.make(keys.new_dek(), PASSWORD, keys.FAST), path)
    where = keys.beside(path)
    newer = json.loads(where.read_bytes()) | {"version": keys.VERSION + 1, "slots": "of a kind not known yet"}
    where.write_text(json.dumps(newer), encoding="utf-8")
    with pytest.raises(Newer) as caught:
        keys.load(path)
    assert caught.value.path == where
    assert (caught.value.file_version, caught.value.program_version) == (2, 1)


def test_a_key_file_damaged_at_any_byte_never_gives_another_key(path: Path) -> None:
    dek = keys.new_dek()
    keys.save(keys.make(dek, PASSWORD, keys.FAST), path)
    where = keys.beside(path)
    good = where.read_bytes()
    for position in range(0, len(good), 3):
        where.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        try:
            found = keys.load(path)
            assert keys.unlock(found, PASSWORD, path) == dek
        except (Damaged, WrongPassword):
            pass


def test_the_code_is_eight_groups_of_seven_and_is_the_key() -> None:
    dek = keys.new_dek()
    code = keys.recovery_code(dek)
    assert [len(group) for group in code.split("-")] == [7] * 8
    assert not set(code) & set("01OI")
    assert keys.dek_of(code, FILE) == dek


@pytest.mark.parametrize("dek", [bytes(32), b"\xff" * 32])
def test_the_code_of_an_extreme_key_is_whole_too(dek: bytes) -> None:
    assert keys.dek_of(keys.recovery_code(dek), FILE) == dek


def test_blanks_dashes_case_and_a_russian_layout_are_forgiven() -> None:
    dek = random.Random(5).randbytes(32)
    code = keys.recovery_code(dek)
    twins = str.maketrans("ABCEHKMPTYX", "АВСЕНКМРТУХ")
    for typed in (
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' – ')}\n",
        code.translate(twins),
        code.translate(twins).lower(),
    ):
        assert keys.dek_of(typed, FILE) == dek


def test_no_single_mistyped_character_is_accepted() -> None:
    chance = random.Random(20)
    tried = 0
    while tried < 20_000:
        code = keys.recovery_code(chance.randbytes(32))
        for _ in range(200):
            at = chance.randrange(len(code))
            other = chance.choice(keys.ALPHABET)
            if code[at] in ("-", other):
                continue
            with pytest.raises(WrongRecoveryCode):
                keys.dek_of(code[:at] + other + code[at + 1 :], FILE)
            tried += 1


def test_no_swapped_neighbours_lost_or_doubled_character_is_accepted() -> None:
    code = keys.recovery_code(random.Random(6).randbytes(32)).replace("-", "")
    for at in range(len(code) - 1):
        if code[at] != code[at + 1]:
            with pytest.raises(WrongRecoveryCode):
                keys.dek_of(code[:at] + code[at + 1] + code[at] + code[at + 2 :], FILE)
        for typed in (code[:at] + code[at + 1 :], code[: at + 1] + code[at:]):
            with pytest.raises(WrongRecoveryCode):
                keys.dek_of(typed, FILE)


@pytest.mark.parametrize("typed", ["", "код", "0" * 56, "O" * 56, "²" * 56, "A" * 57, "\0" * 56])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongRecoveryCode):
        keys.dek_of(typed, FILE)

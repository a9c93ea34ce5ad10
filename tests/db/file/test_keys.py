"""The key file and the code on paper."""

import json
import os
import random
import shutil
import stat
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from db.file import keys
from db.file.errors import Damaged, KeysMissing, Newer, Unwritable, WrongPassword, WrongRecoveryCode
from tests.db.conftest import DEK
from tests.db.conftest import PASSWORD as VERSION_12

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


def test_a_real_password_costs_what_was_decided_and_opens(
    strong: keys.Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "STRONG", strong)
    dek = keys.new_dek()
    made = keys.make(dek, PASSWORD)
    (slot,) = made.slots
    assert isinstance(slot, keys.PasswordSlot)
    assert slot.cost == keys.Cost(memory=256 * 1024, passes=3, lanes=4)
    assert keys.unlock(made, PASSWORD, FILE) == dek


def test_a_slot_moved_to_another_file_or_made_cheaper_does_not_open() -> None:
    dek = keys.new_dek()
    made = keys.make(dek, PASSWORD, keys.FAST)
    other = keys.make(dek, PASSWORD, keys.FAST)
    with pytest.raises(WrongPassword):
        keys.unlock(replace(made, file_id=other.file_id), PASSWORD, FILE)
    (slot,) = made.slots
    assert isinstance(slot, keys.PasswordSlot)
    with pytest.raises(WrongPassword):
        keys.unlock(replace(made, slots=(replace(slot, cost=keys.Cost(65, 1, 1)),)), PASSWORD, FILE)


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
    assert sorted(found.name for found in path.parent.iterdir()) == ["a.merilo.keys", "a.merilo.keys2"]
    if os.name != "nt":
        assert {stat.S_IMODE(one.stat().st_mode) for one in keys.both(path)} == {0o600}


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
    assert len(list(path.parent.iterdir())) == 2


def test_a_missing_key_file_is_named(path: Path) -> None:
    with pytest.raises(KeysMissing) as caught:
        keys.load(path)
    assert caught.value.keys_path.name == "a.merilo.keys"


def test_a_broken_key_file_is_damaged_and_never_a_crash(path: Path) -> None:
    made = keys.anchored(keys.make(dek := keys.new_dek(), PASSWORD, keys.FAST), dek, 1, "ab" * 32)
    keys.save(made, path)
    where = keys.beside(path)
    keys.both(path)[1].unlink()
    good = json.loads(where.read_bytes())
    del good["sum"]  # as in the first key files: what is broken is seen without it
    slot = good["slots"][0]
    broken: list[object] = [
        [],
        7,
        good | {"format": "other"},
        good | {"version": 0},
        good | {"version": "2"},
        good | {"slots": []},
        good | {"slots": slot},
        good | {"slots": [slot] * 9},
        good | {"slots": [slot, "magic"]},
        good | {"slots": [slot, {"kind": 7}]},
        good | {"slots": [slot | {"kind": "magic"}]},
        good | {"slots": [slot | {"memory_kib": 1 << 30}]},
        good | {"slots": [slot | {"memory_kib": (512 << 10) + 1}]},
        good | {"slots": [slot | {"passes": 7}]},
        good | {"sum": "00"},
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
        good | {"more": "x" * keys.LARGEST},
    ]
    texts = [json.dumps(content).encode() for content in broken]
    texts.append(where.read_bytes().replace(b"{", b'{"version": 1,', 1))
    for content in [b"", b"{", b"\xff\xfe", b"[" * 100_000, *texts]:
        where.write_bytes(content)
        with pytest.raises(Damaged) as caught:
            keys.load(path)
        assert caught.value.path == where


def test_an_old_key_file_without_a_sum_or_a_second_copy_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.merilo"
    shutil.copyfile(Path(__file__).with_name("version_12.keys"), keys.beside(path))
    assert b'"sum"' not in keys.beside(path).read_bytes()
    assert keys.unlock(keys.load(path), VERSION_12, path) == DEK


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
    keys.both(path)[1].unlink()
    good = where.read_bytes()
    for position in range(0, len(good), 3):
        where.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        try:
            found = keys.load(path)
            assert keys.unlock(found, PASSWORD, path) == dek
        except Damaged:
            pass


def test_slots_of_a_later_program_are_left_alone_and_kept_when_the_password_changes(path: Path) -> None:
    dek = keys.new_dek()
    keys.save(keys.make(dek, PASSWORD, keys.FAST), path)
    where = keys.beside(path)
    content = json.loads(where.read_bytes())
    magic = {"kind": "magic", "for": "Отдел", "wrapped": [1, 2]}
    content["slots"].insert(0, magic)
    del content["sum"]
    where.write_text(json.dumps(content), encoding="utf-8")
    found = keys.load(path)
    assert not found.open
    assert keys.unlock(found, PASSWORD, path) == dek
    keys.save(keys.with_password(found, dek, "другой пароль 12"), path)
    assert json.loads(where.read_bytes())["slots"][1] == magic
    assert keys.unlock(keys.load(path), "другой пароль 12", path) == dek


def test_two_passwords_open_one_file(path: Path) -> None:
    dek = keys.new_dek()
    first = keys.make(dek, PASSWORD, keys.FAST)
    second = keys.make(dek, "другой пароль 12", keys.FAST, first.file_id)
    keys.save(replace(first, slots=first.slots + second.slots), path)
    found = keys.load(path)
    assert keys.unlock(found, PASSWORD, path) == keys.unlock(found, "другой пароль 12", path) == dek
    with pytest.raises(WrongPassword):
        keys.unlock(found, "третий пароль 12", path)


@pytest.mark.parametrize("harm", [None, b"", b"{", "flip"])
def test_a_lost_or_damaged_first_copy_is_read_from_the_second_and_mended(
    path: Path, harm: bytes | str | None
) -> None:
    made = keys.make(keys.new_dek(), PASSWORD, keys.FAST)
    keys.save(made, path)
    first, second = keys.both(path)
    good = first.read_bytes()
    assert second.read_bytes() == good
    for one in (first, second):
        at = good.index(b'"wrapped": "') + 20
        if harm is None:
            one.unlink()
        else:
            other = good[:at] + (b"A" if good[at : at + 1] != b"A" else b"B") + good[at + 1 :]
            one.write_bytes(other if isinstance(harm, str) else harm)
        assert keys.load(path) == made
        keys.mend(made, path)
        assert first.read_bytes() == second.read_bytes() == good


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

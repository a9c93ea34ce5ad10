"""Keys in the window: read aloud, compared, known, withdrawn, saved as a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.exchange import keys as ledger
from db.exchange import pairing
from db.people import organisation
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.keys_dialog import KeysDialog
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.office.exchange import sending
from tests.desktop.exchange.hands import At, dialog, window
from tests.desktop.office.exchange.places import place


def test_a_key_is_known_once_the_right_groups_are_typed_and_can_be_withdrawn(
    at: At, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr, other = place(tmp_path / "hr.merilo", "Соколова"), place(tmp_path / "other.merilo", "Громов")
    file = tmp_path / "any name.bin"
    file.write_bytes(sending.pairing_file(other.store))
    context = at(hr)
    room = window(context, qtbot)
    shown = KeysDialog(context, room)
    shown.open()
    own = hr.store.read(ledger.own)
    assert own is not None and shown.groups.text() == own.public.groups
    words = {one.text(): one.mapTo(shown, QPoint()).x() for one in shown.findChildren(QLabel)}
    assert words["Keys"] == words["Known keys"]
    assert words["Keys"] == words["None yet. Ask your assessors for the key files of their files."]
    monkeypatch.setattr(files, "open_file", lambda *_all: file)
    shown.add_button.click()
    form = dialog(qtbot, AddKeyForm)
    assert form.person.text == "Громов", "as the file says"
    form.groups.line.setText("0000 0000 0000 0000 0000 0000")
    form.act_button.click()
    assert form.isVisible() and "other groups" in form.groups.note
    assert hr.store.read(ledger.known) == ()
    form.groups.line.setText(pairing.read(file.read_bytes()).keys.groups.lower())
    form.act_button.click()
    (known,) = hr.store.read(ledger.known)
    assert known.name == "Громов" and not hr.store.read(people.person, known.person_id).is_actor
    qtbot.waitUntil(lambda: bool(shown.withdraw_buttons))
    button = shown.withdraw_buttons[known.id]
    button.click()  # type: ignore[attr-defined]
    question = dialog(qtbot, Question)
    question.act.click()
    qtbot.waitUntil(lambda: not shown.withdraw_buttons)
    assert hr.store.read(ledger.known)[0].withdrawn_on is not None
    for one in (hr, other):
        one.store.close()


def test_the_key_file_is_saved_where_one_says(
    at: At, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = place(tmp_path / "hr.merilo", "Соколова")
    context = at(hr)
    room = window(context, qtbot)
    shown = KeysDialog(context, room)
    monkeypatch.setattr(files, "save_as", lambda *_all: tmp_path / "mine.merilo-key")
    with qtbot.waitSignal(shown.exported) as written:
        shown.save_button.click()
    assert written.args == [(tmp_path / "mine.merilo-key",)]
    assert pairing.read((tmp_path / "mine.merilo-key").read_bytes()).name == "Соколова"
    hr.store.close()


def test_the_key_file_is_named_after_whose_it_is(tmp_path: Path) -> None:
    made = place(tmp_path / "any.merilo", "Громов")
    about = made.store.read(organisation.organisation)
    made.store.write(organisation.describe, replace(about, full_name="ООО «Северный узел» / цех 2"))
    sending.own_keys(made.store)
    assert sending.key_name(made.store) == "Ключ Громов ООО Северный узел цех 2.merilo-key"
    whole = "Общество с ограниченной ответственностью «Северный узел связи»"
    made.store.write(organisation.describe, replace(about, full_name=whole))
    named = f"Ключ Громов {whole.replace('«', '').replace('»', '')}.merilo-key"
    assert sending.key_name(made.store) == named, "nothing is cut in the middle of a word"
    made.store.write(organisation.describe, replace(about, full_name="Филиал северных сетей связи " * 9))
    name = sending.key_name(made.store)
    words = {"Ключ", "Громов", "Филиал", "северных", "сетей", "связи"}
    assert set(name.removesuffix(".merilo-key").split()) == words
    assert len(name.encode()) <= 255
    made.store.close()

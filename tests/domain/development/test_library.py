"""An own development action says something, takes time, and is none that the item has already."""

from dataclasses import replace

import pytest

from domain.development.library import LibraryDraft, checked
from domain.development.plan import ActionKind, Library, LibraryAction
from domain.errors import Impossible, Missing, SameAction, TooLong, ZeroHours
from domain.scale import Band
from domain.text import Text

DRAFT = LibraryDraft(ActionKind.SOCIAL, Text("Отработать смену в паре"), Text("Запись в журнале"), 3)


def test_what_was_typed_is_kept_without_blanks_around_it() -> None:
    typed = replace(DRAFT, text=Text("  Отработать смену \n", " "), hours=6)
    assert checked(typed, ()) == replace(DRAFT, text=Text("Отработать смену", None), hours=6)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"text": Text("  ")}, Missing, "text"),
        ({"evidence": Text("")}, Missing, "evidence"),
        ({"text": Text("я" * 3_000)}, TooLong, "text"),
        ({"text": Text("я", "y" * 3_000)}, TooLong, "text_en"),
        ({"weeks": 0}, Impossible, "weeks"),
        ({"weeks": 53}, Impossible, "weeks"),
        ({"hours": -2}, Impossible, "hours"),
        ({"kind": ActionKind.ASSESS}, Impossible, "kind"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(
    wrong: dict[str, object], refusal: type[Missing | TooLong | Impossible], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        checked(replace(DRAFT, **wrong), ())  # pyright: ignore[reportArgumentType]
    assert refused.value.field == field


def test_nought_hours_are_no_answer() -> None:
    with pytest.raises(ZeroHours):
        checked(replace(DRAFT, hours=0), ())


@pytest.mark.parametrize("same", ["отработать  смену в паре.", "Отработать смену в паре"])
def test_the_same_words_twice_are_one_action(same: str) -> None:
    for retired in (False, True):
        with pytest.raises(SameAction) as refused:
            checked(replace(DRAFT, text=Text(same)), [(DRAFT.text, retired)])
        assert refused.value.retired is retired


def test_of_a_kind_the_newest_own_action_stands_for_the_shipped_ones() -> None:
    def action(number: int, kind: ActionKind, *, own: bool = False) -> LibraryAction:
        return LibraryAction(number, "", "K01", kind, 2, Text(str(number)), Text(""), own=own)

    kinds = (ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.FORMAL)
    shipped = [action(number, kind) for number, kind in enumerate(kinds, 1)]
    own = [action(number, ActionKind.SOCIAL, own=True) for number in (4, 5)]
    library = Library({"K01": (*shipped, *own)}, action(9, ActionKind.ASSESS))
    assert [one.id for one in library.pick("K01", Band.SMALL)] == [1, 5]
    assert [one.id for one in library.pick("K01", Band.LARGE)] == [3, 5, 1]

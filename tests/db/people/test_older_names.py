"""Names in a file of an earlier program are found by what is seen of them."""

from contextlib import closing
from pathlib import Path

from db.assessing import people
from db.file import driver
from db.file.store import Store
from tests.db import older
from tests.db.conftest import DEK, PASSWORD


def test_a_name_with_hidden_signs_in_an_older_file_is_found_by_what_is_seen(tmp_path: Path) -> None:
    path = older.version_12(tmp_path)
    with closing(driver.connect(path, DEK)) as raw:
        ((number,),) = raw.execute("SELECT min(id) FROM person").fetchall()
        others = raw.execute("SELECT id, folded FROM person WHERE id <> ? ORDER BY id", (number,)).fetchall()
        raw.execute(
            "UPDATE person SET surname = 'Лебе\u00adдева\u200b', given = 'Chloé', patronymic = '',"
            " code = 'E-7', personnel_no = NULL, folded = 'лебе\u00adдева\u200b chloé e-7' WHERE id = ?",
            (number,),
        )
    with closing(Store.open(path, PASSWORD)) as store:
        assert store.checkup() == ()
        kept = store.read(people.person, number)
        assert kept.surname == "Лебе\u00adдева\u200b", "what was typed stays as it was"
    with closing(driver.connect(path, DEK)) as raw:
        ((folded,),) = raw.execute("SELECT folded FROM person WHERE id = ?", (number,)).fetchall()
        assert folded == kept.folded == "лебедева chloe e-7"
        assert (
            others
            == raw.execute("SELECT id, folded FROM person WHERE id <> ? ORDER BY id", (number,)).fetchall()
        )

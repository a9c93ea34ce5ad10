"""The law of merging that both its tests ask of three files: neither order nor repetition matters."""

from pathlib import Path

from domain.exchange.merging import Keep
from tests.db.exchange import merged

type Three = tuple[Path, ...]


def neither_order_nor_repetition_matters(
    three: Three, password: str | None = merged.PASSWORD, without: merged.Apart = frozenset()
) -> None:
    """Merge closed files both ways, twice, and in two groupings; *without* are cases that are not compared.

    Where both files have signed otherwise, each keeps its own, and nothing is compared.
    """

    def copied(path: Path, name: str) -> Path:
        return merged.forked(path, name)

    def merge(here: Path, there: Path, keep: Keep) -> bool:
        """Return whether each file keeps its own version of something."""
        told = merged.merge(here, there, keep, password=password)
        return any(one.fixed for one in told.conflicts)

    def content(path: Path) -> dict[str, list[str]]:
        with merged.opened(path, password=password) as store:
            assert store.check().problems == ()
            return merged.content(store, without)

    one, two, other = three
    forth, back = copied(one, "1"), copied(two, "2")
    fixed = merge(forth, two, Keep.HERE)
    both = content(forth)
    with merged.opened(forth, password=password) as store:
        marks = merged.signed_marks(store)
    if not fixed:
        merge(back, one, Keep.THERE)
        assert content(back) == both
    merge(forth, two, Keep.HERE)
    assert content(forth) == both
    for file in (one, two):
        with merged.opened(file, password=password) as store:
            lost = merged.signed_marks(store).items() - marks.items()
        assert fixed or {person for (person, _sheet, _item), _mark in lost} <= set(both["erasure"])
    left, right = copied(forth, "3"), copied(two, "4")
    fixed |= merge(right, other, Keep.HERE)
    fixed |= merge(left, other, Keep.HERE)
    last = copied(one, "5")
    fixed |= merge(last, right, Keep.HERE)
    if not fixed:
        assert content(last) == content(left)

"""Which framework a person means: by its title, by what its files are called, or by its key."""

from collections import Counter
from collections.abc import Sequence

from db.framework import editions
from db.framework.editions import EditionLine
from desktop.office.papers.documents import Read
from domain.framework.framework import FrameworkNotNamed, SeveralFrameworks
from domain.text import fold


def key_of(read: Read, lines: Sequence[EditionLine], name: str) -> str:
    """Return the key of the framework with this name; the beginning of one is enough if no other has it.

    Raises:
        FrameworkNotNamed: if none is called so, with the names of all.
        SeveralFrameworks: if several are, with names that tell them apart.
    """
    newest: dict[str, EditionLine] = {}
    for one in lines:
        newest.setdefault(one.key, one)  # of each model the newest edition comes first
    if name in newest:
        return name
    called: dict[str, str] = {key: read(editions.called, one.id) for key, one in newest.items()}
    wanted = fold(name)
    names = {
        key: {fold(text) for text in (called[key], one.title.ru, one.title.en or "") if text}
        for key, one in newest.items()
    }
    found = [key for key, known in names.items() if wanted in known]
    if not found and wanted:
        found = [key for key, known in names.items() if any(one.startswith(wanted) for one in known)]
    if len(found) == 1:
        return found[0]
    alike = Counter(fold(one.title.ru) for one in newest.values())
    titles = tuple(
        newest[key].title.ru if alike[fold(newest[key].title.ru)] == 1 else called[key]
        for key in found or newest
    )
    raise SeveralFrameworks(name, titles) if found else FrameworkNotNamed(name, titles)

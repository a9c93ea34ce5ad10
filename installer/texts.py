"""Keeps the Russian catalogue in step with the code: ``python -m installer.texts update`` and ``check``.

``update`` extracts the texts from the code, keeps their translations and compiles the catalogue; ``check``
changes nothing and lists what is missing, left over or does not match its source.
"""

import io
import string
import sys
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("desktop", "reports", "db", "domain", "resources", "tests/gallery")
"""Packages with texts for people; developers see the gallery of components in both languages."""
RUSSIAN = Path("resources/translations/ru/LC_MESSAGES/merilo.po")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "N_": None}

type Key = tuple[str, str]
"""Context (or "") and the source string (the singular if there are two)."""


def extract(root: Path = ROOT) -> Catalog:
    """Return every text that the code marks for translation."""
    catalogue = Catalog(locale="ru", project="Merilo", charset="utf-8", fuzzy=False)
    for package in PACKAGES:
        if not (root / package).is_dir():
            continue
        found = extract_from_dir(root / package, [("**.py", "python")], keywords=KEYWORDS)
        for file, line, message, _comments, context in found:
            catalogue.add(message, None, [(f"{package}/{file}", line)], context=context)
    return catalogue


def key(message: Message) -> Key:
    """Return the key under which the message is looked up."""
    source = message.id
    return message.context or "", source if isinstance(source, str) else source[0]


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """Return the messages without the header."""
    return {key(message): message for message in catalogue if message.id}


def texts(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a text or its plural forms as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    """Return the names in braces. Raises ValueError if the braces do not close."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults(code: Catalog, russian: Catalog) -> list[str]:
    """Return one line for each fault that keeps the Russian catalogue from being complete and correct."""
    asked, given = messages(code), messages(russian)
    found = [f"not translated: {name[1]!r}" for name in asked.keys() - given.keys()]
    found += [f"in no file any more: {name[1]!r}" for name in given.keys() - asked.keys()]
    for name in asked.keys() & given.keys():
        source, target = texts(asked[name].id), texts(given[name].string)
        if not target or not all(target):
            found.append(f"not translated: {name[1]!r}")
        elif given[name].fuzzy:
            found.append(f"only guessed (fuzzy): {name[1]!r}")
        elif len(target) != (1 if len(source) == 1 else russian.num_plurals):
            found.append(f"wrong number of plural forms: {name[1]!r}")
        else:
            named = set[str]().union(*map(placeholders, source))
            for text in target:
                # a singular form may leave its number out, but no form may use a field that is not given
                if not placeholders(text) <= named or (len(target) == 1 and placeholders(text) != named):
                    found.append(f"other names in braces: {name[1]!r} → {text!r}")
    return sorted(found)


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the ``.mo`` file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def load(path: Path) -> Catalog:
    """Read a ``.po`` file."""
    return read_po(io.BytesIO(path.read_bytes()), locale="ru")


def update(root: Path = ROOT) -> None:
    """Rewrite the catalogue: all texts of the code, known translations, nothing left over; and compile it."""
    path, catalogue = root / RUSSIAN, extract(root)
    old = load(path)
    known = messages(old)
    catalogue.header_comment = old.header_comment
    catalogue.mime_headers = old.mime_headers  # so that the difference between two versions shows only texts
    for name, message in messages(catalogue).items():
        if name in known and texts(known[name].string):
            message.string = known[name].string
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, no_location=True, width=110)
    path.write_bytes(buffer.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(load(path)))


def check(root: Path = ROOT) -> list[str]:
    """Return the faults of the catalogue in its files."""
    path = root / RUSSIAN
    russian = load(path)
    found = faults(extract(root), russian)
    with path.with_suffix(".mo").open("rb") as file:
        if file.read() != compiled(russian):
            found.append(f"{RUSSIAN.with_suffix('.mo')} is not made from {RUSSIAN.name}")
    return found


def main(arguments: list[str]) -> int:
    """Run one of the two commands; return the exit code."""
    if arguments == ["update"]:
        update()
        return 0
    if arguments == ["check"]:
        found = check()
        print("\n".join(found) or "the Russian catalogue is complete")
        if found:
            print(
                "to mend: python -m installer.texts update, then translate in the .po file and update again"
            )
        return 1 if found else 0
    print("usage: python -m installer.texts {update,check}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The notice of licences, made of the parts that ship; and the same in the form that Debian asks for."""

from collections.abc import Sequence

from installer.package.parts import PROGRAM, Part

_HEAD = """\
Merilo {version}: what it is made of, and under which licences
==============================================================

This list is made of the files that ship, not by hand. Where a part offers a choice of licences, the one that
applies here is named. Nothing here is under the GPL alone or under the AGPL.

Qt and PySide6 are under the GNU Lesser General Public License, version 3. They lie in files of their own
(_internal/PySide6 and _internal/shiboken6) and may be replaced by other builds of the same version; nothing
in Merilo prevents that, nor looking into how the program uses them. Their sources are published by The Qt
Company under the same version number.

PyInstaller wrote the small program that starts Merilo. It is under the GNU General Public License, version 2
or later, with an exception that permits to combine it with a program under any other licence.

SQLCipher, cryptography and what they contain hold an OpenSSL of their own, of the version named below: it is
renewed with Merilo and not with the system.

Мерило {version}: из чего состоит программа и на каких лицензиях
----------------------------------------------------------------

Список составлен по файлам, которые входят в программу. Qt и PySide6 распространяются по лицензии LGPL
версии 3: они лежат отдельными файлами, и их можно заменить другой сборкой той же версии. Полные тексты
лицензий — ниже.

"""


def notice(parts: Sequence[Part], version: str) -> str:
    """Return the notice: a table of the parts, and then each licence in its own words, each text once."""
    lines = [_HEAD.format(version=version)]
    width = max(len(_name(part)) for part in parts)
    lines += [f"{_name(part):<{width}}  {part.licence}\n" for part in parts]
    told: dict[str, list[str]] = {}
    for part in parts:
        for text in part.texts:
            told.setdefault("\n".join(line.rstrip() for line in text.strip().splitlines()), []).append(
                _name(part)
            )
    for text, names in told.items():
        rule = "=" * 100
        lines.append(f"\n{rule}\n{'; '.join(names)}\n{rule}\n\n{text}\n")
    return "".join(lines)


def copyright_file(parts: Sequence[Part]) -> str:
    """Return the file that Debian calls copyright; the words of all licences are in the notice beside it."""
    head = (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Merilo\n"
        "Comment: The words of all licences are in third-party.txt beside this file.\n\n"
        "Files: *\n"
        "Copyright: 2026 the authors of Merilo\n"
        "License: Merilo\n"
        " The authors have not published terms for this program yet. They pass it on to you for your\n"
        " own use; the parts named below have the licences named with them.\n"
    )
    names: dict[str, list[str]] = {}
    for part in parts:
        names.setdefault(part.licence, []).append(_name(part))
    more = [
        f"\nFiles: usr/lib/{PROGRAM}/*\nCopyright: the authors of these parts, see third-party.txt\n"
        f"License: {licence.replace(' WITH ', ' with ').replace(' AND ', ' and ')}\n"
        f"Comment: {', '.join(found)}\n"
        for licence, found in sorted(names.items())
    ]
    return head + "".join(more)


def _name(part: Part) -> str:
    name = f"{part.name} {part.version}".strip()
    return f"{name} (in {part.within})" if part.within else name

"""The notice of licences, made of the parts that ship; and the same in the form that Debian asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from installer.package.parts import PROGRAM, Part

_HEAD = """\
Merilo {version}: what it is made of, and under which licences
==============================================================

This list is made of the files that ship, not by hand. Where a part offers a choice of licences, the one that
applies here is named. Nothing here is under the GPL alone or under the AGPL.

Qt and PySide6 are under the GNU Lesser General Public License, version 3. They lie in files of their own
({folder}/PySide6 and {folder}/shiboken6) and may be replaced by other builds of the same version: end Merilo,
put yours in their place under the same names ({qt}), and start it again. It
uses what lies there: of these files it looks only whether they are there, never what is in them. Nothing in
Merilo prevents this, nor looking into how the program uses them. Their sources are published by The Qt
Company under the same version number.

{more}

SQLCipher, cryptography and what they contain hold an OpenSSL of their own, of the version named below: it is
renewed with Merilo and not with the system.

Мерило {version}: из чего состоит программа и на каких лицензиях
----------------------------------------------------------------

Список составлен по файлам, которые входят в программу. Qt и PySide6 распространяются по лицензии LGPL
версии 3: они лежат отдельными файлами, и их можно заменить другой сборкой той же версии. Для этого закройте
Мерило, положите свои файлы на место прежних под теми же именами ({qt})
и запустите программу снова. Полные тексты лицензий — ниже.

"""

_HEAD_OF_SERVER = """\
Merilo server {version}: what it is made of, and under which licences
=====================================================================

This list is made of the files that ship, not by hand. Where a part offers a choice of licences, the one that
applies here is named. Nothing here is under the GPL alone or under the AGPL.

psycopg is under the GNU Lesser General Public License, version 3, libkeyutils and libcrypt inside of it under
version 2.1 or later. They are as their makers built them, in files of their own ({folder}/psycopg,
{folder}/psycopg_binary and {folder}/psycopg_binary.libs), and may be replaced by other builds of the same
version: stop the service, put yours in their place under the same names, and start it again. It uses what
lies there: of these files it looks only whether they are there, never what is in them. Nothing in Merilo
prevents this, nor looking into how the service uses them. Their sources are published by their makers under
the same version number.

{more}

SQLCipher, cryptography and psycopg hold an OpenSSL of their own, of the version named below: it is renewed
with this package and not with the system. TLS towards the windows of people is the system's.

Служба «Мерила» {version}: из чего состоит и на каких лицензиях
---------------------------------------------------------------

Список составлен по файлам, которые входят в пакет. psycopg распространяется по лицензии LGPL версии 3 без
изменений и лежит отдельными файлами; его можно заменить другой сборкой той же версии: остановите службу,
положите свои файлы на место прежних под теми же именами и запустите её снова. Полные тексты лицензий — ниже.

"""


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between systems: where the libraries lie, and what is to be said of this one alone."""

    folder: str
    qt: str
    more: str
    head: str = _HEAD


OF_LINUX = Kind(
    "_internal",
    "_internal/PySide6/Qt/lib/libQt6*.so.6",
    """\
PyInstaller wrote the small program that starts Merilo. It is under the GNU General Public License, version 2
or later, with an exception that permits to combine it with a program under any other licence.""",
)
OF_SERVER = Kind(
    OF_LINUX.folder, "", OF_LINUX.more.replace("starts Merilo", "starts the service"), _HEAD_OF_SERVER
)


def of_windows(python: str) -> Kind:
    """Return what has to be said on Windows; *python* is the version that is carried along."""
    return Kind("app", "app\\PySide6\\Qt6*.dll", _WINDOWS.format(python=python))


_WINDOWS = """\
Merilo carries a Python {python} of its own, for there is no newer one to be had in a way that can be checked.
It lacks what later releases of Python 3.13 mended (up to 3.13.18 when this was written), faults of security
among it: in tarfile, ssl, http, email and tempfile, which Merilo does not use or not on the files of others;
in zipfile, html.parser and Expat, with which it reads the files of others in a process of its own, without
the keys and within limits of memory and time. The OpenSSL of this Python does not come along.

iconv, inside of lxml, is under the GNU Lesser General Public License, version 2.1. lxml lies in files of its
own (app/lxml) and may be replaced by another build of it.

В комплекте — Python {python}. В нём нет исправлений безопасности из более поздних выпусков 3.13. То, чего они
касаются, программа не использует (сеть, архивы tar) или выполняет в отдельном процессе, у которого нет ключей
и ограничены память и время (чтение чужих файлов)."""


def notice(parts: Sequence[Part], version: str, kind: Kind = OF_LINUX) -> str:
    """Return the notice: a table of the parts, and then each licence in its own words, each text once."""
    lines = [kind.head.format(version=version, folder=kind.folder, qt=kind.qt, more=kind.more)]
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


def copyright_file(parts: Sequence[Part], program: str = PROGRAM) -> str:
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
        f"\nFiles: usr/lib/{program}/*\nCopyright: the authors of these parts, see third-party.txt\n"
        f"License: {licence.replace(' WITH ', ' with ').replace(' AND ', ' and ')}\n"
        f"Comment: {', '.join(found)}\n"
        for licence, found in sorted(names.items())
    ]
    return head + "".join(more)


def _name(part: Part) -> str:
    name = f"{part.name} {part.version}".strip()
    return f"{name} (in {part.within})" if part.within else name

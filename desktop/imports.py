"""Speeds up imports after Qt; import it once, before anything large.

PySide reads the source of every module imported after QtCore to see whether it uses ``__feature__``. Ours
never do, and that reading takes a tenth of the start.
"""

import sys

import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport]  # brings the module below

_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):  # internal to PySide: without it everything works, only slower
    setattr(_feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010  # pyright: ignore[reportUnknownLambdaType]

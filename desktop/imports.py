"""Makes importing quick after Qt: once, by being imported before anything that is large.

PySide reads the source of every module imported after QtCore to learn which may ask for ``__feature__``.
Ours never do, and all that reading is a tenth of the start.
"""

import sys

import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport]  # brings the module below

_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):  # inside PySide: without it all goes on, only slower
    setattr(_feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010  # pyright: ignore[reportUnknownLambdaType]

"""Modules that nothing leads to: on Linux the freezing leaves them out, for Windows they are listed here."""

import re

OF_PYTHON = (
    "__hello__",
    "__phello__",
    "_android_support",
    "_apple_support",
    "_ios_support",
    "_osx_support",
    "_pyrepl",
    "antigravity",
    "cProfile",
    "compileall",
    "ctypes/_aix",
    "ctypes/macholib",
    "curses",
    "dbm",
    "email/architecture",
    "ensurepip",
    "filecmp",
    "fileinput",
    "graphlib",
    "http/cookies",
    "imaplib",
    "json/tool",
    "mailbox",
    "modulefinder",
    "optparse",
    "pickletools",
    "plistlib",
    "poplib",
    "profile",
    "pstats",
    "pty",
    "pyclbr",
    "pydoc_data",
    "sched",
    "shelve",
    "site-packages",
    "smtplib",
    "sqlite3",
    "symtable",
    "tabnanny",
    "this",
    "trace.",
    "unittest",
    "urllib/robotparser",
    "wave",
    "wsgiref",
    "xmlrpc/server",
    "zipapp",
)
"""The beginnings of their places among the modules of the Python that is carried along."""

OF_LIBRARIES = re.compile(
    r"PIL/(BdfFontFile|ContainerIO|FontFile|GdImageFile|PSDraw|PcfFontFile|TarIO|WalImageFile)\."
    r"|PIL/Image(Draw|Draw2|Enhance|Font|Grab|Math|Morph|Path|Stat|Text|Transform)\.|PIL/_imaging(math|morph)\."
    r"|annotated_types/test_cases\."
    r"|charset_normalizer/cli/"
    r"|cryptography/(cobblestone|fernet)\.|cryptography/(x509|hazmat/asn1)/"
    r"|cryptography/hazmat/primitives/(serialization|twofactor)/"
    r"|cryptography/hazmat/primitives/asymmetric/(dh|dsa|ed448|mldsa|mlkem|x448)\."
    r"|icalendar/cli\."
    r"|lxml/(builder|cssselect|html|includes|isoschematron|objectify|sax)\b"
    r"|mako/(cmd|lookup)\.|mako/testing/"
    r"|mako/ext/(autohandler|babelplugin|beaker_cache|extract|linguaplugin|preprocessors|turbogears)\."
    r"|openpyxl/utils/(dataframe|inference)\."
    r"|petrovich/cli\.|pymorphy3/cli\."
    r"|pydantic/(mypy\.|v1/)"
    r"|pypdf/annotations/"
    r"|rapidfuzz/(__pyinstaller/|distance/metrics_cpp\.)"
    r"|reportlab/graphics/(samples/|svgpath\.|testdrawings\.|widgets/(adjustableArrow|eventcal|grids|table)\.)"
    r"|reportlab/graphics/charts/(axes|barcharts|dotbox|doughnut|linecharts|lineplots|markers|slidebox|spider)\."
    r"|reportlab/lib/(codecharts|fontfinder|pygments2xpre|testutils|yaml)\."
    r"|reportlab/pdfbase/(_can_cmap_data|_cidfontdata|cidfonts|pdfform|pdfpattern)\."
    r"|reportlab/platypus/(figures|para|tableofcontents)\."
    r"|sqlalchemy/ext/(associationproxy|automap|horizontal_shard|hybrid|indexable|instrumentation|mutable)\."
    r"|sqlalchemy/ext/(declarative/|orderinglist\.|serializer\.)|sqlalchemy/testing/"
    r"|sqlalchemy/dialects/(mssql|mysql|oracle)/|sqlalchemy/dialects/.*/provision\."
    r"|sqlalchemy/(connectors/(pyodbc|aioodbc)|util/tool_support)\."
    r"|sqlmodel/(\.agents|ext)/"
    # The same compiled lies beside these.
    r"|(charset_normalizer/(cd|md)|lxml/_elementpath|sqlalchemy/.*_cy)\.py"
)
"""Their places below the folder of modules; what they alone would load is in it too."""

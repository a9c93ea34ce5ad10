"""What no metadata of a package says: licences left out, libraries inside of libraries, what lies beside."""

from typing import NamedTuple


class Inside(NamedTuple):
    """A library within another one; *version* is empty where nothing tells it."""

    name: str
    version: str
    licence: str


SPELLED = {
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "MIT License, Expat": "MIT",
}
"""Names of licences in the packages' own words."""

READ = {"pyrage": "MIT", "reportlab": "BSD-3-Clause", "sqlcipher3": "Zlib"}
"""Packages whose metadata has no licence, or only a sentence: what the file beside it says."""

STATIC: dict[str, tuple[Inside, ...]] = {
    "argon2-cffi-bindings": (Inside("Argon2", "", "CC0-1.0 OR Apache-2.0"),),
    "cffi": (Inside("libffi", "", "MIT"),),
    "charset-normalizer": (),
    "cryptography": (),  # its own list names OpenSSL and the crates of Rust
    "lxml": (
        Inside("libxml2", "", "MIT"),
        Inside("libxslt", "", "MIT"),
        Inside("zlib", "", "Zlib"),
    ),
    "markupsafe": (),
    "psycopg-binary": (),  # its libraries lie in files of their own
    "pillow": (Inside("zlib-ng", "", "Zlib"),),
    "pydantic-core": (),
    "pyrage": (),
    "pyside6-essentials": (Inside("Qt", "", "LGPL-3.0-only"),),
    "pyside6-pdf": (Inside("PDFium", "", "BSD-3-Clause AND Apache-2.0"),),
    "python-calamine": (),
    "pyyaml": (Inside("libyaml", "", "MIT"),),
    "rapidfuzz": (),
    "shiboken6": (),
    "sqlalchemy": (),
    "sqlcipher3": (
        Inside("SQLCipher", "", "BSD-3-Clause"),
        Inside("SQLite", "", "blessing"),
        Inside("OpenSSL", "", "Apache-2.0"),
    ),
}
"""What was compiled into a package. One with compiled code that is not named here is refused."""

LIBRARIES = {
    "libEGL": "MIT AND BSD-1-Clause",
    "libGL": "MIT AND BSD-1-Clause",
    "libXau": "X11",
    "libbz2": "bzip2-1.0.6",
    "libcom_err": "MIT",
    "libcrypto": "Apache-2.0",
    "libcrypt-": "LGPL-2.1-or-later",
    "libffi": "MIT",
    "libfreetype": "FTL",
    "libgssapi_krb5": "MIT",
    "libjpeg": "IJG AND BSD-3-Clause AND Zlib",
    "libk5crypto": "MIT",
    "libkeyutils": "LGPL-2.1-or-later",
    "libkrb5": "MIT",
    "liblber": "OLDAP-2.8",
    "libldap": "OLDAP-2.8",
    "liblcms2": "MIT",
    "liblzma": "0BSD",
    "libmpdec": "BSD-2-Clause",
    "libopenjp2": "BSD-2-Clause",
    "libpng16": "libpng-2.0",
    "libpq": "PostgreSQL",
    "libpython3": "PSF-2.0",
    "libsasl2": "BSD-Attribution-HPND-disclaimer",
    "libssl": "Apache-2.0",
    "libtiff": "libtiff",
    "libxcb": "X11",
    "libzstd": "BSD-3-Clause OR GPL-2.0-only",
    "libicudata": "Unicode-3.0",
    "libicui18n": "Unicode-3.0",
    "libicuuc": "Unicode-3.0",
    "libharfbuzz": "MIT",
    "libsharpyuv": "BSD-3-Clause",
    "libwebp": "BSD-3-Clause",
}
"""Libraries that lie in files of their own, by the beginning of their name; any other one is refused."""

WORDS = {
    "libcom_err": "libcom-err2",
    "libgssapi_krb5": "libkrb5-3",
    "libk5crypto": "libkrb5-3",
    "libkrb5": "libkrb5-3",
    "liblber": "libldap2",
    "libldap": "libldap2",
    "libpq": "libpq5",
    "libsasl2": "libsasl2-2",
}
"""Packages of Debian that have the words of a library's licence, where a wheel brings none."""

TELLING = {
    "libcrypto": rb"OpenSSL (\d+\.\d+\.\d+)",
    "libkeyutils": rb"keyutils-(\d+\.\d+\.\d+)",
}
"""Libraries whose file tells their version, when its name has no more than that of the interface."""

UNSTATED = {"openssl": "Apache-2.0", "tinystr": "Unicode-3.0"}
"""Parts whose licence the list inside their package leaves out."""

BESIDE = (
    ("DejaVu Sans", "2.37", "Bitstream-Vera", "fonts/DejaVuSans-LICENSE.txt"),
    ("Inter", "4.001", "OFL-1.1", "fonts/Inter-LICENSE.txt"),
    ("PT Sans", "2.003", "OFL-1.1", "fonts/PTSans-LICENSE.txt"),
    ("Lucide", "1.62.0", "ISC", "icons/LICENSE"),
    ("OpenCorpora, dictionary of Russian", "417150", "CC-BY-SA-3.0", "notices/OpenCorpora.txt"),
)
"""What lies in ``resources/``: name, version, licence, and the file that has its words."""

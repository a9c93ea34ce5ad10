"""A wheel holds every file of the five packages, so that what works in the checkout works when installed."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("desktop", "db", "reports", "domain", "resources")


def test_the_wheel_has_every_module_and_every_resource(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source / name)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--disable-pip-version-check",
        "-q",
        "--no-index",
        "--no-deps",
    ]
    subprocess.run([*pip, "--no-build-isolation", "-w", tmp_path, source], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    built = source / "build"  # the backend's own copy
    files = (path for package in PACKAGES for path in (source / package).rglob("*") if path.is_file())
    assert packed == {path.relative_to(source).as_posix() for path in files if built not in path.parents}

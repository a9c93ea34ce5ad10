"""Where a file lies: on a disk of this computer, a network drive, or in a folder that a cloud client syncs.

SQLite's locks cannot be relied on across a network, and a cloud client copies a file while it is being
written: both have destroyed databases. Nothing is asked of the network; the system's own tables and the names
of folders must do.
"""

import re
import shutil
import sys
from pathlib import Path, PurePath, PureWindowsPath

MOUNTS = Path("/proc/self/mountinfo")
# Not 9p: that is how a Linux inside Windows sees the disks of its own computer.
_NETWORKS = (
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs", "ncpfs", "ncp", "ceph", "davfs", "coda"),
    *("glusterfs", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2", "fuse.sshfs", "fuse.davfs2", "fuse.rclone"),
    *("fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.smbnetfs"),
)
_REMOTE_DRIVE = 4  # what GetDriveType says of a mapped network drive

# Names of the folders that clients make, folded; the organisation's name may follow after " - ".
_CLOUDS = {
    "OneDrive": r"onedrive( - .+)?|onedrive-.+",
    "Dropbox": r"dropbox( \(.+\))?",
    "Yandex Disk": r"yandex\.?disk(-.+)?|yandex disk|яндекс\.?диск|яндекс диск",
    "Google Drive": r"google ?drive|google диск|googledrive-.+|my drive|мой диск",
    "iCloud Drive": r"icloud ?drive|com~apple~clouddocs|mobile documents",
    "Mail.ru Cloud": r"cloud mail\.ru|облако mail\.ru|mail\.ru cloud",
    "Nextcloud": r"nextcloud\d*|owncloud\d*",
    "pCloud": r"pcloud( |-)?drive|pclouddrive|pcloudsync",
    "Box": r"box( sync|-box)?",
    "MEGA": r"mega(sync)?( downloads)?",
    "SberDisk": r"сбердиск|sberdisk",
}
_MARKERS = {".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud", ".nextcloudsync.log": "Nextcloud"}
_DROPBOX = ".dropbox"  # a file in the folder that is synced; the folder of this name in the home is settings


def on_network(path: Path) -> bool:
    """Return whether the file at *path* lies, or would lie, on a network drive; False if nobody can tell."""
    try:
        whole = path.resolve()
        return _remote_drive(whole) or file_system(whole) in _NETWORKS
    except (OSError, RuntimeError):  # a loop of links, a drive that went away
        return False


def sync_service(path: Path) -> str:
    """Return which cloud client syncs the folder of *path*, by its names and marks; "" if none is known."""
    try:
        whole = path.resolve()
        marks = (_mark(folder) for folder in whole.parents)
        return synced(whole) or next(filter(None, marks), "")
    except (OSError, RuntimeError):
        return ""


def _mark(folder: Path) -> str:
    if (folder / _DROPBOX).is_file():
        return "Dropbox"
    return next((_MARKERS[name] for name in _MARKERS if (folder / name).exists()), "")


def synced(path: PurePath) -> str:
    """Return the cloud service whose folder's name is in *path*; "" if there is none."""
    folders = [name.casefold() for name in path.parts[:-1]]
    return next(
        (
            service
            for service, names in _CLOUDS.items()
            if any(re.fullmatch(names, folder) for folder in folders)
        ),
        "",
    )


def file_system(path: Path, mounts: str | None = None) -> str:
    """Return the type of file system that *path* lies on, by Linux's table of mounts; "" if unknown.

    *mounts* is the text of that table, or None to read it.
    """
    if mounts is None:
        if not MOUNTS.exists():
            return ""
        mounts = MOUNTS.read_text(errors="surrogateescape")
    best, kind = "", ""
    for line in mounts.splitlines():
        fields, separator, rest = line.partition(" - ")
        if not separator or len(parts := fields.split(" ")) < 5:
            continue
        # A space and its like in a mount point are written in octal.
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), parts[4])
        inside = point == "/" or path.as_posix() == point or path.as_posix().startswith(point + "/")
        if inside and len(point) >= len(best):  # a later mount over the same point hides the earlier one
            best, kind = point, rest.split(" ")[0]
    return kind


def is_share(path: PureWindowsPath) -> bool:
    r"""Return whether a Windows path names a server: ``\\server\share``, also in its long form."""
    drive = path.drive.replace("/", "\\").casefold()
    if drive.startswith("\\\\?\\"):
        return drive.startswith("\\\\?\\unc\\")
    return drive.startswith("\\\\") and not drive.startswith("\\\\.\\")


def _remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    pure = PureWindowsPath(path)
    return is_share(pure) or ctypes.windll.kernel32.GetDriveTypeW(pure.anchor) == _REMOTE_DRIVE


def free(path: Path) -> int | None:
    """Return the free bytes on the disk of *path*; None if it cannot be asked."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return None

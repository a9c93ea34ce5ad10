"""A file on a network drive or in a cloud folder is known for what it is, by names and the system's table."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db.assessing import people
from db.file import lock, place
from db.file.errors import OnNetwork
from db.file.store import Store
from domain.people.person import Person

PASSWORD = "a long password"

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:40 / /mnt/personnel rw shared:2 - cifs //server/personnel rw
41 22 0:41 / /mnt/nfs rw - nfs4 server:/export rw
42 22 0:42 / /home/sokolova/over\040ssh rw - fuse.sshfs sokolova@server: rw
43 22 0:43 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
44 22 8:2 / /home rw - btrfs /dev/sda2 rw
45 40 8:17 / /mnt/personnel/stick rw - vfat /dev/sdb1 rw
46 22 0:46 / /hidden rw - ext4 /dev/sda3 rw
47 22 0:47 / /hidden rw - nfs server:/other rw
broken line
"""

SYNCED = (
    (r"C:\Users\Sokolova\OneDrive\North.merilo", "OneDrive"),
    (r"C:\Users\Sokolova\OneDrive - Север\HR\North.merilo", "OneDrive"),
    (r"D:\Dropbox\North.merilo", "Dropbox"),
    (r"C:\Users\Sokolova\Dropbox (Personal)\North.merilo", "Dropbox"),
    (r"C:\Users\Sokolova\YandexDisk\North.merilo", "Yandex Disk"),
    (r"C:\Users\Sokolova\Yandex.Disk\North.merilo", "Yandex Disk"),
    (r"C:\Users\Sokolova\YandexDisk-sokolova\North.merilo", "Yandex Disk"),
    (r"C:\Users\Sokolova\Яндекс.Диск\North.merilo", "Yandex Disk"),
    (r"C:\Users\Sokolova\Яндекс Диск\North.merilo", "Yandex Disk"),
    (r"G:\My Drive\North.merilo", "Google Drive"),
    (r"G:\Мой диск\North.merilo", "Google Drive"),
    (r"C:\Users\Sokolova\Google Drive\North.merilo", "Google Drive"),
    (r"C:\Users\Sokolova\iCloudDrive\North.merilo", "iCloud Drive"),
    (r"C:\Users\Sokolova\Облако Mail.ru\North.merilo", "Mail.ru Cloud"),
    ("/home/sokolova/Nextcloud/North.merilo", "Nextcloud"),
    ("/home/sokolova/ownCloud/HR/North.merilo", "Nextcloud"),
    ("/home/sokolova/pCloudDrive/North.merilo", "pCloud"),
    ("/home/sokolova/MEGA/North.merilo", "MEGA"),
    ("/Users/sokolova/Library/CloudStorage/OneDrive-North/North.merilo", "OneDrive"),
    ("/Users/sokolova/Library/CloudStorage/GoogleDrive-s@example.org/North.merilo", "Google Drive"),
    ("/Users/sokolova/Library/Mobile Documents/com~apple~CloudDocs/North.merilo", "iCloud Drive"),
    ("/home/sokolova/СберДиск/North.merilo", "SberDisk"),
    (r"C:\Users\Sokolova\Documents\North.merilo", ""),
    (r"C:\Users\Sokolova\Dropbox.merilo", ""),
    (r"C:\Boxes\North.merilo", ""),
    ("/home/sokolova/Мой диск «Север»/North.merilo", ""),
    ("/home/sokolova/onedrive backup/North.merilo", ""),
)


@pytest.mark.parametrize(("text", "service"), SYNCED)
def test_a_folder_of_a_cloud_client_is_known_by_its_name(text: str, service: str) -> None:
    path = PureWindowsPath(text) if ":" in text[:2] else PurePosixPath(text)
    assert place.synced(path) == service


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/mnt/personnel/North.merilo", "cifs"),
        ("/mnt/nfs/HR/North.merilo", "nfs4"),
        ("/home/sokolova/over ssh/North.merilo", "fuse.sshfs"),
        ("/run/user/1000/gvfs/smb/North.merilo", "fuse.gvfsd-fuse"),
        ("/home/sokolova/North.merilo", "btrfs"),
        ("/mnt/personnel/stick/North.merilo", "vfat"),
        ("/mnt/personnel-old/North.merilo", "ext4"),
        ("/hidden/North.merilo", "nfs"),
    ],
)
def test_the_deepest_mount_says_what_a_path_lies_on(text: str, kind: str) -> None:
    assert place.file_system(Path(text), MOUNTS) == kind


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (r"\\server\personnel\North.merilo", True),
        ("//server/personnel/North.merilo", True),
        (r"\\?\UNC\server\personnel\North.merilo", True),
        (r"\\?\C:\Users\North.merilo", False),
        (r"C:\Users\North.merilo", False),
    ],
)
def test_a_windows_share_is_known_by_its_path(text: str, share: bool) -> None:
    assert place.is_share(PureWindowsPath(text)) is share


def test_a_folder_that_carries_the_mark_of_a_client_is_synced(tmp_path: Path) -> None:
    folder = tmp_path / "work" / "North"
    folder.mkdir(parents=True)
    assert not place.sync_service(folder / "North.merilo")
    (tmp_path / "work" / ".stfolder").mkdir()
    assert place.sync_service(folder / "North.merilo") == "Syncthing"


def test_the_settings_of_a_client_in_the_home_folder_say_nothing_of_the_files_there(tmp_path: Path) -> None:
    path = tmp_path / "North.merilo"
    (tmp_path / ".dropbox").mkdir()
    assert not place.sync_service(path)
    (tmp_path / ".dropbox").rmdir()
    (tmp_path / ".dropbox").touch()
    assert place.sync_service(path) == "Dropbox"


def test_a_loop_of_links_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert not place.on_network(tmp_path / "one" / "North.merilo")
    assert not place.sync_service(tmp_path / "one" / "North.merilo")


def test_a_file_on_a_network_drive_is_read_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "North.merilo"
    Store.create(path, PASSWORD, fast=True).store.close()
    before = sorted(tmp_path.iterdir())
    mounts = tmp_path.parent / "mounts"
    mounts.write_text(f"40 22 0:40 / {tmp_path.resolve()} rw - cifs //server/personnel rw\n")
    monkeypatch.setattr(place, "MOUNTS", mounts)
    store = Store.open(path, PASSWORD)
    assert store.read_only
    assert isinstance(store.cause, OnNetwork)
    assert store.read(people.actors) == ()
    with pytest.raises(OnNetwork):
        store.write(people.add, Person())
    store.close()
    lock.take(path, lambda: pytest.fail("nothing is written, so nothing is locked")).release()
    assert sorted(tmp_path.iterdir()) == before
    with pytest.raises(OnNetwork):
        Store.create(tmp_path / "South.merilo", PASSWORD, fast=True)
    assert sorted(tmp_path.iterdir()) == before

"""What guests leave behind: nothing, however their reader ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from gulagreader.ui.serving.guest_folders import guest_folder, remove_left

_GUEST = """
import sys
from pathlib import Path
from gulagreader.ui.serving.guest_folders import guest_folder
with guest_folder(Path(sys.argv[1])) as folder:
    (folder / "memory").write_text("a note")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_a_guest_that_leaves_takes_its_folder_along(tmp_path: Path) -> None:
    with guest_folder(tmp_path) as folder:
        (folder / "memory").write_text("a note")
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_killed_guest_goes_and_that_of_a_reading_one_stays(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", _GUEST, str(tmp_path)]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as killed,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as reading,
    ):
        assert killed.stdout is not None
        assert reading.stdout is not None
        gone = Path(killed.stdout.readline().strip())
        there = Path(reading.stdout.readline().strip())
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait(60)
        assert (gone / "memory").exists()
        assert remove_left(tmp_path) == 1
        assert not gone.exists()
        assert (there / "memory").exists()
        reading.communicate()
    assert remove_left(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_a_guest_s_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "gulagreader-guest-file").write_text("no folder")
    (tmp_path / "gulagreader-guest-link").symlink_to(tmp_path / "other")
    assert remove_left(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 3

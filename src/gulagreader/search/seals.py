"""The seal on an index: that its files are those that were written here.

Whoosh unpickles what it reads, so a file that somebody else wrote could run code.
An index therefore is looked through before any of it is opened: its manifest is
sealed with a key, and holds a digest (BLAKE2b, RFC 7693) of every file. The key is
made of a secret in the index's folder and of the moment at which the system last
changed the secret's file. No copying or unpacking can set that moment, so that an
index carried here from elsewhere, secret and all, is refused unread.

To digest a hundred megabytes at each opening would take too long. A small file is
digested always. A large one is believed while its size, its place on the disk and its
times (again with the one that only the system sets) are those it had when its digest
was last right; these are kept in a sealed file of their own.
"""

import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gulagreader.text.digests import are_same, blake2b

KEY_NAME = "KEY"
SEEN_NAME = "seen.json"
SMALL = 1 << 20
"""Bytes up to which a file is digested whenever the index is opened."""
_SECRET = 32
_DIGEST = 16
_AT_ONCE = 1 << 20
_MOST_PIECES = 24

Pieces = Sequence[Sequence[Any]]
"""A file's content: length and digest of each stretch that was written at once."""
Stamp = list[int]


class SealError(ValueError):
    """The files are not those that were written here."""


@dataclass(frozen=True, slots=True)
class Key:
    """What an index is sealed with."""

    value: bytes = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> "Key | None":
        """The key of the index in a folder; None where there is none of ours."""
        path = folder / KEY_NAME
        try:
            facts = path.lstat()
            secret = path.read_bytes()
        except OSError:
            return None
        if not is_own(facts) or facts.st_mode & 0o077 or len(secret) != _SECRET:
            return None
        moment = str(facts.st_ctime_ns).encode()
        return cls(blake2b(moment, key=secret, digest_size=_SECRET).digest())

    @classmethod
    def make(cls, folder: Path) -> None:
        """Write a new secret: whatever was sealed before is void."""
        path = folder / KEY_NAME
        path.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        handle = os.open(path, flags, 0o600)
        try:
            os.write(handle, os.urandom(_SECRET))
            os.fsync(handle)
        finally:
            os.close(handle)

    def sealed(self, value: object) -> str:
        """A value as the text of a sealed file."""
        text = json.dumps(value)
        return f"{self._seal(text.encode())}\n{text}"

    def opened(self, data: bytes) -> Any:
        """The value of a sealed file; SealError where the seal is broken."""
        seal, _, text = data.partition(b"\n")
        if not are_same(seal, self._seal(text).encode()):
            raise SealError("the seal is broken")
        return json.loads(text)

    def _seal(self, text: bytes) -> str:
        return blake2b(text, key=self.value, digest_size=_DIGEST).hexdigest()


def is_own(facts: os.stat_result) -> bool:
    """Whether it is a plain file of the user's.

    Who else may write it does not matter in a folder that nobody else may enter.
    """
    return facts.st_uid == os.geteuid() and stat.S_ISREG(facts.st_mode)


def digest(path: Path, start: int = 0, length: int | None = None) -> list[Any]:
    """Length and digest of a file from ``start`` on, or of a stretch of it."""
    found = blake2b(digest_size=_DIGEST)
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        left = length
        done = 0
        while left is None or left > 0:
            data = file.read(_AT_ONCE if left is None else min(left, _AT_ONCE))
            if not data:
                break
            found.update(data)
            done += len(data)
            left = None if left is None else left - len(data)
    return [done, found.hexdigest()]


def size_of(pieces: Pieces) -> int:
    """How many bytes of a file its pieces are."""
    return sum(length for length, _ in pieces)


def grown(path: Path, before: Pieces = ()) -> list[Sequence[Any]]:
    """The pieces of a file that only grew since it had those ``before``.

    What came in many small pieces after the first is taken together.
    """
    known = size_of(before)
    if known and path.stat().st_size == known:
        return list(before)
    if len(before) > _MOST_PIECES:
        first = before[0]
        return [first, digest(path, first[0])]
    return [*before, digest(path, known)]


@dataclass(frozen=True, slots=True)
class Contents:
    """What files an index has."""

    folder: Path
    files: Mapping[str, Pieces]
    """By their names in the folder. One that is named with a folder has exactly this
    content; another may go on, with what a run wrote that was killed."""

    def check(self, seen: Mapping[str, Stamp], *, thorough: bool) -> dict[str, Stamp]:
        """Look through all files; give their stamps, to be believed next time.

        Raises:
            SealError: a file is missing, was changed, or is one too many.
            OSError: a file cannot be looked at.
        """
        self._look_for_strangers()
        stamps = {}
        for name, pieces in self.files.items():
            path = self.folder / name
            facts = path.lstat()
            size = size_of(pieces)
            longer = facts.st_size - size
            if not is_own(facts) or longer < 0 or (longer and "/" in name):
                raise SealError(f"{name} is not the file that was written")
            stamp = _stamp(facts)
            if thorough or size <= SMALL or seen.get(name) != stamp:
                _digest_again(path, pieces)
            stamps[name] = stamp
        return stamps

    def _look_for_strangers(self) -> None:
        """An engine may open whatever lies in its folder."""
        for inside in {name.partition("/")[0] for name in self.files if "/" in name}:
            for path in (self.folder / inside).iterdir():
                name = f"{inside}/{path.name}"
                if name not in self.files and path.lstat().st_size:
                    raise SealError(f"{name} was not written here")


def _digest_again(path: Path, pieces: Pieces) -> None:
    start = 0
    for length, known in pieces:
        if digest(path, start, length) != [length, known]:
            raise SealError(f"{path.name} was changed")
        start += length


def stamps_of(folder: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """The stamps of files that were just written."""
    return {name: _stamp((folder / name).lstat()) for name in names}


def _stamp(facts: os.stat_result) -> Stamp:
    return [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino]

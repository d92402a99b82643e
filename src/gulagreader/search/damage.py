"""What is damage of an index, and what only keeps it from being read or written."""

import errno

_NO_DAMAGE = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES),
        *(errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO),
    }
)


def is_no_damage(error: BaseException, *, writing: bool = False) -> bool:
    """Whether the system refused a file; another index would fare no better.

    An error of numpy has no number: while ``writing`` it could not write everything.
    """
    if not isinstance(error, OSError):
        return False
    return error.errno in _NO_DAMAGE or (writing and error.errno is None)

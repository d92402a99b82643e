"""The digests that a reader at work needs, without what hashlib loads beside them.

hashlib loads OpenSSL, which takes 3 ms and 4 MiB, and of which nothing is used here;
the standard library's own random does without it in the same way.
"""

from typing import TYPE_CHECKING

__all__ = ["are_same", "blake2b", "md5", "sha256"]

if TYPE_CHECKING:
    from hashlib import blake2b, md5, sha256
    from hmac import compare_digest as are_same
else:
    try:
        from _blake2 import blake2b
        from _md5 import md5
        from _operator import _compare_digest as are_same

        try:
            from _sha256 import sha256
        except ImportError:  # its name from Python 3.12 on
            from _sha2 import sha256
    except ImportError:
        from hashlib import blake2b, md5, sha256
        from hmac import compare_digest as are_same

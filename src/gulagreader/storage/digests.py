"""The digests that the start needs, without what hashlib loads beside them.

hashlib takes 3 ms to load OpenSSL, of which nothing is used there; the standard
library's own random does without it in the same way.
"""

from typing import TYPE_CHECKING

__all__ = ["blake2b", "sha256"]

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
        from _sha256 import sha256
    except ImportError:
        from hashlib import blake2b, sha256

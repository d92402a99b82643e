"""Every name that is taken from Whoosh 2.7.4, imported here and nowhere else.

Whoosh is frozen, so its codec can be written (``whoosh_writing``) and read
(``whoosh_reading``) directly. The format on disk is Whoosh's own; any Whoosh reader
opens it. Every short cut in reading has a slow twin on public names, and a test
holds the two together.

Importing this module imports Whoosh; only ``whoosh_engine`` leads here, and that is
imported when an index is first needed.
"""

import warnings

from gulagreader.domain.spared_modules import spared
from gulagreader.text.digests import md5

with (
    warnings.catch_warnings(),
    # Whoosh can download a file, for which it imports what speaks to the web: 2 MiB.
    spared("urllib.request", urlretrieve=None),
    # For one digest it loads OpenSSL: 4 MiB.
    spared("hashlib", md5=md5),
):
    # Whoosh predates the warnings on escape sequences and on "is" with literals.
    warnings.simplefilter("ignore")
    from whoosh import analysis, columns, fields, formats, reading, versionstring
    from whoosh.codec.whoosh3 import (
        LENGTHS_COLUMN,
        WHOOSH3_HEADER_MAGIC,
        W3Codec,
        W3TermInfo,
    )
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.util.numeric import length_to_byte
    from whoosh.writing import SegmentWriter

__all__ = [
    "LENGTHS_COLUMN",
    "VERSION",
    "WHOOSH3_HEADER_MAGIC",
    "FileStorage",
    "SegmentWriter",
    "StructFile",
    "W3Codec",
    "W3TermInfo",
    "analysis",
    "columns",
    "fields",
    "formats",
    "length_to_byte",
    "reading",
]

VERSION: str = versionstring()

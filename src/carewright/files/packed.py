"""Zip archives, opened only when nothing about them is odd.

Judged from the directory before anything is unpacked: one archive and nothing else from the first byte to the last (no
polyglots), few entries, plain names, no two entries sharing bytes (overlapping bombs), none encrypted, sizes summed.
What an entry says of its size is then held to: not a byte more is unpacked.
"""

import struct
import zlib
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from carewright.files.limits import BadFile, Limits

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_SIGNATURE = b"PK\x05\x06"
_ENCRYPTED = 0x1
_DESCRIPTOR = 0x8
_LONGEST_ENTRY = 400
_DAMAGED = "The file is damaged, or it is no spreadsheet. Open it, save it again as XLSX or CSV, and send that."
_ODD = "The file is put together in a way that no spreadsheet is, so it was not opened. Save it again as XLSX or CSV."
_TOO_LARGE = "The file unpacks to more than {} MB, so it was not opened. Split it, or send it as CSV."


class Packed:
    """An archive that passed every check."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        directory = _checked_end(stream, limits)
        try:
            self._archive = ZipFile(stream)
        except (BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as problem:
            raise BadFile(_DAMAGED) from problem
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        _check_entries(self._archive.infolist(), limits)
        _check_places(stream, self._archive.infolist(), directory)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def open(self, name: str) -> IO[bytes]:
        """An entry, to be read piece by piece."""
        if name not in self._entries:
            raise BadFile(_DAMAGED)
        return self._archive.open(self._entries[name])

    def read(self, name: str, most: int) -> bytes:
        """A small entry, whole; refused when it is larger than that."""
        if name in self._entries and self._entries[name].file_size > most:
            raise BadFile(_ODD)
        with self.open(name) as entry:
            return read_from(entry, most + 1)


def read_from(entry: IO[bytes], size: int) -> bytes:
    """The next bytes of an entry; a damaged one is refused."""
    try:
        return entry.read(size)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError) as problem:
        raise BadFile(_DAMAGED) from problem


def _checked_end(stream: BinaryIO, limits: Limits) -> int:
    """Where the directory starts, once the end of the archive is the end of the file, and says so."""
    size = stream.seek(0, 2)
    if size < _END.size:
        raise BadFile(_DAMAGED)
    stream.seek(size - _END.size)
    signature, disk, disk_of_directory, here, entries, length, offset, comment = _END.unpack(stream.read(_END.size))
    if signature != _END_SIGNATURE:
        raise BadFile(_DAMAGED if size < limits.bytes else _ODD)
    if disk or disk_of_directory or comment or here != entries or offset + length + _END.size != size:
        raise BadFile(_ODD)
    if entries > limits.entries or length > limits.entries * _LONGEST_ENTRY:
        raise BadFile(_ODD)
    stream.seek(0)
    return int(offset)


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names) or any(not _is_plain(name) for name in names):
        raise BadFile(_ODD)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BadFile("The file has a password. Save it without one.")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise BadFile(_ODD)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise BadFile(_TOO_LARGE.format(limits.unpacked // 1_000_000))


def _is_plain(name: str) -> bool:
    """A path below the archive's own folder, of ordinary characters."""
    parts = name.removesuffix("/").split("/")
    odd = any(part in ("", ".", "..") for part in parts) or "\\" in name or ":" in name
    return not odd and name.isprintable()


def _check_places(stream: BinaryIO, entries: list[ZipInfo], directory: int) -> None:
    """Each entry lies between the end of the one before and the start of the next, and its own header agrees."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if not ordered or ordered[0].header_offset != 0:
        raise BadFile(_ODD)
    followers = [entry.header_offset for entry in ordered[1:]]
    for entry, limit in zip(ordered, [*followers, directory], strict=True):
        stream.seek(entry.header_offset)
        header = stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise BadFile(_ODD)
        *_, name_length, extra_length = _LOCAL.unpack(header)
        name = stream.read(name_length)
        end = entry.header_offset + _LOCAL.size + name_length + extra_length + entry.compress_size
        slack = 24 if entry.flag_bits & _DESCRIPTOR else 0
        if name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437"):
            raise BadFile(_ODD)
        if not end <= limit <= end + slack:
            raise BadFile(_ODD)
    stream.seek(0)

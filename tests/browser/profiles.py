"""What a browser's profile holds on disk, as somebody who has the device would look for it."""

from __future__ import annotations

from pathlib import Path

_LZ4_MAGIC = b"mozLz40\0"


def unpacked(data: bytes) -> bytes:
    """The content of a Firefox `.jsonlz4` file: a magic, the length, one LZ4 block.

    The block's format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
    """
    source = memoryview(data)[len(_LZ4_MAGIC) + 4 :]
    out = bytearray()
    at = 0

    def longer(length: int) -> int:
        """A length of 15 goes on in the next bytes, while they are 255."""
        nonlocal at
        if length == 15:
            while True:
                more = source[at]
                at += 1
                length += more
                if more != 255:
                    break
        return length

    while at < len(source):
        token = source[at]
        at += 1
        literals = longer(token >> 4)
        out += source[at : at + literals]
        at += literals
        if at >= len(source):
            break
        back = source[at] | source[at + 1] << 8
        at += 2
        # A match may reach into what it writes itself, so it goes byte by byte.
        for _ in range(longer(token & 15) + 4):
            out.append(out[-back])
    return bytes(out)


def holding(profile: Path, words: str) -> list[str]:
    """The files that hold these words, as UTF-8 or UTF-16, packed or not."""
    wanted = (words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be"))
    found = []
    for path in sorted(profile.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        if data.startswith(_LZ4_MAGIC):
            data = unpacked(data)
        if any(one in data for one in wanted):
            found.append(str(path.relative_to(profile)))
    return found

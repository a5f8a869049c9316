"""What a test has to know of a picture, without a library for it."""
import struct
import zlib
from pathlib import Path


def size_and_rows(path):
    """Width, height and how many different rows of bytes a PNG has, as it stores them."""
    data = Path(path).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    packed, at = b"", 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    pixels = zlib.decompress(packed)
    stride = len(pixels) // height
    return width, height, len({pixels[row * stride:(row + 1) * stride] for row in range(height)})

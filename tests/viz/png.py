"""What a test has to know of a picture, without a library for it."""
import struct
import zlib
from pathlib import Path



def stored(path):
    """Width, height, the number of channels and the filtered rows of a PNG of 8 bits without interlacing."""
    data = Path(path).read_bytes()
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    channels = {0: 1, 2: 3, 4: 2, 6: 4}.get(kind)
    if depth != 8 or channels is None or interlaced:
        raise ValueError(f"{path}: a PNG of another kind")
    packed, at = b"", 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    bytes_ = zlib.decompress(packed)
    stride = width * channels + 1
    return width, height, channels, [bytes_[row * stride:(row + 1) * stride] for row in range(height)]


def size_and_rows(path):
    """Width, height and how many different rows of bytes a PNG has, as it stores them."""
    width, height, _, rows = stored(path)
    return width, height, len(set(rows))


def nearest(left, above, corner):
    guess = left + above - corner
    by_left, by_above, by_corner = abs(guess - left), abs(guess - above), abs(guess - corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner


def unfiltered(row, before, channels):
    """The bytes of a row, of which the one before is known."""
    kind, line = row[0], bytearray(row[1:])
    if kind == 0:
        return line
    if kind == 2:
        return bytearray((byte + above) & 255 for byte, above in zip(line, before))
    # What is left of the first pixel counts as black.
    line, before = bytearray(channels) + line, bytearray(channels) + before
    for i in range(channels, len(line)):
        left, above = line[i - channels], before[i]
        if kind == 1:
            line[i] = (line[i] + left) & 255
        elif kind == 3:
            line[i] = (line[i] + (left + above) // 2) & 255
        elif left == above == before[i - channels]:
            line[i] = (line[i] + left) & 255
        else:
            line[i] = (line[i] + nearest(left, above, before[i - channels])) & 255
    return line[channels:]


def pixels(path):
    """Width, height, channels and the rows as bytes. Slow: about a second for a million pixels."""
    width, height, channels, rows = stored(path)
    lines, before = [], bytearray(width * channels)
    for row in rows:
        before = unfiltered(row, before, channels) if row[0] else bytearray(row[1:])
        lines.append(bytes(before))
    return width, height, channels, lines


def difference(one, other, levels_allowed=0):
    """How many pixels of two pictures differ by more levels than allowed, and by how many at most; of another size they differ in all."""
    if Path(one).read_bytes() == Path(other).read_bytes():
        return 0, 0
    a, b = pixels(one), pixels(other)
    if a[:3] != b[:3]:
        return a[0] * a[1], 255
    count, most, channels = 0, 0, a[2]
    for x, y in zip(a[3], b[3]):
        if x == y:
            continue
        levels = [abs(p - q) for p, q in zip(x, y)]
        most = max(most, *levels)
        count += sum(1 for i in range(0, len(levels), channels) if max(levels[i:i + channels]) > levels_allowed)
    return count, most

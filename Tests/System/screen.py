"""A picture of the guest's screen: pixels to look at, and a PNG for people."""

import struct
import zlib


class Screen:
    """Pixels of 8 bits red, green and blue."""

    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, pixels

    @classmethod
    def read_ppm(cls, path):
        data = path.read_bytes()
        fields = data.split(maxsplit=4)[:4]
        if len(fields) < 4 or fields[0] != b"P6" or fields[3] != b"255":
            raise ValueError(f"{path} is not a PPM of 8 bits")
        width, height = int(fields[1]), int(fields[2])
        return cls(width, height, data[-width * height * 3:])

    def pixel(self, x, y):
        """(red, green, blue)"""
        offset = (y * self.width + x) * 3
        return tuple(self.pixels[offset:offset + 3])

    def rectangle(self, x, y, width, height):
        """The bytes of a part, row by row."""
        return b"".join(self.pixels[(row * self.width + x) * 3:(row * self.width + x + width) * 3]
                        for row in range(y, y + height))

    def colours(self, step=4):
        """How many different colours a grid of samples sees: 1 for an empty screen."""
        return len({self.pixel(x, y) for y in range(0, self.height, step) for x in range(0, self.width, step)})

    def differing(self, other):
        """Bounds (x, y, width, height) of what differs from another picture of the same size; None if nothing does."""
        row = self.width * 3
        rows = [y for y in range(self.height)
                if self.pixels[y * row:y * row + row] != other.pixels[y * row:y * row + row]]
        if not rows:
            return None
        left, right = self.width, 0
        for y in rows:
            mine, theirs = self.pixels[y * row:y * row + row], other.pixels[y * row:y * row + row]
            columns = [x for x in range(self.width) if mine[x * 3:x * 3 + 3] != theirs[x * 3:x * 3 + 3]]
            left, right = min(left, columns[0]), max(right, columns[-1])
        return left, rows[0], right - left + 1, rows[-1] - rows[0] + 1

    def write_png(self, path):
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        row = self.width * 3
        lines = b"".join(b"\0" + self.pixels[y * row:y * row + row] for y in range(self.height))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                         + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b""))

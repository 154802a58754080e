"""Pictures of many formats, written by other programs, and the pixels that these read from them.

Usage: pictures.py FOLDER. For each picture NAME there are NAME (the file) and NAME.pixels: the number of frames, then
of each width, height and milliseconds as 32-bit little-endian numbers, and its straight RGBA bytes. References are
Pillow (with libjpeg-turbo and libwebp inside) and cjpeg; what Pillow cannot write is put together here, and what it
cannot read is expected to be what was put in.
"""

import random
import struct
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageOps

folder = Path(sys.argv[1])
random.seed(7)


def keep(name: str, data: bytes, frames: list[tuple[Image.Image, int]] | None = None) -> None:
    """Writes a picture and its pixels: those given, or those that Pillow reads."""
    path = folder / name
    path.write_bytes(data)
    if frames is None:
        with Image.open(path) as image:
            frames = [(image.convert("RGBA"), 0)]
    content = struct.pack("<I", len(frames))
    for image, milliseconds in frames:
        content += struct.pack("<III", image.width, image.height, milliseconds) + image.convert("RGBA").tobytes()
    (folder / (name + ".pixels")).write_bytes(content)


def save(image: Image.Image, extension: str, **options: object) -> bytes:
    path = folder / ("scratch." + extension)
    image.save(path, **options)
    data = path.read_bytes()
    path.unlink()
    return data


def photo(width: int, height: int) -> Image.Image:
    """Slow gradients, edges and noise."""
    pixels = bytearray()
    for y in range(height):
        for x in range(width):
            noise = random.randrange(24)
            inside = (x - width / 2) ** 2 + (y - height / 3) ** 2 < (min(width, height) / 3) ** 2
            pixels.append(min(255, x * 255 // width + noise))
            pixels.append(min(255, y * 255 // height + (60 if inside else 0)))
            pixels.append(min(255, (200 if inside else (x * 7 + y * 3) % 160) + noise))
    return Image.frombytes("RGB", (width, height), bytes(pixels))


def drawing(width: int, height: int, colors: int, has_alpha: bool = False) -> Image.Image:
    """Flat areas of few colours."""
    palette = [
        (*(random.randrange(256) for _ in range(3)), random.randrange(256) if has_alpha else 255) for _ in range(colors)
    ]
    image = Image.new("RGBA", (width, height))
    image.putdata([palette[(x // 5 + y // 3 + x * y // 40) % colors] for y in range(height) for x in range(width)])
    return image


SIZES = [(1, 1), (2, 3), (3, 2), (8, 8), (16, 16), (17, 33), (40, 9), (100, 75), (131, 67)]


# JPEG

def cjpeg(image: Image.Image, *options: str, scans: str = "") -> bytes:
    (folder / "scratch.ppm").write_bytes(b"P6 %d %d 255\n" % image.size + image.convert("RGB").tobytes())
    arguments = ["cjpeg", *options]
    if scans:
        (folder / "scratch.scans").write_text(scans)
        arguments += ["-scans", str(folder / "scratch.scans")]
    return subprocess.run([*arguments, str(folder / "scratch.ppm")], check=True, capture_output=True).stdout


def jpegs() -> None:
    samplings = {
        "444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2", "411": "4x1", "410": "4x2", "441": "1x4",
        "mixed": "2x2,2x1,1x2", "chroma": "1x1,2x2,2x2", "thirds": "3x1,1x1,1x1",
    }
    for width, height in SIZES:
        picture = photo(width, height)
        for name, factors in samplings.items():
            base = ["-sample", factors, "-quality", str(random.choice([30, 75, 95]))]
            keep(f"{name}-{width}x{height}.jpg", cjpeg(picture, *base))
            keep(f"{name}-{width}x{height}-progressive.jpg", cjpeg(picture, *base, "-progressive"))
        for name, options in {
            "gray": ["-grayscale"], "gray-progressive": ["-grayscale", "-progressive"], "rgb": ["-rgb"],
            "restart-row": ["-restart", "1"], "restart-block": ["-restart", "3B", "-progressive"],
            "optimized": ["-optimize"], "coarse": ["-quality", "3"], "fine": ["-quality", "100", "-sample", "1x1"],
            "wide-tables": ["-quality", "1", "-dct", "int"],
        }.items():
            keep(f"{name}-{width}x{height}.jpg", cjpeg(picture, *options))
        keep(f"apart-{width}x{height}.jpg", cjpeg(picture, scans="0;\n1;\n2;\n"))
        script = "0,1,2: 0-0, 0, 2;\n0: 1-9, 0, 3;\n1: 1-63, 0, 1;\n2: 1-63, 0, 0;\n0: 10-63, 0, 0;\n"
        script += "0: 1-9, 3, 2;\n0: 1-9, 2, 1;\n0,1,2: 0-0, 2, 1;\n1: 1-63, 1, 0;\n0: 1-9, 1, 0;\n0: 0-0, 1, 0;\n"
        script += "1: 0-0, 1, 0;\n2: 0-0, 1, 0;\n"
        keep(f"script-{width}x{height}.jpg", cjpeg(picture, scans=script))
    picture = photo(40, 24)
    inks = save(picture.convert("CMYK"), "jpg", quality=95)
    keep("inks.jpg", inks)
    adobe = inks.index(b"Adobe")
    keep("yellow-inks.jpg", inks[:adobe + 11] + b"\x02" + inks[adobe + 12:])
    for number in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = number
        for order in "<>":
            exif.endian = order
            data = save(picture, "jpg", exif=exif.tobytes() if order == "<" else big_exif(number), quality=90)
            (folder / "scratch.jpg").write_bytes(data)
            with Image.open(folder / "scratch.jpg") as image:
                upright = ImageOps.exif_transpose(image)
                keep(f"turned-{number}-{'little' if order == '<' else 'big'}.jpg", data, [(upright, 0)])
    plain = cjpeg(picture)
    (folder / "arithmetic.refused").write_bytes(cjpeg(picture, "-arithmetic"))
    frame = plain.index(b"\xff\xc0")
    (folder / "deep.refused").write_bytes(plain[:frame + 4] + b"\x0c" + plain[frame + 5:])
    (folder / "lossless.refused").write_bytes(plain[:frame] + b"\xff\xc3" + plain[frame + 2:])


def big_exif(number: int) -> bytes:
    return b"Exif\0\0MM\0*\0\0\0\x08\0\1" + struct.pack(">HHIHH", 0x0112, 3, 1, number, 0) + b"\0\0\0\0"


# GIF

def gifs() -> None:
    for width, height in SIZES:
        for colors in (2, 3, 16, 200):
            picture = drawing(width, height, colors).convert("RGB").quantize(colors)
            for interlace in (0, 1):
                keep(f"{colors}-{width}x{height}-{interlace}.gif", save(picture, "gif", interlace=interlace))
    noise = Image.frombytes("P", (200, 150), random.randbytes(30_000))
    noise.putpalette(random.randbytes(768))
    keep("noise.gif", save(noise, "gif"))
    noise.info["transparency"] = 7
    keep("holes.gif", save(noise, "gif", transparency=7))
    for disposal in (0, 1, 2, 3):
        frames = []
        for index in range(6):
            frame = Image.new("P", (30, 20), 0)
            frame.putpalette([9, 9, 9, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0])
            for y in range(3 * index, 3 * index + 4):
                for x in range(4 * index, 4 * index + 7):
                    frame.putpixel((x, y), 1 + index % 4)
            frames.append(frame)
        data = save(
            frames[0], "gif", save_all=True, append_images=frames[1:], duration=[40, 80, 120, 500, 10, 0],
            loop=disposal, disposal=disposal, transparency=0, optimize=False)
        keep(f"moving-{disposal}.gif", data, shown(data))


def shown(data: bytes) -> list[tuple[Image.Image, int]]:
    """The frames of an animation as Pillow shows them."""
    (folder / "scratch.gif").write_bytes(data)
    with Image.open(folder / "scratch.gif") as image:
        result = []
        for index in range(image.n_frames):
            image.seek(index)
            result.append((image.convert("RGBA"), int(image.info.get("duration", 0))))
        return result


# BMP

def bmp(
    width: int, height: int, depth: int, pixels: bytes, compression: int = 0, palette: bytes = b"", header: int = 40,
    masks: tuple[int, ...] = ()
) -> bytes:
    """A BMP file around rows that are packed already; a negative height: from the top."""
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, depth)
    else:
        info = struct.pack("<IiiHHIIiiII", header, width, height, 1, depth, compression, len(pixels), 0, 0,
                           len(palette) // 4 if depth <= 8 else 0, 0)
        fields = struct.pack(f"<{len(masks)}I", *masks)
        info += fields.ljust(header - 40, b"\0") if header > 40 else fields
    start = 14 + len(info) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + info + palette + pixels


def packed(rows: list[bytes]) -> bytes:
    return b"".join(row + b"\0" * (-len(row) % 4) for row in rows)


def bmps() -> None:
    for width, height in SIZES:
        size = f"{width}x{height}"
        picture = photo(width, height)
        keep(f"24-{size}.bmp", save(picture, "bmp"))
        keep(f"gray-{size}.bmp", save(picture.convert("L"), "bmp"))
        keep(f"1-{size}.bmp", save(picture.convert("1"), "bmp"))
        keep(f"8-{size}.bmp", save(picture.quantize(100), "bmp"))
        clear = drawing(width, height, 9, True)
        keep(f"32-{size}.bmp", save(clear, "bmp"))
        if width <= 40:
            fields(width, height, clear)
            indexed(width, height, picture)


def fields(width: int, height: int, clear: Image.Image) -> None:
    """Bit fields of 16 and 32 bits, with and without alpha."""
    size = f"{width}x{height}"
    formats = {
        "555": (16, 0, 40, ()), "565": (16, 3, 40, (0xF800, 0x7E0, 0x1F)),
        "4444": (16, 3, 56, (0xF00, 0xF0, 0xF, 0xF000)), "plain32": (32, 0, 40, ()),
        "v4": (32, 3, 108, (0xFF, 0xFF00, 0xFF0000, 0xFF000000)),
        "v5": (32, 3, 124, (0xFF000000, 0xFF0000, 0xFF00, 0xFF)),
        "1010102": (32, 3, 108, (0x3FF00000, 0xFFC00, 0x3FF, 0xC0000000)),
        "alpha-behind": (32, 6, 40, (0xFF0000, 0xFF00, 0xFF, 0xFF000000)),
    }
    for name, (depth, compression, header, masks) in formats.items():
        used = masks or ((0x7C00, 0x3E0, 0x1F) if depth == 16 else (0xFF0000, 0xFF00, 0xFF))
        expected = Image.new("RGBA", (width, height))
        rows = []
        for y in range(height):
            row = b""
            for x in range(width):
                word, seen = 0, []
                for channel, mask in zip(clear.getpixel((x, y)), used):
                    shift = (mask & -mask).bit_length() - 1
                    largest = mask >> shift
                    value = channel * largest // 255
                    word |= value << shift
                    seen.append((value * 255 + largest // 2) // largest)
                row += word.to_bytes(depth // 8, "little")
                expected.putpixel((x, y), tuple(seen) if len(seen) == 4 else (*seen, 255))
            rows.append(row)
        keep(f"{name}-{size}.bmp", bmp(width, height, depth, packed(rows[::-1]), compression, b"", header, masks),
             [(expected, 0)])
        keep(f"{name}-{size}-down.bmp", bmp(width, -height, depth, packed(rows), compression, b"", header, masks),
             [(expected, 0)])


def indexed(width: int, height: int, picture: Image.Image) -> None:
    """One, two, four and eight bits, plain and in runs."""
    size = f"{width}x{height}"
    for depth in (1, 2, 4, 8):
        small = picture.quantize(1 << depth if depth < 8 else 90)
        colors = (small.getpalette() or [])[:3 * 256]
        count = 1 << depth
        colors += [0] * (3 * count - len(colors))
        palette = b"".join(bytes([colors[i * 3 + 2], colors[i * 3 + 1], colors[i * 3], 0]) for i in range(count))
        lines = [[small.getpixel((x, y)) for x in range(width)] for y in range(height)]
        rows = []
        for line in lines:
            bits = "".join(f"{value:0{depth}b}" for value in line)
            rows.append(int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big"))
        expected = [(small.convert("RGB"), 0)]
        keep(f"own{depth}-{size}.bmp", bmp(width, height, depth, packed(rows[::-1]), 0, palette), expected)
        short = b"".join(palette[i:i + 3] for i in range(0, len(palette), 4))
        keep(f"os2-{depth}-{size}.bmp", bmp(width, height, depth, packed(rows[::-1]), 0, short, 12), expected)
        if depth >= 4:
            data = runs(lines[::-1], depth)
            keep(f"runs{depth}-{size}.bmp", bmp(width, height, depth, data, 3 - depth // 4, palette), expected)


def runs(lines: list[list[int]], depth: int) -> bytes:
    """Runs and plain pieces, by chance."""
    data = b""
    for number, line in enumerate(lines):
        x = 0
        while x < len(line):
            count = 1
            while x + count < len(line) and line[x + count] == line[x] and count < 255:
                count += 1
            rest = len(line) - x
            if count < 3 and rest >= 3 and random.random() < 0.7:
                count = random.randint(3, min(rest, 40))
                piece = line[x:x + count]
                if depth == 4:
                    piece = piece + [0] * (len(piece) % 2)
                    piece = [piece[i] << 4 | piece[i + 1] for i in range(0, len(piece), 2)]
                data += bytes([0, count]) + bytes(piece) + b"\0" * (len(piece) % 2)
            else:
                data += bytes([count, line[x] if depth == 8 else line[x] << 4 | line[x]])
            x += count
        data += b"\0\1" if number == len(lines) - 1 else b"\0\0"
    return data


# WebP and icons

def webps() -> None:
    for width, height in SIZES + [(300, 200)]:
        pictures = {"photo": photo(width, height).convert("RGBA")}
        for colors in (1, 2, 3, 4, 16, 17, 256) if width < 300 else (200,):
            pictures[f"{colors}"] = drawing(width, height, colors)
        pictures["clear"] = drawing(width, height, 60, True)
        for name, picture in pictures.items():
            # The most thorough encoder takes seconds for larger pictures.
            for method, quality in ((0, 0), (3, 75), (6, 100 if width <= 40 else 60)):
                keep(f"{name}-{width}x{height}-{method}.webp",
                     save(picture, "webp", lossless=True, method=method, quality=quality, exact=True),
                     [(picture, 0)])
    (folder / "lossy.refused").write_bytes(save(photo(20, 20), "webp", quality=80))
    frames = [drawing(9, 9, 3) for _ in range(3)]
    (folder / "animated.refused").write_bytes(
        save(frames[0], "webp", save_all=True, append_images=frames[1:], lossless=True))


def icons() -> None:
    picture = drawing(64, 64, 50, True)
    for kind in ("png", "bmp"):
        data = save(picture, "ico", sizes=[(16, 16), (32, 32), (48, 48), (64, 64)], bitmap_format=kind)
        (folder / "scratch.ico").write_bytes(data)
        for side in (16, 32, 48, 64):
            with Image.open(folder / "scratch.ico") as image:
                image.size = (side, side)
                keep(f"{kind}-{side}.ico", data, [(image.convert("RGBA"), 0)])


for make in (jpegs, gifs, bmps, webps, icons):
    make()
for scratch in folder.glob("scratch.*"):
    scratch.unlink()

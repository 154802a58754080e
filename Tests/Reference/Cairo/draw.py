"""Draws with cairo what the lines of standard input say, and writes the pixels: the reference of the painter's tests.

Each picture starts with `new WIDTH HEIGHT` and ends with `show`, which writes its premultiplied 0xAARRGGBB words as one
line of hexadecimal digits. Words between follow cairo's own names; paths are absolute M, L, C and Z.
"""

import sys

import cairo

CAPS = {"butt": cairo.LINE_CAP_BUTT, "round": cairo.LINE_CAP_ROUND, "square": cairo.LINE_CAP_SQUARE}
JOINS = {"miter": cairo.LINE_JOIN_MITER, "round": cairo.LINE_JOIN_ROUND, "bevel": cairo.LINE_JOIN_BEVEL}
RULES = {"nonzero": cairo.FILL_RULE_WINDING, "evenodd": cairo.FILL_RULE_EVEN_ODD}
SPREADS = {"pad": cairo.EXTEND_PAD, "repeat": cairo.EXTEND_REPEAT, "reflect": cairo.EXTEND_REFLECT}


class Picture:
    def __init__(self, width, height):
        self.surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, int(width), int(height))
        self.context = cairo.Context(self.surface)
        self.context.set_antialias(cairo.ANTIALIAS_BEST)
        self.context.set_tolerance(0.01)

    def path(self, *words):
        self.context.new_path()
        words = list(words)
        while words:
            command = words.pop(0)
            count = {"M": 2, "L": 2, "C": 6, "Z": 0}[command]
            numbers = [float(words.pop(0)) for _ in range(count)]
            call = {"M": "move_to", "L": "line_to", "C": "curve_to", "Z": "close_path"}[command]
            getattr(self.context, call)(*numbers)

    def color(self, *channels):
        self.context.set_source_rgba(*map(float, channels))

    def gradient(self, spread, numbers, stops):
        numbers = [float(number) for number in numbers.split(",")]
        make = cairo.LinearGradient if len(numbers) == 4 else cairo.RadialGradient
        pattern = make(*numbers)
        pattern.set_extend(SPREADS[spread])
        for stop in stops.split(";"):
            pattern.add_color_stop_rgba(*[float(number) for number in stop.split(",")])
        self.context.set_source(pattern)

    def matrix(self, *numbers):
        self.context.transform(cairo.Matrix(*map(float, numbers)))

    def fill(self, rule):
        self.context.set_fill_rule(RULES[rule])
        self.context.fill()

    def clip(self, rule):
        self.context.set_fill_rule(RULES[rule])
        self.context.clip()

    def stroke(self, width, cap, join, limit, offset, *dashes):
        self.context.set_line_width(float(width))
        self.context.set_line_cap(CAPS[cap])
        self.context.set_line_join(JOINS[join])
        self.context.set_miter_limit(float(limit))
        self.context.set_dash([float(dash) for dash in dashes], float(offset))
        self.context.stroke()

    def save(self):
        self.context.save()

    def restore(self):
        self.context.restore()

    def show(self):
        self.surface.flush()
        width, stride = self.surface.get_width(), self.surface.get_stride()
        data = bytes(self.surface.get_data())
        for y in range(self.surface.get_height()):
            row = data[y * stride:y * stride + width * 4]
            sys.stdout.write("".join(row[i:i + 4][::-1].hex() for i in range(0, len(row), 4)))
        sys.stdout.write("\n")


def main():
    picture = None
    for line in sys.stdin:
        word, *arguments = line.split()
        if word == "new":
            picture = Picture(*arguments)
        else:
            getattr(picture, word)(*arguments)


main()

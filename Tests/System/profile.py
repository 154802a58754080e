#!/usr/bin/env python3
"""Where the guest's instructions go: a table of functions, in instructions per operation.

Usage: Tests/System/profile.py ROW OPERATIONS [FUNCTION]     a row of the kernel's bench
       Tests/System/profile.py boot [FUNCTION]               the ISO, to the first frame of its desktop
       Tests/System/profile.py input [FUNCTION]              keys beside busy loops; an operation is a press or release

What is measured is run, then a second boot without it is taken off. OPERATIONS is how often the row runs its operation,
warm-up included (nine eighths of its count). With part of a FUNCTION's name the blocks of that function are listed,
too. Kernel and programs lie where they are linked, by a word on the kernel's command line: which program a block
belongs to is told by its code.
"""

import bisect
import collections
import os
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import BENCH, INPUT_EVENTS, INPUT_READY, counted, input_image, make_image, press_keys  # noqa: E402
from checks import ROOT  # noqa: E402

OUTPUT = Path("build/profile")
KERNEL = Path(".build-kernel/x86_64-unknown-none-elf/release/kernel")
PROGRAMS = Path(".build-programs/x86_64-unknown-none-elf/release")
# The top-level slot of the kernel's image.
KERNEL_SLOT = 255
# The word that keeps images where they are linked.
PLACED = "fixed"
# Lines of the table.
LINES = 60
# Seconds for one run.
TIMEOUT = 600


def counts(plugin, image, drive):
    """Executions of every block of code while `drive(machine)` runs: {(address, instructions, code): count}."""
    result = OUTPUT / "blocks.txt"
    # The plugin runs in QEMU, which gets our environment.
    os.environ["HOTSPOTS"] = str(result)
    with counted(image, "profile", OUTPUT, ["-plugin", str(plugin), "-d", "plugin"]) as machine:
        drive(machine)
        machine.command("quit")
        machine.process.wait(20)
        print("\n".join(line for line in machine.text.splitlines() if line.startswith("apus ")))
    blocks = collections.Counter()
    for line in result.read_text().splitlines():
        address, instructions, count, code = line.split()
        blocks[int(address, 16), int(instructions), bytes.fromhex(code)] += int(count)
    return blocks


class Program:
    """Functions of a program by address, and its code."""

    def __init__(self, path):
        self.name = path.name
        command = ["llvm-nm", "-n", str(path)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        self.entries = [(int(fields[0], 16), fields[2]) for fields in map(str.split, lines)
                        if len(fields) == 3 and fields[1] in "tTwW"]
        self.starts = [address for address, _ in self.entries]
        self.bytes = path.read_bytes()
        table, count = struct.unpack_from("<Q", self.bytes, 32)[0], struct.unpack_from("<H", self.bytes, 56)[0]
        headers = [struct.unpack_from("<IIQQQQ", self.bytes, table + 56 * index) for index in range(count)]
        # Kind 1 is loaded: offset in the file, address, bytes.
        self.segments = [(header[3], header[2], header[5]) for header in headers if header[0] == 1]

    def has(self, address, code):
        """Whether this code lies there."""
        for start, offset, length in self.segments:
            if start <= address < start + length:
                place = offset + address - start
                return self.bytes[place:place + len(code)] == code
        return False

    def find(self, address):
        index = bisect.bisect(self.starts, address) - 1
        return self.entries[index][1] if index >= 0 else hex(address)


def measure_boot(plugin):
    image = make_image(OUTPUT, {}, PLACED, initfs="build/iso/boot/initfs")
    return counts(plugin, image, lambda machine: machine.wait_for(r"^desktop ready\n", TIMEOUT))


def measure_input(plugin):
    def drive(machine):
        machine.wait_for(INPUT_READY, TIMEOUT)
        press_keys(machine)

    image = input_image(OUTPUT, PLACED)
    blocks = counts(plugin, image, drive)
    blocks.subtract(counts(plugin, image, lambda machine: machine.wait_for(INPUT_READY, TIMEOUT)))
    return blocks


def measure_row(plugin, row):
    def measure(only):
        image = make_image(OUTPUT, {"init": BENCH, "ramfs": "build/initfs/ramfs"}, f"only={only} {PLACED}")
        return counts(plugin, image, lambda machine: machine.wait_for(r"^bench: end\n", TIMEOUT))

    blocks = measure(row)
    blocks.subtract(measure("nothing"))
    return blocks


def main():
    arguments = sys.argv[1:]
    whole = {"boot": (measure_boot, 1), "input": (measure_input, INPUT_EVENTS)}.get((arguments + [""])[0])
    if len(arguments) < (1 if whole else 2):
        sys.exit(__doc__)
    operations = whole[1] if whole else int(arguments[1])
    wanted = (arguments[1 if whole else 2:] + [None])[0]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    plugin = (OUTPUT / "hotspots.so").resolve()
    source = ROOT / "Tests/System/Hotspots/hotspots.c"
    subprocess.run(["clang", "-shared", "-fPIC", "-O2", "-o", plugin, source], check=True)
    blocks = whole[0](plugin) if whole else measure_row(plugin, arguments[0])

    kernel = Program(KERNEL)
    programs = [Program(PROGRAMS / path.name) for folder in ["build/initfs", "build/root/bin"]
                for path in sorted(Path(folder).iterdir()) if (PROGRAMS / path.name).is_file()]

    def name(block):
        address, _, code = block
        if address >> 39 == KERNEL_SLOT:
            return "kernel", kernel.find(address)
        program = next((program for program in programs if program.has(address, code)), None)
        return (program.name, program.find(address)) if program else ("boot loader and firmware", "")

    functions, owners = collections.Counter(), collections.Counter()
    for block, count in blocks.items():
        total = count * block[1]
        functions[name(block)] += total
        owners[name(block)[0]] += total
    most = functions.most_common(LINES)
    plain = subprocess.run(["swift", "demangle", "-compact"], input="\n".join(entry[1] for entry, _ in most),
                           capture_output=True, text=True).stdout.split("\n")
    for owner, total in owners.most_common():
        print(f"{total / operations:12.1f} {owner}, all of it")
    for ((owner, _), total), text in zip(most, plain):
        print(f"{total / operations:12.1f} {owner:10} {text[:170]}")
    for block, count in sorted(blocks.items()):
        if wanted and wanted in name(block)[1] and count > operations / 4:
            print(f"{block[0]:#x} {count / operations:.2f} times {block[1]} instructions")


if __name__ == "__main__":
    main()

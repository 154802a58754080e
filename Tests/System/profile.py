#!/usr/bin/env python3
"""Where the instructions of one bench row go: a table of functions, in guest instructions per operation.

Usage: Tests/System/profile.py ROW OPERATIONS [FUNCTION]

The row is run alone, then a second boot without it is taken off. OPERATIONS is how often the row runs its operation,
warm-up included (nine eighths of its count). With part of a FUNCTION's name the blocks of that function are listed,
too.
"""

import bisect
import collections
import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import COUNTED, IMAGE_BUILDER  # noqa: E402
from checks import ROOT, other_image  # noqa: E402

OUTPUT = Path("build/profile")
KERNEL = ".build-kernel/x86_64-unknown-none-elf/release/kernel"
BENCH = ".build-programs/x86_64-unknown-none-elf/release/osbench"
# The top-level slot of the kernel's image.
KERNEL_SLOT = 255


def counts(plugin, row):
    """Executions of every block of code in a boot with this row: {(address, instructions): count}."""
    image = other_image([f"multiboot2 /boot/kernel only={row}", "module2 /boot/initfs initfs"], OUTPUT,
                        {"boot/initfs": OUTPUT / "initfs"})
    result = OUTPUT / "blocks.txt"
    command = ["timeout", "-s", "INT", "300", "qemu-system-x86_64", "-M", "q35", "-m", "512",
               "-cpu", "max,erms=off,fsrm=off", "-cdrom", str(image), "-boot", "d",
               "-display", "none", "-serial", "stdio", "-no-reboot", *COUNTED, "-plugin", str(plugin), "-d", "plugin"]
    machine = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, errors="replace", env={**os.environ, "HOTSPOTS": str(result)})
    for line in machine.stdout:
        if line.startswith("apus "):
            print(line.strip())
        if "bench: end" in line:
            break
    machine.send_signal(signal.SIGINT)
    machine.wait()
    blocks = collections.Counter()
    for line in result.read_text().splitlines():
        address, instructions, count = line.split()
        blocks[int(address, 16), int(instructions)] += int(count)
    return blocks


class Symbols:
    """Functions of a program by address."""

    def __init__(self, program):
        command = ["llvm-nm", "-n", str(program)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        self.entries = [(int(fields[0], 16), fields[2]) for fields in map(str.split, lines)
                        if len(fields) == 3 and fields[1] in "tTwW"]
        self.starts = [address for address, _ in self.entries]

    def find(self, address):
        index = bisect.bisect(self.starts, address) - 1
        return self.entries[index][1] if index >= 0 else hex(address)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    row, operations = sys.argv[1], int(sys.argv[2])
    wanted = sys.argv[3] if len(sys.argv) > 3 else None
    OUTPUT.mkdir(parents=True, exist_ok=True)
    plugin = OUTPUT / "hotspots.so"
    source = ROOT / "Tests/System/Hotspots/hotspots.c"
    subprocess.run(["clang", "-shared", "-fPIC", "-O2", "-o", plugin, source], check=True)
    subprocess.run([IMAGE_BUILDER, "symbols", BENCH, OUTPUT / "osbench"], check=True)
    subprocess.run([IMAGE_BUILDER, "initfs", OUTPUT / "initfs", f"init={OUTPUT / 'osbench'}",
                    "ramfs=build/initfs/ramfs"], check=True)
    blocks = counts(plugin.resolve(), row)
    blocks.subtract(counts(plugin.resolve(), "nothing"))

    kernel, program = Symbols(KERNEL), Symbols(BENCH)

    def name(address):
        if address >> 39 == KERNEL_SLOT:
            return "kernel  " + kernel.find(address)
        return "program " + program.find(address) if 0x400000 <= address < 0x1000000 else "boot loader and firmware"

    functions = collections.Counter()
    for (address, instructions), count in blocks.items():
        functions[name(address)] += count * instructions
    most = functions.most_common(45)
    plain = subprocess.run(["swift", "demangle", "-compact"], input="\n".join(entry[8:] for entry, _ in most),
                           capture_output=True, text=True).stdout.splitlines()
    print(f"{sum(functions.values()) / operations:10.1f} all")
    for (entry, total), text in zip(most, plain):
        print(f"{total / operations:10.1f} {entry[:8]}{text[:170]}")
    for (address, instructions), count in sorted(blocks.items()):
        if wanted and wanted in name(address) and count > operations / 4:
            print(f"{address:#x} {count / operations:.2f} times {instructions} instructions")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The figures: kernel, boot and input in guest instructions, then the cores on this machine beside their peers.

Prints `apus NAME VALUE`; rows with a peer go on with `PEER VALUE ratio R`. With a word only the rows whose names
contain it.

Under -icount one time-stamp tick is one guest instruction, so the guest's figures are the same on every host. Times
that the guest's kernel gives in nanoseconds count the same: its clock starts with its first instruction and runs at a
tick each, to one in ten thousand (the interval timer, against which it measures the rate).
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from checks import other_image  # noqa: E402
from machine import Failure, Machine  # noqa: E402

COUNTED = ["-icount", "shift=0,sleep=off", "-smp", "1"]
IMAGE_BUILDER = ".build-tools/release/imagebuilder"
HOST_BENCH = ".build-tools/release/hostbench"
BENCH = "build/root/bin/osbench"
INPUT_READY = r"^bench: input ready\n"
# Presses and releases that the stand-in waits for.
INPUT_EVENTS = 402


def counted(image, name, output, extra=()):
    """A machine that counts instructions."""
    return Machine(image, name=name, cpu="max,erms=off,fsrm=off", output=output, extra=[*COUNTED, *extra])


def make_image(output, files, command_line="", initfs=None):
    """An ISO with a boot image of these files (or one that exists), and words for the kernel."""
    output.mkdir(parents=True, exist_ok=True)
    if not initfs:
        initfs = output / "initfs"
        contents = [f"{name}={path}" for name, path in files.items()]
        subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *contents], check=True)
    return other_image([f"multiboot2 /boot/kernel {command_line}", "module2 /boot/initfs initfs"], output,
                       {"boot/initfs": initfs})


def pass_rows(machine, timeout):
    """Prints what the bench prints, up to its end."""
    while True:
        line = machine.wait_for(r"^(apus \w+ \d+|bench: .*)\n", timeout).group(1)
        if line.startswith("bench: end"):
            return
        print(line, flush=True)


def kernel_rows(arguments):
    """The bench as the first program of a boot image of its own: nothing runs beside it."""
    only = f"only={arguments.only}" if arguments.only else ""
    image = make_image(arguments.output, {"init": BENCH, "ramfs": "build/initfs/ramfs"}, only)
    with counted(image, "bench", arguments.output) as machine:
        pass_rows(machine, arguments.timeout)


def boot_row(arguments):
    """From the kernel's first instruction to the first whole frame of the ISO's desktop."""
    image = make_image(arguments.output, {}, "times", initfs="build/iso/boot/initfs")
    with counted(image, "bench-boot", arguments.output) as machine:
        seconds, rest = machine.wait_for(r"^\[(\d+)\.(\d{9})\] desktop ready\n", arguments.timeout).groups()
        print(f"apus boot_to_desktop {int(seconds) * 10**9 + int(rest)}", flush=True)


def input_image(output, command_line=""):
    """Drivers, the compositor's stand-in, and four busy loops."""
    programs = {name: f"build/initfs/{name}" for name in ["init", "inputd", "ps2d"]}
    files = {**programs, "osbench": BENCH, "services": "Tests/System/bench.services"}
    return make_image(output, files, command_line)


def press_keys(machine):
    """Presses keys until the stand-in has enough of them."""
    while "bench: end" not in machine.text and machine.process.poll() is None:
        # So many milliseconds of the machine's time, which is counted in instructions, lie between press and release.
        # QEMU is not exact there, and a keyboard's line takes about one for each byte: no two of them come at once.
        machine.press("a", hold=20)


def input_row(arguments):
    """From the keyboard's interrupt to the compositor's stand-in, beside four busy loops."""
    with counted(input_image(arguments.output), "bench-input", arguments.output) as machine:
        machine.wait_for(INPUT_READY, arguments.timeout)
        press_keys(machine)
        pass_rows(machine, 1)


def host_rows(arguments):
    """The cores on this machine."""
    # Rows are shown as they come, through a pipe, too.
    subprocess.run(["stdbuf", "-oL", HOST_BENCH] + ([arguments.only] if arguments.only else []), check=True)


# Which rows each part prints; the kernel's and the host's programs know their own.
PARTS = [(kernel_rows, None), (boot_row, ["boot_to_desktop"]),
         (input_row, [f"input_to_compositor_{which}" for which in ["first", "median", "worst"]]), (host_rows, None)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="only rows whose name contains this")
    parser.add_argument("--output", type=Path, default=Path("build/bench"))
    parser.add_argument("--timeout", type=int, default=600)
    arguments = parser.parse_args()
    failed = False
    only_one = any(arguments.only == name for _, names in PARTS for name in names or [])
    for part, names in PARTS:
        if only_one and not names or names and not any(arguments.only in name for name in names):
            continue
        try:
            part(arguments)
        except (Failure, subprocess.CalledProcessError) as failure:
            failed = True
            print(f"bench: {part.__name__}: {failure}", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

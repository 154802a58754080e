#!/usr/bin/env python3
"""The kernel's figures: boots the bench program on a machine that counts instructions, and prints `apus NAME VALUE`.

Under -icount one time-stamp tick is one guest instruction, so the figures are the same on every host. The bench is the
first program of a boot image of its own: nothing runs beside it.
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


def make_image(arguments):
    """The ISO with osbench as init."""
    output = Path(arguments.output)
    output.mkdir(parents=True, exist_ok=True)
    subprocess.run([IMAGE_BUILDER, "initfs", str(output / "initfs"), "init=build/root/bin/osbench",
                    "ramfs=build/initfs/ramfs"], check=True)
    only = f" only={arguments.only}" if arguments.only else ""
    return other_image([f"multiboot2 /boot/kernel{only}", "module2 /boot/initfs initfs"], output,
                       {"boot/initfs": output / "initfs"})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="only rows whose name contains this")
    parser.add_argument("--output", default="build/bench")
    parser.add_argument("--timeout", type=int, default=600)
    arguments = parser.parse_args()
    with Machine(make_image(arguments), name="bench", cpu="max,erms=off,fsrm=off", output=arguments.output,
                 extra=COUNTED) as machine:
        try:
            while True:
                line = machine.wait_for(r"^(apus \w+ \d+|bench: .*)\n", arguments.timeout).group(1)
                if line.startswith("bench: end"):
                    return 0
                print(line, flush=True)
        except Failure as failure:
            print(f"bench: {failure}\n{machine.tail()}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())

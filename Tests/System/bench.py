#!/usr/bin/env python3
"""The kernel's figures: boots the bench program on a machine that counts instructions, and prints `apus NAME VALUE`.

Under -icount one time-stamp tick is one guest instruction, so the figures are the same on every host.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from checks import with_menu  # noqa: E402
from machine import Failure, Machine  # noqa: E402

COUNTED = ["-icount", "shift=0,sleep=off", "-smp", "1"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--iso", default="build/apus.iso")
    parser.add_argument("--output", default="build/bench")
    parser.add_argument("--timeout", type=int, default=600)
    arguments = parser.parse_args()
    iso = with_menu(arguments.iso, ["multiboot2 /boot/kernel bench", "module2 /boot/initfs initfs"], arguments.output)
    with Machine(iso, name="bench", cpu="max,erms=off,fsrm=off", output=arguments.output, extra=COUNTED) as machine:
        try:
            while True:
                line = machine.wait_for(r"^(apus \w+ \d+|bench: .*)$", arguments.timeout).group(1)
                if line.startswith("bench: end"):
                    return 0
                print(line, flush=True)
        except Failure as failure:
            print(f"bench: {failure}\n{machine.tail()}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())

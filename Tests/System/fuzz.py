#!/usr/bin/env python3
"""System calls that no honest program makes, by seed: boots osfuzz with nothing but a file system beside it.

Usage: Tests/System/fuzz.py [--seed S] [--calls N] [--round R]

Without a seed it is the time; what is printed repeats the run. The nightly run makes 10 million calls.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import IMAGE_BUILDER  # noqa: E402
from checks import ROOT, other_image  # noqa: E402
from machine import Failure, Machine  # noqa: E402

PROGRAMS = ["init", "logd", "ramfs"]
END = r"^osfuzz: (unharmed|HARMED|only user 0).*\n"


def make_image(output, seed, calls, first_round=0):
    """An image whose only program is osfuzz."""
    output = Path(output)
    output.mkdir(parents=True, exist_ok=True)
    manifest, root, initfs = output / "fuzz.manifest", output / "fuzz.tar.gz", output / "fuzz.initfs"
    manifest.write_text("dir bin 0755 0 0\nfile bin/osfuzz 0755 0 0 build/root/bin/osfuzz\n"
                        "tree etc 0644 0 0 assets/root/etc\ndir tmp 1777 0 0\n")
    subprocess.run([IMAGE_BUILDER, "root", str(root), str(manifest)], check=True)
    subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *[f"{name}=build/initfs/{name}" for name in PROGRAMS],
                    f"services={ROOT}/Tests/System/fuzz.services", f"root.tar.gz={root}"], check=True)
    words = f"fuzz-seed={seed} fuzz-calls={calls} fuzz-round={first_round}"
    return other_image([f"multiboot2 /boot/kernel {words}", "module2 /boot/initfs initfs"], output,
                       {"boot/initfs": initfs})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--calls", type=int, default=10_000_000)
    parser.add_argument("--round", type=int, default=0)
    parser.add_argument("--output", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()
    image = make_image(arguments.output, arguments.seed, arguments.calls, arguments.round)
    with Machine(image, name="fuzz", memory="256M", output=arguments.output) as machine:
        try:
            while True:
                # A panic, or a machine that says nothing any more, ends it, too.
                line = machine.wait_for(r"^(osfuzz: .*|  .*|kernel panic: .*)\n", 120).group(1)
                if line.startswith(("osfuzz", "kernel panic")) or "osfuzz: reached" in machine.text:
                    print(line, flush=True)
                if line.startswith("kernel panic"):
                    machine.wait_for(r"kernel panic: end of report", 20)
                    print(machine.tail(60))
                    return 1
                if line.startswith(("osfuzz: unharmed", "osfuzz: HARMED", "osfuzz: only")):
                    return 0 if line.startswith("osfuzz: unharmed") else 1
        except Failure as failure:
            print(f"{failure}\n{machine.tail(60)}", flush=True)
            return 1


if __name__ == "__main__":
    sys.exit(main())

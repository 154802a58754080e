#!/usr/bin/env python3
"""Boots the ISO in QEMU and checks what a person at the machine would notice.

Usage: Tests/System/suite.py [--iso build/apus.iso] [--output build/system-tests] [PART OF A CHECK'S NAME]
"""

import argparse
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from checks import Suite  # noqa: E402

# In the order in which they run: later ones leave less of the shared machine whole.
CHECKS = ["boot_checks", "desktop_checks", "windows_checks", "apps_checks", "memory_checks", "recovery_checks",
          "isolation_checks", "device_checks", "fuzz_checks", "fault_checks", "trace_checks", "users_checks",
          "shell_checks", "power_checks"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="run only checks whose name contains this")
    parser.add_argument("--iso", default="build/apus.iso")
    parser.add_argument("--output", default="build/system-tests")
    arguments = parser.parse_args()
    if not Path(arguments.iso).exists():
        sys.exit(f"{arguments.iso} does not exist: make iso")
    for module in CHECKS:
        importlib.import_module(module)
    sys.exit(0 if Suite(arguments.iso, arguments.output, arguments.only).run() else 1)


if __name__ == "__main__":
    main()

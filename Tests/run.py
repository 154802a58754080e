#!/usr/bin/env python3
"""Runs the parts of the test suite that are named, and ends with one line: N passed, N failed.

  Tests/run.py check host iso system

check   swift-format over every source, and the tidy tests
host    swift test: every core on this machine (without the tidy tests)
iso     builds the image (a failure counts as one)
system  boots the image by BIOS and by UEFI and uses it (Tests/System)

Every part runs even when one before it failed, except that nothing is booted without an image.
"""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def stream(command, **options):
    """Runs a command, shows what it prints as it comes, and returns its status and its text."""
    lines = []
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)
    for line in process.stdout:
        lines.append(line)
        if not re.match(r"^\[\d+/\d+\]|^[◇↳] |^✔ Test |^warning: prohibited flag", line):
            print(line, end="", flush=True)
    return process.wait(), "".join(lines)


def check():
    """Style: swift-format is one test, the rules of the house are the tidy tests."""
    paths = ["Package.swift", "Sources", "Tests", "installer"]
    status, _ = stream(["swift", "format", "lint", "--strict", "--recursive", "--parallel"] + paths)
    passed, failed = swift_test("--filter", "TidyTests")
    return (passed + 1, failed) if status == 0 else (passed, failed + 1)


def host():
    return swift_test("--skip", "TidyTests")


def swift_test(*choice):
    """Tests on this machine, counted by the closing lines of the runner."""
    status, text = stream(["swift", "test", "--parallel", *choice])
    found = re.findall(r"Test run with (\d+) tests?.* (passed|failed)(?: after .*? with (\d+) issue)?", text)
    passed = failed = 0
    for total, verdict, _ in found:
        names = set(re.findall(r"✘ Test (?!run with)\"?([^\n]+?)\"? failed after", text))
        broken = len(names) if verdict == "failed" else 0
        failed += broken
        passed += int(total) - broken
    if status != 0 and failed == 0:
        failed = 1
    return passed, failed


def iso():
    status, _ = stream(["make", "--no-print-directory", "iso"])
    return (1, 0) if status == 0 else (0, 1)


def system():
    """The system tests print their own closing line."""
    if not os.path.exists(os.path.join(ROOT, "build", "apus.iso")):
        print("system: no build/apus.iso to boot")
        return 0, 1
    status, text = stream([sys.executable, "Tests/System/suite.py"])
    counts = re.findall(r"^(\d+) passed, (\d+) failed$", text, re.MULTILINE)
    if not counts:
        return 0, 1
    passed, failed = map(int, counts[-1])
    return passed, failed + (1 if status != 0 and failed == 0 else 0)


def main():
    parts = {"check": check, "host": host, "iso": iso, "system": system}
    names = sys.argv[1:]
    if not names or any(name not in parts for name in names):
        print(__doc__)
        return 2
    passed = failed = 0
    for name in names:
        print(f"== {name}", flush=True)
        good, bad = parts[name]()
        print(f"== {name}: {good} passed, {bad} failed", flush=True)
        passed += good
        failed += bad
        if name == "iso" and bad:
            break
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

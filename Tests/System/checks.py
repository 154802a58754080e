"""The list of checks and the machines that they share.

A check is a function that takes a machine and raises `Failure`, or returns. Checks of one profile share one boot, in the
order in which they were declared; a check that needs a machine for itself asks for one with `fresh`.
"""

import subprocess
import tempfile
import time
import traceback
from pathlib import Path

from machine import Failure, Machine

# Machines to boot, by name.
PROFILES = {
    "bios": {},
    "uefi": {"uefi": True, "memory": "512M"},
    "small": {"memory": "192M", "board": "pc", "cpu": "qemu64"},
    "large": {"memory": "8G"},
    "legacy": {"board": "pc,acpi=off", "memory": "512M"},
}

_checks = []


def check(profile="bios", fresh=False, **options):
    """Declares a check: its name is the function's, its description the first line of the docstring."""
    def declare(function):
        _checks.append((function, profile, fresh, options))
        return function
    return declare


def expect(condition, message):
    if not condition:
        raise Failure(message)


def with_menu(iso, commands, output, files=None):
    """A copy of the image whose boot menu is these commands, with more files (path there: path here); its path."""
    result = Path(output) / "other-menu.iso"
    result.parent.mkdir(parents=True, exist_ok=True)
    result.unlink(missing_ok=True)
    more = [word for there, here in (files or {}).items() for word in ("-map", str(here), there)]
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as menu:
        menu.write("\n".join(["insmod all_video", "set gfxpayload=1024x768x32", *commands, "boot"]) + "\n")
        menu.flush()
        made = subprocess.run(["xorriso", "-indev", str(iso), "-outdev", str(result), "-boot_image", "any", "keep",
                               "-map", menu.name, "/boot/grub/grub.cfg", *more], capture_output=True, text=True)
    if made.returncode != 0:
        raise Failure(f"xorriso: {made.stderr.strip()[-300:]}")
    return result


class Suite:
    """Runs checks and keeps count."""

    def __init__(self, iso, output, only=""):
        self.iso, self.output, self.only = iso, output, only
        self.machines, self.passed, self.failed = {}, 0, 0

    def run(self):
        chosen = [entry for entry in _checks if self.only in entry[0].__name__]
        for index, (function, profile, fresh, options) in enumerate(chosen):
            self._run_one(function, profile, fresh, options)
            if not any(later[1] == profile and not later[2] for later in chosen[index + 1:]):
                self._close(profile)
        for profile in list(self.machines):
            self._close(profile)
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return self.failed == 0

    def _run_one(self, function, profile, fresh, options):
        name = f"{profile}: {function.__name__}"
        start = time.monotonic()
        machine = None
        try:
            if not fresh and profile in self.machines:
                machine = self.machines[profile]
                expect(machine.process.poll() is None, "the machine ended in an earlier check")
            else:
                machine = self._boot(function.__name__ if fresh else profile, profile, options)
                if not fresh:
                    self.machines[profile] = machine
            function(machine)
            self.passed += 1
            print(f"ok      {name} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception as error:
            self.failed += 1
            print(f"FAILED  {name}: {error}", flush=True)
            if not isinstance(error, Failure):
                traceback.print_exc()
            if machine:
                self._explain(machine, function.__name__)
        finally:
            if fresh and machine:
                machine.close()

    def _boot(self, name, profile, options):
        settings = {**PROFILES[profile], **options}
        menu = settings.pop("menu", None)
        iso = with_menu(self.iso, menu, self.output) if menu else self.iso
        return Machine(iso, name=name, output=self.output, **settings)

    def _explain(self, machine, name):
        print("        last lines of the serial console:")
        for line in machine.tail(30).splitlines():
            print(f"        | {line}")
        try:
            print(f"        screen: {machine.screenshot('failed-' + name)}", flush=True)
        except Exception as error:
            print(f"        no screenshot: {error}", flush=True)

    def _close(self, profile):
        machine = self.machines.pop(profile, None)
        if machine:
            machine.close()

"""The list of checks and the machines that they share.

A check is a function that takes a machine and raises `Failure`, or returns. Checks of one profile share one boot, in
the order in which they were declared; a check that needs a machine for itself asks for one with `fresh`.
"""

import shutil
import subprocess
import tempfile
import time
import traceback
from pathlib import Path

from machine import Failure, Machine

ROOT = Path(__file__).resolve().parents[2]

# Machines to boot, by name.
PROFILES = {
    "bios": {},
    "uefi": {"uefi": True, "memory": "512M"},
    "small": {"memory": "192M", "board": "pc", "cpu": "qemu64"},
    "large": {"memory": "8G"},
    "legacy": {"board": "pc,acpi=off", "memory": "512M"},
}

_checks = []


def check(*profiles, fresh=False, **options):
    """Declares a check, to run on a machine of each profile: its name is the function's."""
    def declare(function):
        for profile in profiles:
            _checks.append((function, profile, fresh, options))
        return function
    return declare


def expect(condition, message):
    if not condition:
        raise Failure(message)


def other_image(commands, output, files=None, image="build/iso"):
    """A small image with the same kernel, another boot menu and other files (path there: path here); its path."""
    Path(output).mkdir(parents=True, exist_ok=True)
    result = Path(output) / "other.iso"
    with tempfile.TemporaryDirectory(prefix="apus-image-") as folder:
        contents = {"boot/kernel": f"{image}/boot/kernel", **(files or {})}
        for there, here in contents.items():
            target = Path(folder) / there
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(here, target)
        menu = Path(folder) / "boot/grub/grub.cfg"
        menu.parent.mkdir(parents=True, exist_ok=True)
        menu.write_text("\n".join(["insmod all_video", "set gfxpayload=1280x800x32", *commands, "boot"]) + "\n")
        command = [str(ROOT / "installer/make-iso.sh"), folder, str(result)]
        made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode != 0:
        raise Failure(f"make-iso.sh: {made.stderr.strip()[-300:]}")
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
        make_image = settings.pop("image", None)
        if make_image:
            iso = make_image(self.output)
        else:
            iso = other_image(menu, self.output) if menu else self.iso
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

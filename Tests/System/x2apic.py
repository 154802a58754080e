#!/usr/bin/env python3
"""The CPUs' extended controllers (x2APIC): boots with them on four CPUs, without and with remapped interrupts.

Usage: PATH=FOLDER_OF_A_NEWER_QEMU:$PATH Tests/System/x2apic.py

Not part of the suite: QEMU has them without KVM since 9.0, and Debian 12 has 7.2.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from checks import expect, other_image  # noqa: E402
from desktop import Desktop  # noqa: E402
from device_checks import PAIR, heard, image, pair, pins  # noqa: E402
from machine import Failure, Machine  # noqa: E402

OUTPUT = "build/x2apic"
MACHINE = {"output": OUTPUT, "cpu": "max,+x2apic"}
TRACE = ["-trace", "cpu_set_apic_base"]
IOMMU = ["-device", "intel-iommu,intremap=on,eim=on"]


def boots(name, extra):
    iso = other_image(["multiboot2 /boot/kernel x2apic", "module2 /boot/initfs initfs"], OUTPUT,
                      {"boot/initfs": "build/iso/boot/initfs"})
    with Machine(iso, name=name, extra=["-smp", "4", *TRACE, *extra], **MACHINE) as machine:
        machine.wait_for(r"desktop ready\n", 120)
        expect(are_extended(machine), "the controllers are not in their extended mode")
        desktop = Desktop(machine)
        desktop.start_by_name("editor")
        desktop.wait_for_window("Editor")
        machine.type("Typed by an interrupt.")
        desktop.save_as("/home/user/typed.txt")
        expect(desktop.shell("cat /home/user/typed.txt").strip() == "Typed by an interrupt.", "keys were lost")
        status, output = machine.run("cat sys:cpu")
        expect(status == 0 and "4 CPUs" in output, f"sys:cpu says {output!r}")
        print(f"{name}: {machine.screenshot()}, pins {sorted(pins(machine))}", flush=True)


def raises_its_own_alone():
    """As the check of device_checks.py; the table's entries are of the other form here."""
    iso = image(second=True, words="x2apic")(OUTPUT)
    with Machine(iso, name="devices", extra=[*TRACE, *IOMMU, *PAIR], **MACHINE) as machine:
        first, second = pair(machine)
        expect(are_extended(machine), "the controllers are not in their extended mode")
        expect("pcid: and to its driver's interrupts" in machine.text, "interrupts are not remapped")
        first.aim_as(second)
        expect(heard(machine, "raise") == (0, 0), "it raised the other's interrupt")
        first.aim_as(first)
        expect(heard(machine, "raise") == (1, 0), "its own does not come any more")
        print("devices: each raises its own interrupts alone", flush=True)


def are_extended(machine):
    """Whether all four CPUs have set both bits, on and extended, by QEMU's trace of that register."""
    values = re.findall(r"cpu_set_apic_base.*?0x([0-9a-f]+)", Path(f"{OUTPUT}/{machine.name}.qemu.log").read_text())
    return sum(int(value, 16) >> 10 & 3 == 3 for value in values) == 4


if __name__ == "__main__":
    try:
        boots("alone", [])
        boots("remapped", IOMMU)
        raises_its_own_alone()
    except Failure as failure:
        sys.exit(f"FAILED  {failure}")

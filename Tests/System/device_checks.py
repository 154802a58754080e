"""Devices and their drivers: what is on the bus, and a driver that has its device and nothing else."""

import re
import subprocess
from pathlib import Path

from bench import IMAGE_BUILDER
from checks import ROOT, check, expect, other_image

PROGRAMS = ["init", "logd", "pcid"]
# The device's own limit is 28 address lines; without an IOMMU the driver's memory may lie above.
EDU = ["-device", "edu,dma_mask=0xffffffff"]


def image(arguments=""):
    """An image whose services are those of devices.services; edutest gets the arguments."""
    def make(output):
        output = Path(output)
        output.mkdir(parents=True, exist_ok=True)
        services = output / "devices.services"
        lines = (ROOT / "Tests/System/devices.services").read_text()
        services.write_text(lines + (f"arguments = {arguments}\n" if arguments else ""))
        initfs = output / "devices.initfs"
        subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *[f"{name}=build/initfs/{name}" for name in PROGRAMS],
                        "edutest=build/root/bin/edutest", f"services={services}"], check=True)
        return other_image(["multiboot2 /boot/kernel", "module2 /boot/initfs initfs"], output, {"boot/initfs": initfs})
    return make


def driver_passes(machine, tests):
    match = machine.wait_for(r"^edutest: (?:(\d+) passed, (\d+) failed|E.*)$", 60)
    failures = [line for line in machine.text.splitlines() if "FAILED" in line]
    expect(match.group(2) == "0", "; ".join(failures) or match.group(0))
    expect(int(match.group(1)) >= tests, f"only {match.group(1)} tests ran")
    expect("no such device" not in machine.text and "nodevice" not in machine.text, "an absent device is complained of")


@check("bios", fresh=True, image=image(), extra=EDU)
def a_driver_has_its_device_and_nothing_else(machine):
    driver_passes(machine, 20)


@check("small", fresh=True, image=image(), extra=EDU)
def so_it_has_on_an_old_board(machine):
    driver_passes(machine, 20)


@check("legacy", fresh=True, image=image(), extra=EDU)
def and_without_acpi_by_its_line(machine):
    driver_passes(machine, 20)


@check("bios", "small", fresh=True)
def lspci_lists_the_bus(machine):
    machine.wait_for(r"desktop ready\n", 90)
    machine.log_in()
    status, text = machine.run("lspci")
    expect(status == 0, text)
    for pattern in [r"^00:00\.0 Host bridge: 8086:", r"^00:\w\w\.\d VGA controller: 1234:1111",
                    r"^00:\w\w\.\d ISA bridge: 8086:"]:
        expect(re.search(pattern, text, re.MULTILINE), f"no line matches {pattern}: {text}")

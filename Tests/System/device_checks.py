"""Devices and their drivers: what is on the bus, and a driver that has its device and nothing else."""

import re
import subprocess
from pathlib import Path

from bench import IMAGE_BUILDER
from checks import ROOT, check, expect, other_image
from desktop import Desktop

PROGRAMS = ["init", "logd", "pcid"]
# The device's own limit is 28 address lines; without an IOMMU the driver's memory may lie above.
EDU = ["-device", "edu,dma_mask=0xffffffff"]


def image(arguments="", restart="never"):
    """An image whose services are those of devices.services; edutest gets the arguments, and perhaps a new life."""
    def make(output):
        output = Path(output)
        output.mkdir(parents=True, exist_ok=True)
        services = output / "devices.services"
        lines = (ROOT / "Tests/System/devices.services").read_text()
        services.write_text(lines.replace("never", restart) + (f"arguments = {arguments}\n" if arguments else ""))
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
    driver_passes(machine, 21)


@check("bios", fresh=True, image=image(), extra=[*EDU, "-smp", "4"])
def so_it_has_on_four_cpus(machine):
    driver_passes(machine, 21)


@check("bios", fresh=True, image=image(restart="always"), extra=EDU)
def the_next_driver_finds_the_device_stopped(machine):
    for _ in range(4):
        driver_passes(machine, 21)


@check("small", fresh=True, image=image(), extra=EDU)
def so_it_has_on_an_old_board(machine):
    driver_passes(machine, 21)


@check("legacy", fresh=True, image=image(), extra=EDU)
def and_without_acpi_by_its_line(machine):
    driver_passes(machine, 21)


@check("bios", fresh=True, image=image("confined"), extra=["-device", "intel-iommu,intremap=on", *EDU])
def a_device_reaches_its_drivers_memory_alone(machine):
    is_confined(machine, "00")


# The bridge speaks for the device: bus 1 (the bridge's), device 0.
@check("bios", fresh=True, image=image("confined"),
       extra=["-device", "intel-iommu,intremap=on", "-device", "pcie-pci-bridge,id=bridge",
              "-device", "edu,dma_mask=0xffffffff,bus=bridge,addr=2"])
def so_it_does_behind_a_bridge(machine):
    is_confined(machine, "01")


def is_confined(machine, bus):
    driver_passes(machine, 22)
    expect("pcid: the IOMMU confines" in machine.text, "the IOMMU is not used")
    # Each try is told of, with device and address; those that were allowed are not.
    for what in ["writing at 100000", "writing at 101000", "writing at 200000", "reading at 100000"]:
        line = rf"^pcid: {bus}:\w\w\.\d was refused {what} "
        expect(re.search(line, machine.text, re.MULTILINE), f"no word of {what}")
    expect(machine.text.count("was refused") == 5, "another access was refused")
    expect("kernel panic" not in machine.text, "the kernel stopped")


@check("bios", fresh=True, image=image("confined orphan", "always"),
       extra=["-device", "intel-iommu,intremap=on", *EDU])
def a_new_pcid_takes_the_devices_over(machine):
    for round in range(3):
        driver_passes(machine, 23)
    expect(machine.text.count("pcid was ended by signal 9") >= 2, "pcid was not killed")
    expect("kernel panic" not in machine.text, "the kernel stopped")


@check("bios", fresh=True, image=image(restart="always"),
       extra=["-device", "intel-iommu,intremap=on", "-device", "nvme,serial=apus"])
def a_disk_interrupts_by_its_table_and_is_reset(machine):
    # Each one leaves the controller on.
    for _ in range(3):
        match = machine.wait_for(r"^(?:disk|edu)test: (?:(\d+) passed, (\d+) failed|E.*)$", 60)
        expect(match.group(2) == "0", "; ".join(line for line in machine.text.splitlines() if "FAILED" in line))
        expect(int(match.group(1)) >= 9, f"only {match.group(1)} tests ran")
    expect("was refused" not in machine.text, "an access was refused")


@check("bios", "small")
def lspci_lists_the_bus(machine):
    text = Desktop(machine).shell("lspci")
    for pattern in [r"^00:00\.0 Host bridge: 8086:", r"^00:\w\w\.\d VGA controller: 1234:1111",
                    r"^00:\w\w\.\d ISA bridge: 8086:"]:
        expect(re.search(pattern, text, re.MULTILINE), f"no line matches {pattern}: {text}")


@check("bios")
def contain_leaves_what_was_granted(machine):
    desktop = Desktop(machine)
    expect("root:" in desktop.shell("contain file -- cat /etc/passwd"), "what is granted is not there")
    for command in ["contain null time -- cat /etc/passwd", "contain --without file,sys -- cat /etc/passwd",
                    "contain -- cat null:"]:
        status, text = machine.run(command)
        expect(status != 0 and "No such scheme" in text, f"{command}: status {status}: {text}")
    # Nor does a shell in there get more, or any of its programs.
    status, text = machine.run("contain file -- sh -c 'cat /etc/hostname; contain file pci -- lspci; cat pci:'")
    expect(status != 0 and "8086" not in text, f"the shell got more: {text}")
    status, text = machine.run("contain flie -- true")
    expect(status == 125 and "flie: no such scheme" in text, f"status {status}: {text}")

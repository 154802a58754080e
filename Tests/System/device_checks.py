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


def image(arguments="", restart="never", second=False, words=""):
    """An image whose services are those of devices.services; edutest gets the arguments, and perhaps a new life or a
    second device, the kernel the words."""
    def make(output):
        output = Path(output)
        output.mkdir(parents=True, exist_ok=True)
        services = output / "devices.services"
        lines = (ROOT / "Tests/System/devices.services").read_text()
        if second:
            lines = lines.replace("device=pci:claim/1234:11e8", "device=pci:claim/1234:11e8 second=pci:claim/1234:11e8")
        services.write_text(lines.replace("never", restart) + (f"arguments = {arguments}\n" if arguments else ""))
        initfs = output / "devices.initfs"
        subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *[f"{name}=build/initfs/{name}" for name in PROGRAMS],
                        "edutest=build/root/bin/edutest", f"services={services}"], check=True)
        return other_image([f"multiboot2 /boot/kernel {words}", "module2 /boot/initfs initfs"], output,
                           {"boot/initfs": initfs})
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


PAIR = ["-smp", "4", *[word for slot in (16, 17) for word in ("-device", f"edu,dma_mask=0xffffffff,addr={slot:#x}")]]


class Message:
    """What a device on bus 0 writes for its interrupt: the registers of its capability, reached past the system."""

    def __init__(self, machine, slot):
        self.machine, self.slot = machine, slot
        place = self._read(0x34) & 0xFF
        while self._read(place) & 0xFF != 5:
            place = self._read(place) >> 8 & 0xFF
        self.place = place
        self.low, self.high, self.data = (self._read(place + offset) for offset in (4, 8, 12))

    def _aim(self, offset):
        self.machine.monitor(f"o/w 0xcf8 {1 << 31 | self.slot << 11 | offset:#x}")

    def _read(self, offset):
        self._aim(offset & ~3)
        word = int(re.search(r"= (0x[0-9a-f]+)", self.machine.monitor("i/w 0xcfc")).group(1), 16)
        return word >> (offset & 3) * 8

    def aim_as(self, other):
        """From now on the device writes what another one does, or what it did itself."""
        for offset, value in ((4, other.low), (8, other.high), (12, other.data)):
            self._aim(self.place + offset)
            self.machine.monitor(f"o/w 0xcfc {value:#x}")


def heard(machine, order):
    """The interrupts of each of the two devices after an order."""
    machine.send(order + "\n")
    match = machine.wait_for(r"^aimtest: (?:heard (\d+) (\d+)|E.*)$", 30)
    return int(match.group(1)), int(match.group(2))


def pair(machine):
    machine.wait_for(r"^aimtest: ready$", 60)
    expect(heard(machine, "raise") == (1, 0) and heard(machine, "other") == (0, 1), "their own interrupts do not come")
    return Message(machine, 16), Message(machine, 17)


@check("bios", fresh=True, image=image(second=True), extra=["-device", "intel-iommu,intremap=on", *PAIR])
def a_device_raises_its_own_interrupts_alone(machine):
    first, second = pair(machine)
    expect("pcid: and to its driver's interrupts" in machine.text, "interrupts are not remapped")
    # As if the driver had got at the registers: the entry is the other's.
    first.aim_as(second)
    expect(heard(machine, "raise") == (0, 0), "it raised the other's interrupt")
    first.aim_as(first)
    expect(heard(machine, "raise") == (1, 0), "its own does not come any more")
    # By DMA, in the format that names an entry: one of nobody's.
    expect(heard(machine, f"write {0xFEE0_0010 | 250 << 5:x} 0") == (0, 0), "it raised an interrupt that nobody has")
    expect(heard(machine, "other") == (0, 1), "the other's does not come any more")
    # QEMU tells the system of such things since 8.1.
    version = machine.command("query-version")["qemu"]
    if (version["major"], version["minor"]) >= (8, 1):
        expect("00:10.0 was refused interrupt" in machine.text, "no word of what was refused")


@check("bios", fresh=True, image=image(second=True), extra=["-device", "intel-iommu,intremap=off", *PAIR])
def without_remapping_it_raises_any(machine):
    first, second = pair(machine)
    expect("pcid: the IOMMU does not remap interrupts" in machine.text, "that is not said")
    # What the check above tries would be seen.
    expect(heard(machine, f"write {second.low:x} {second.data:x}") == (0, 1), "DMA raised nothing")
    first.aim_as(second)
    expect(heard(machine, "raise") == (0, 1), "it did not raise the other's interrupt")


@check("bios", fresh=True, image=image(restart="always"),
       extra=["-device", "intel-iommu,intremap=on", "-device", "nvme,serial=apus"])
def a_disk_interrupts_by_its_table_and_is_reset(machine):
    # Each one leaves the controller on.
    for _ in range(3):
        match = machine.wait_for(r"^(?:disk|edu)test: (?:(\d+) passed, (\d+) failed|E.*)$", 60)
        expect(match.group(2) == "0", "; ".join(line for line in machine.text.splitlines() if "FAILED" in line))
        expect(int(match.group(1)) >= 9, f"only {match.group(1)} tests ran")
    expect("was refused" not in machine.text, "an access was refused")


def pins(machine):
    """Entries of the I/O APIC that are not masked: the pin, the whole entry, and the CPU of the old format."""
    lines = re.findall(r"pin (\d+) +0x([0-9a-f]{16}) dest=(\d+) (.*)", machine.monitor("info pic"))
    return {int(pin): (int(entry, 16), int(cpu)) for pin, entry, cpu, rest in lines if "masked" not in rest}


@check("bios", fresh=True, extra=["-smp", "4"])
def interrupts_go_to_several_processors(machine):
    machine.wait_for(r"desktop ready\n", 90)
    used = pins(machine)
    expect({1, 4, 12} <= used.keys() and len({cpu for _, cpu in used.values()}) >= 3, f"their CPUs: {used}")
    desktop = Desktop(machine)
    desktop.start_by_name("calculator")
    desktop.close(desktop.wait_for_window("Calculator"))


@check("bios", fresh=True, extra=["-smp", "4"])
def programs_run_where_they_are_told(machine):
    desktop = Desktop(machine)
    text = desktop.shell("taskset 2 sh -c 'taskset -p $$; taskset -p -c 0,2-3 $$; taskset -p $$; cat sys:cpu'")
    for line in ["affinity mask: 2", "current affinity list: 1", "new affinity list: 0,2-3", "affinity mask: d"]:
        expect(line in text, f"no {line!r}: {text}")
    status, text = machine.run("taskset 10 true")
    expect(status == 1 and "cannot run there" in text, f"a CPU that there is not: {status}: {text}")
    status, text = machine.run("taskset -p 1")
    expect(status == 0 and "pid 1's current affinity mask: f" in text, f"status {status}: {text}")
    status, text = machine.run("taskset -p 1 1")
    expect(status == 1 and "new" not in text, f"init was moved by a user: {text}")


@check("bios", fresh=True, extra=["-smp", "4", "-device", "intel-iommu,intremap=on"])
def the_keyboards_interrupts_go_through_the_table(machine):
    machine.wait_for(r"desktop ready\n", 90)
    used = pins(machine)
    expect({1, 4, 12} <= used.keys(), f"in use are {used.keys()}")
    expect(all(entry >> 48 == pin << 1 | 1 for pin, (entry, _) in used.items()), f"the old format is in use: {used}")
    desktop = Desktop(machine)
    desktop.start_by_name("calculator")
    desktop.close(desktop.wait_for_window("Calculator"))


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

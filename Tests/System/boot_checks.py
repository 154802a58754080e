"""Does it start, on the machines that people have?"""

import re
import time

from checks import check, expect
from desktop import Desktop

BOOTED = r"desktop ready\n"


@check("bios")
def starts_on_bios(machine):
    machine.wait_for(BOOTED, 60)


@check("uefi")
def starts_on_uefi(machine):
    machine.wait_for(BOOTED, 90)


@check("small", fresh=True)
def starts_with_192_mib_on_an_old_board(machine):
    machine.wait_for(BOOTED, 90)


@check("large", fresh=True)
def starts_with_8_gib(machine):
    machine.wait_for(BOOTED, 90)


@check("legacy", fresh=True)
def starts_without_acpi(machine):
    machine.wait_for(BOOTED, 90)


@check("bios", fresh=True, memory="40M")
def says_that_memory_is_short(machine):
    machine.wait_for(r"Apus cannot start: This machine has too little memory", 60)
    expect(machine.screen().colours(1) == 2, "the message is not on the screen")


@check("bios", fresh=True, menu=["multiboot2 /boot/kernel"])
def says_that_the_initfs_is_missing(machine):
    machine.wait_for(r"Apus cannot start: The boot loader did not load the initfs", 60)


@check("bios", fresh=True, menu=["multiboot2 /boot/kernel", "module2 /boot/kernel initfs"])
def says_that_the_initfs_is_damaged(machine):
    machine.wait_for(r"kernel: cannot start init", 60)


def counts_processors(machine, number):
    machine.wait_for(BOOTED, 90)
    Desktop(machine).log_in()
    status, output = machine.run("cat sys:cpu")
    expect(status == 0 and re.search(rf"^{number} CPUs?$", output, re.M), f"sys:cpu says {output!r}")


@check("bios", fresh=True, extra=["-smp", "8"])
def eight_processors_are_used(machine):
    counts_processors(machine, 8)


@check("legacy", fresh=True, extra=["-smp", "2"])
def one_processor_is_used_without_acpi(machine):
    counts_processors(machine, 1)


@check("bios", fresh=True, cpu="max,-hypervisor")
def time_passes_without_a_steady_counter(machine):
    time_passes(machine)


# Its timer begins anew every 4.7 seconds: all of the boot and the whole idle time would be lost.
@check("bios", fresh=True, board="pc,hpet=off", cpu="max,-hypervisor")
def time_passes_by_the_slow_timer_alone(machine):
    time_passes(machine)
    counter = int(machine.run("cat sys:uptime")[1].split(".")[0])
    start = time.monotonic()
    time.sleep(20)
    status, output = machine.run("cat sys:uptime")
    passed, guest = time.monotonic() - start, int(output.split(".")[0]) - counter
    expect(status == 0 and passed - 2 < guest < passed + 2, f"{passed:.1f} s outside are {guest} s inside")


def time_passes(machine):
    machine.wait_for(BOOTED, 90)
    Desktop(machine).log_in()
    start = time.monotonic()
    status, _ = machine.run("sleep 3")
    took = time.monotonic() - start
    expect(status == 0 and 2.5 < took < 6, f"three seconds took {took:.1f}")

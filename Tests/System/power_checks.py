"""The end of a machine: last of all, since later checks would find it switched off."""

import time

from checks import check, expect
from desktop import Desktop


@check("bios")
def the_machine_shuts_down(machine):
    desktop = Desktop(machine)
    desktop.start_by_name("shut down")
    time.sleep(1)
    machine.screenshot("shut-down")
    machine.press("tab")
    machine.press("spc")
    end = time.monotonic() + 20
    while machine.process.poll() is None:
        expect(time.monotonic() < end, "the machine is still on")
        time.sleep(0.1)
    expect(machine.process.returncode == 0, f"QEMU ended with {machine.process.returncode}")

"""The kernel's trace: in a panic, on serial and screen, and for those who ask."""

import re

from checks import check, expect, other_image
from desktop import Desktop


def panic_image(output):
    """The ISO's own system, with the word that lets it panic."""
    return other_image(["multiboot2 /boot/kernel panic=test", "module2 /boot/initfs initfs"], output,
                       {"boot/initfs": "build/iso/boot/initfs"})


@check("bios", fresh=True, image=panic_image)
def a_panic_shows_the_last_events(machine):
    desktop = Desktop(machine)
    expect(machine.run("cat sys:panic")[0] != 0, "a user brought the kernel down")
    desktop.log_in("root", "password")
    machine.send("cat sys:panic\n")
    report = machine.wait_for(r"kernel panic: kernel fault(?:.*\n)*?kernel panic: end of report", 20).group(0)
    expect("openSystem" in report, "the backtrace does not lead to the word")
    events = report.partition("the last events:\n")[2].splitlines()[:-1]
    expect(len(events) == 20, f"{len(events)} events are shown")
    strange = [line for line in events if not re.fullmatch(r"  \d+\.\d{9}  \d+\.\d+  [a-z]+( .*)?", line)]
    expect(not strange, f"not an event: {strange}")
    times = [float(line.split()[0]) for line in events]
    expect(times == sorted(times), "the events are in disorder")
    expect(re.search(r"  runs$", report, re.MULTILINE), "no switch is among the events")
    machine.wait_for_screen(lambda screen: screen.pixel(0, 0) == (0, 0, 0), "the report")
    machine.screenshot("panic")


@check("bios")
def the_counters_tell_what_failed(machine):
    desktop = Desktop(machine)
    before = desktop.shell("grep ^open sys:counters")
    machine.run("cat /nothing")
    after = desktop.shell("grep ^open sys:counters")
    count = [int(re.search(r"ENOENT (\d+)", text).group(1)) for text in (before, after)]
    expect(count[1] > count[0], f"{before.strip()} became {after.strip()}")

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
    machine.wait_for_screen(lambda screen: screen.pixel(1270, 100) == (0, 0, 0), "the report")
    machine.screenshot("panic")


@check("bios")
def strace_shows_calls_and_errors(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    status, output = machine.run("strace -f sh -c 'cat /nothing; exit 3'")
    expect(status == 3, f"the status of the command was lost: {status}")
    expect('open("file:/nothing", READ) = ENOENT (No such file or directory)' in output, f"no failed open: {output}")
    expect(re.search(r'spawn\("cat"\) = \d+, process \d+', output), f"no spawn: {output}")
    expect(output.count("+++ exited with") == 2, f"not both ends: {output}")
    table = desktop.shell("strace -c ls / 2>&1")
    expect(re.search(r"\d \s*\d+ \s+\d+ +(\d+ )?open", table), f"no open in the table: {table}")
    expect(machine.run("strace -p 1")[0] != 0, "a user follows init")


@check("bios")
def a_profile_names_functions(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    stacks = desktop.shell("sh -c 'while true; do true; done' & profile -p $! 1; kill $!")
    found = re.search(r"^sh;apus_start;sh_main;.* \d+$", stacks, re.MULTILINE)
    expect(found, f"no stack of the shell: {stacks[-500:]}")
    shown = desktop.shell("ps -f | grep ramfs").split()
    expect(int(shown[5]) >= 1 and int(shown[6]) > 3, f"ps shows {shown}")


@check("bios")
def the_counters_tell_what_failed(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    before = desktop.shell("grep ^open sys:counters")
    machine.run("cat /nothing")
    after = desktop.shell("grep ^open sys:counters")
    count = [int(re.search(r"ENOENT (\d+)", text).group(1)) for text in (before, after)]
    expect(count[1] > count[0], f"{before.strip()} became {after.strip()}")

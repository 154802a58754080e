"""ostests, the program that tries what no program may do, on a system with nothing but a file system beside it."""

import os
import re
import subprocess
import time
from pathlib import Path

from bench import IMAGE_BUILDER
from checks import ROOT, check, expect, other_image

PROGRAMS = ["init", "logd", "ramfs"]
# How long the stress test runs. (APUS_STRESS=120 for a long one.)
STRESS_SECONDS = int(os.environ.get("APUS_STRESS", "20"))


def image(output, services=f"{ROOT}/Tests/System/suite.services", words=""):
    """An image with these services, and words for the kernel."""
    output = Path(output)
    output.mkdir(parents=True, exist_ok=True)
    initfs = output / "suite.initfs"
    subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *[f"{name}=build/initfs/{name}" for name in PROGRAMS],
                    f"services={services}", "root.tar.gz=build/root.tar.gz"], check=True)
    return other_image([f"multiboot2 /boot/kernel {words}", "module2 /boot/initfs initfs"], output,
                       {"boot/initfs": initfs})


def fixed_image(output):
    """The same, with everything where the probes look for it."""
    return image(output, words="fixed")


def stress_image(output):
    """The same, but ostests runs its stress test."""
    services = Path(output) / "stress.services"
    Path(output).mkdir(parents=True, exist_ok=True)
    text = (ROOT / "Tests/System/suite.services").read_text()
    services.write_text(text.replace("[ostests]\n", f"[ostests]\narguments = stress {STRESS_SECONDS}\n"))
    return image(output, services)


@check("bios", fresh=True, image=fixed_image)
def isolation_holds(machine):
    match = machine.wait_for(r"^(\d+) passed, (\d+) failed\n", 300)
    failures = [line for line in machine.text.splitlines() if line.startswith("FAILED")]
    expect(match.group(2) == "0", "; ".join(failures) or "some tests failed")
    expect(int(match.group(1)) >= 40, f"only {match.group(1)} tests ran")
    expect("kernel panic" not in machine.text, "the kernel stopped")


@check("bios", fresh=True, image=image, extra=["-smp", "4"])
def isolation_holds_on_four_processors(machine):
    isolation_holds(machine)


@check("bios", fresh=True, image=stress_image, extra=["-smp", "4"])
def nothing_is_lost_under_stress_on_four_processors(machine):
    match = machine.wait_for(r"^stress: (.*) after \d+ s\n", STRESS_SECONDS + 120)
    expect(match.group(1) == "nothing is lost", machine.tail(10))
    started = sum(int(count) for count in re.findall(r"^stress: runner \d+ started (\d+)", machine.text, re.M))
    print(f"        {started} processes in {STRESS_SECONDS} s", flush=True)
    expect("kernel panic" not in machine.text, "the kernel stopped")


@check("bios", fresh=True, image=image)
def a_panic_names_functions(machine):
    machine.wait_for(r"^\d+ passed, \d+ failed\n", 300)
    # Until the machine has nothing to do and halts in the kernel.
    time.sleep(2)
    machine.command("inject-nmi")
    report = machine.wait_for(
        r"kernel panic: .* vector 2 at [0-9a-f]{16} (\S+)\n(?:.*\n)*?kernel panic: end of report", 20)
    expect(report.group(1).startswith(("apus_halt", "$e")), f"the address has no name: {report.group(1)}")
    machine.wait_for_screen(lambda screen: screen.colours(1) == 2, "the report")

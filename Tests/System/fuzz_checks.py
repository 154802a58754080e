"""The fuzzer of the system calls, as short as it can be every time: the nightly run is `make fuzz`."""

from checks import check, expect
from fuzz import END, make_image

CALLS = 200_000


@check("bios", fresh=True, memory="256M", image=lambda output: make_image(output, 1, CALLS))
def random_system_calls_do_no_harm(machine):
    match = machine.wait_for(END, 600)
    failures = [line for line in machine.text.splitlines() if "FAILED" in line or "kernel panic" in line]
    expect(match.group(1) == "unharmed" and not failures, "; ".join(failures) or match.group(0).strip())
    made = int(match.group(0).split()[2])
    expect(made >= CALLS, f"only {made} calls were made")

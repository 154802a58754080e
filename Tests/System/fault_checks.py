"""Faults put into running services, as few as can be every time: the nightly run is `make faults`."""

from checks import check, expect
from faults import MEGABYTES, Injection, Worker

# Chosen so that some of them are noticed.
SEEDS = [9, 12, 26, 52, 2, 17]


@check("bios", fresh=True, memory=f"{MEGABYTES}M")
def faults_in_services_harm_nobody_else(machine):
    worker = Worker(machine)
    # That a fault arrives, and that the service has it once: who comes after has the program as it is on the disk.
    injection = Injection(worker, 0, "randd", "RandomGenerator.bytes")
    outcome, why = injection.judge()
    expect(outcome == "restarted", f"a trap in {injection.place}: {outcome} {why}")
    expect(why.count("randd") == 1, f"it came back with its fault: {why}")
    outcomes = []
    for seed in SEEDS:
        injection = Injection(worker, seed)
        outcome, why = injection.judge()
        outcomes.append(outcome)
        expect(outcome != "LOST", f"{seed} {injection.service} {injection.kind} {injection.place}: {why}")
    print(f"        {', '.join(outcomes)}", flush=True)

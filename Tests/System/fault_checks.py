"""Faults put into running services, as few as can be every time: the nightly run is `make faults`."""

from checks import check, expect
from faults import HARM, MEGABYTES, Injection, Worker
from recovery_checks import MORTAL


@check("bios", fresh=True, memory=f"{MEGABYTES}M", shares_memory=True)
def faults_in_services_harm_nobody_else(machine):
    worker = Worker(machine)
    # That a fault arrives, and that the service has it once: who comes after has the program as it is on the disk.
    injection = Injection(worker, 0, "randd", "RandomGenerator.bytes")
    outcome, why = injection.judge()
    expect(outcome == "restarted", f"a trap in {injection.place}: {outcome} {why}")
    expect(why.count("randd") == 1, f"it came back with its fault: {why}")
    outcomes = []
    for seed, name in enumerate(MORTAL, 1):
        injection = Injection(worker, seed, name)
        outcome, why = injection.judge()
        outcomes.append(outcome)
        expect(outcome not in HARM, f"{seed} {injection.service} {injection.kind} {injection.place}: {why}")
    print(f"        {', '.join(outcomes)}", flush=True)

#!/usr/bin/env python3
"""Faults put into running services, by seed: a bit of the code, a branch, a pointer, a word; and what a person notices.

Usage: Tests/System/faults.py [--seed S] [--count N] [--service NAME] [--output build/faults]

Each fault has a seed of its own, counted from S on (without it the time), and a line of its own; `--seed S --count 1`
does that one again on a fresh machine. The nightly run makes 1,000. A service may end by its fault, as long as it is
back within a second and nothing else is lost; "restarted (hung)" if it was the kernel who noticed that it lives on
without doing its work (`hang` in assets/services; its second begins then). "wrong" is one that lives on and does not do
its work right, and nobody noticed: it is counted apart and killed; then all has to be well again. "LOST" and "LATE" are
what may not be. Two campaigns may run side by side.
"""

import argparse
import mmap
import operator
import re
import signal
import struct
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from desktop import Desktop  # noqa: E402
from fault_places import KINDS, Places, Program, choose  # noqa: E402
from gdb_stub import Stub  # noqa: E402
from machine import Failure, Machine  # noqa: E402
from page_tables import FRAME, IMAGE_SLOT, AddressSpaces  # noqa: E402
from recovery_checks import LONGEST_ABSENCE, MORTAL, absences  # noqa: E402

# The image of a service, where it has another name, and the words that tell two of the same image apart.
IMAGES = {"zerod": "nulld"}
ARGUMENTS = {"zerod": b"nulld\0zero\0", "nulld": b"nulld\0null\0"}
# A command that a service has a part in, and what it says.
PROBES = {
    "randd": ("head -c 8 rand: | wc -c", r"^\s*8$"),
    "zerod": ("head -c 4 zero: | hexdump", r"^0000000 0000 0000\s*$"),
    "nulld": ("echo word > null: && cat null: | wc -c", r"^\s*0$"),
    "logd": ("echo a-line > log:faults; cat log: | grep -c a-line", r"^\s*[1-9]\d*$"),
    "acpid": ("echo nonsense > power:", r"Invalid argument"),
    "pcid": ("lspci", r"8086:29c0"),
}
MEGABYTES = 256
TEXT = "/home/user/survivor.txt"
# What is looked at after each fault, by a script in the machine.
SCRIPT = "/home/user/look"
MARK = "@@"
LOOKS = {"windows": "windows", "text": f"cat {TEXT}", **{name: command for name, (command, _) in PROBES.items()},
         "service": "service"}
# Of a window its place and size, and its title.
WINDOW = r"^\s*\d+\s+\d+ \S+\s+(-?\d+\s+-?\d+\s+\d+\s+\d+ .*)$"
# Two places where there is nothing, but for the pointer.
POINTS = [(40, 60), (140, 60)]
# Seconds that a command may take: one that hangs is ended long before, but for what nobody notices.
PATIENCE = 20
# Milliseconds that a key is held.
HOLD = 20
# The kernel's function that ends a process, and where the linker puts the kernel in its slot.
END_OF_A_PROCESS = r"3endyyAA7ProcessC_3ABI10ExitStatusV"
LINKED_KERNEL = 0x100000
# As many bytes of its objects as are looked at, and the numbers of the registers that may hold one.
REACH, HOLDERS = 512, [1, 2, 3, 4, 5, 8, 9, 12, 13, 14, 15]
KERNEL = "build/iso/boot/kernel"
# Kinds that others have a part in who run the same program.
IN_CODE = ["bit", "branch", "trap"]
# What the kernel says about one that lives on without doing its work.
HUNG = re.compile(r"fault: .*: does not (wait|receive|answer|acknowledge its interrupt) any more")
# What a run may not have.
HARM = ["LOST", "LATE"]


class Worker:
    """A person at a machine: what was written has to stay, and all services have to do their work."""

    def __init__(self, machine):
        self.machine, self.desktop = machine, Desktop(machine)
        self.desktop.log_in("root", "password")
        self.desktop.clear()
        self.desktop.start_by_name("calculator")
        self.desktop.wait_for_window("Calculator")
        self.desktop.start_by_name("editor")
        self.desktop.wait_for_window("Editor")
        self.desktop.save_as(TEXT)
        for name, command in LOOKS.items():
            self.machine.run(f"echo 'echo {MARK}{name}; {command}' >> {SCRIPT}")
        self.arrived, self.words, self.seen = [], 0, {}
        self.desktop.point(700, 500)
        screen = self.machine.screen()
        # What there is where the pointer goes, without it.
        self.places = {point: screen.rectangle(*point, 20, 20) for point in POINTS}
        self.desktop.wait(lambda: self.look().keys() == LOOKS.keys(), "complete look")
        self.windows = self.shown()
        if len(self.windows) != 2:
            raise Failure(f"there are the windows {self.windows}")
        self.stub = Stub(machine)
        self.stub.go()

    # What the console tells, all at once: a command costs more than what it says.

    def look(self):
        """What each of the commands says, by its name; what was not answered is missing."""
        parts = self.run(f"sh {SCRIPT}").split(MARK)[1:]
        self.seen = dict(part.split("\n", 1) for part in parts if "\n" in part)
        return self.seen

    def shown(self):
        """The windows as they were seen."""
        return sorted(re.findall(WINDOW, self.seen.get("windows", ""), re.MULTILINE))

    def rows(self):
        """State, process and restarts of every service, as they were seen; looks again where one is missing."""
        for _ in range(4):
            lines = [line.split() for line in self.seen.get("service", "").splitlines()]
            rows = {line[0]: (line[1], line[2], int(line[3])) for line in lines
                    if len(line) > 3 and line[3].isdigit()}
            # What the kernel says may fall into the list.
            if all(name in rows for name in MORTAL):
                return rows
            self.seen["service"] = self.run("service")
        raise Failure(f"not every service is listed: {rows}")

    def run(self, command):
        """What a command says; a console that a hung service holds up is given back."""
        try:
            return self.machine.run(command, PATIENCE)[1]
        except Failure:
            self.machine.send("\x03")
            time.sleep(0.3)
            self.machine.run("true", 30)
            return ""

    # Each of these is why something is not as it should be, or None.

    def complaint(self):
        """Of everything together."""
        if problem := self.of_the_pointer() or self.of_the_menu():
            self.look()
            return problem
        word = self.write()
        self.look()
        return self.of_the_windows() or self.of_the_text(word) \
            or next((problem for name in PROBES if (problem := self.of(name))), None)

    def of(self, name):
        command, pattern = PROBES[name]
        for said in [self.seen.get(name, ""), *(self.run(command) for _ in range(2))]:
            if re.search(pattern, said, re.MULTILINE):
                return None
        return f"{command}: {said.strip()[-80:]!r}"

    def of_the_windows(self):
        end = time.monotonic() + 10
        while not set(self.windows) <= set(now := self.shown()):
            if time.monotonic() > end:
                return f"the windows were {self.windows} and are {now}"
            time.sleep(0.2)
            self.look()
        # Where the key that closes the menu went down with its driver, what is typed next may start a program.
        for line in self.seen["windows"].splitlines():
            found = re.match(WINDOW, line)
            if found and found.group(1) not in self.windows:
                self.run(f"kill -KILL {line.split()[1]}")
        return None

    def of_the_pointer(self):
        """It arrives at a place where it was not: first from where it should be, then from wherever it is."""
        for away in [400, 1500, 1500]:
            screen = self.machine.screen()
            free = [point for point in POINTS if screen.rectangle(*point, 20, 20) == self.places[point]]
            if not free:
                return "something covers the places of the pointer"
            self.machine.move(-away, -away)
            time.sleep(0.05)
            self.machine.move(*free[0])
            end = time.monotonic() + 1
            while time.monotonic() < end:
                if self.machine.screen().rectangle(*free[0], 20, 20) != self.places[free[0]]:
                    return None
                time.sleep(0.06)
        return "the pointer does not move"

    def of_the_menu(self):
        """Super opens it, Escape closes it."""
        def part():
            return self.machine.screen().rectangle(20, 400, 300, 300)

        before = part()
        for _ in range(2):
            self.machine.press("meta_l", hold=HOLD)
            end = time.monotonic() + 3
            while time.monotonic() < end:
                if sum(map(operator.ne, before, part())) > 20_000:
                    self.machine.press("esc", hold=HOLD)
                    return None
                time.sleep(0.06)
            self.machine.press("esc", hold=HOLD)
        return "no menu opens"

    def write(self):
        """Types a line into the editor and saves it; the line."""
        self.words += 1
        word = f"w{self.words}"
        self.machine.type(word + "\n", HOLD)
        self.machine.press("ctrl", "s", hold=HOLD)
        return word

    def of_the_text(self, word):
        """A line that was typed is in the file, perhaps when it is typed again: what was there has to stay."""
        lines = re.findall(r"^w\d+$", self.seen.get("text", ""), re.MULTILINE)
        for _ in range(3):
            end = time.monotonic() + 4
            while time.monotonic() < end:
                if lines[:len(self.arrived)] != self.arrived:
                    time.sleep(0.5)
                    lines = self._lines()
                    if lines[:len(self.arrived)] != self.arrived:
                        return f"of {self.arrived[-5:]} there is only {lines[-5:]}"
                if lines and lines[-1] == word:
                    self.arrived = lines
                    return None
                time.sleep(0.1)
                lines = self._lines()
            word = self.write()
        return f"{word} does not arrive: {lines[-3:]}"

    def _lines(self):
        return re.findall(r"^w\d+$", self.run(LOOKS["text"]), re.MULTILINE)

    def kill(self, name, row):
        """Ends what a service was, for one as on the disk."""
        said = len(self.machine.text)
        self.machine.send(f"kill -KILL {row[1]}\n")
        end = time.monotonic() + 5
        while not absences(self.machine, name, said) and time.monotonic() < end:
            time.sleep(0.02)
        self.wait_for_new(name, row)

    def wait_for_new(self, name, row):
        end = time.monotonic() + 15
        while True:
            self.seen["service"] = self.run("service")
            if (now := self.rows()[name])[0] == "running" and now[1] != row[1]:
                return
            if time.monotonic() > end:
                raise Failure(f"{name} does not come back: {now}")
            time.sleep(0.1)


class Injection:
    """One fault, from its seed to the word for what came of it."""

    def __init__(self, worker, seed, only=None, function=None):
        """With part of a function's name it is not a fault by seed: that function stops at its first instruction."""
        self.worker, self.seed, self.function = worker, seed, function
        self.service = only or choose(seed, MORTAL)
        self.kind = "trap" if function else choose(seed, KINDS)
        self.place, self.absences = "nowhere", []

    def inject(self):
        stub, machine = self.worker.stub, self.worker.machine
        stub.stop()
        try:
            spaces = AddressSpaces(machine, MEGABYTES, lists=False)
            program = program_of(self.service)
            places = Places(spaces, program, ARGUMENTS.get(self.service, b""))
            self.fault = places.trap(self.function) if self.function else places.fault(self.seed, self.kind)
            self.place = self.fault.place
            stub.write(self.fault.physical, self.fault.new)
            watched = end_of_a_process(spaces)
            self.window = min(spaces.windows())
        except Exception:
            stub.go()
            raise
        # Others have the code, too, and who comes after: it is whole again before the service is back.
        stub.go(watched, self._at_an_end if self.kind in IN_CODE else None)

    def _at_an_end(self, ask, root):
        # One that hangs may end while another one runs.
        if root & FRAME != self.fault.root and not self._leads_to_it(ask):
            return False
        self.worker.stub.write(self.fault.physical, self.fault.old, ask)
        return True

    def _leads_to_it(self, ask):
        """Whether the kernel stopped with the process in hand, in one of its registers: one of the objects that a
        process refers to tells where its page tables are."""
        def words(address):
            if not self.window <= address < self.window + (MEGABYTES << 20) - REACH:
                return ()
            return struct.unpack_from(f"<{REACH // 8}Q", memory, address - self.window)

        held = [int.from_bytes(bytes.fromhex(ask(f"p{number:x}")), "little") for number in HOLDERS]
        with open(self.worker.machine.memory, "rb") as file, \
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
            return any(word == self.fault.root for process in held for object in words(process)
                       for word in words(object & ~7))

    def mend(self):
        """The code as it was; data goes with its process."""
        self.worker.stub.stop()
        if self.kind in IN_CODE:
            self.worker.stub.write(self.fault.physical, self.fault.old)
        self.worker.stub.go()

    def judge(self):
        """What came of it, and why."""
        worker, name = self.worker, self.service
        before = worker.rows()
        said = len(worker.machine.text)
        self.inject()
        problem = worker.complaint()
        rows = worker.rows()
        self.mend()
        text = worker.machine.text[said:]
        how = "; ".join(re.findall(r"init: (\S+ .*?);", text))
        if "kernel panic" in worker.machine.text:
            return "LOST", "kernel panic"
        if rows[name][0] != "running":
            worker.run(f"service start {name}")
            worker.wait_for_new(name, before[name])
            return ("given up", how) if not (problem := worker.complaint()) else ("LOST", problem)
        if rows[name][1] != before[name][1]:
            if problem and (problem := worker.complaint()):
                return "LOST", f"{how}; {problem}"
            self.absences = absences(worker.machine, name, said)
            how += f"; away {max(self.absences, default='?')} ms"
            if not self.absences or max(self.absences) > LONGEST_ABSENCE:
                return "LATE", how
            return "restarted (hung)" if HUNG.search(text) else "restarted", how
        worker.kill(name, before[name])
        if not problem:
            return "unnoticed", how
        if again := worker.complaint():
            return "LOST", f"{problem}; without the fault: {again}"
        return "wrong", problem


_programs = {}


def program_of(service):
    image = IMAGES.get(service, service)
    if image not in _programs:
        paths = [Path(f"build/initfs/{image}"), Path(f"build/root/bin/{image}")]
        _programs[image] = Program(next(path for path in paths if path.exists()))
    return _programs[image]


def end_of_a_process(spaces):
    """Where the kernel comes by when a process ends."""
    moved = min(page.address for page in spaces.pages(spaces.current, [IMAGE_SLOT])) % (1 << 39) - LINKED_KERNEL
    lines = subprocess.run(["llvm-nm", KERNEL], capture_output=True, text=True, check=True).stdout
    return int(re.search(rf"^([0-9a-f]+) \w \S*{END_OF_A_PROCESS}", lines, re.MULTILINE).group(1), 16) + moved


class Campaign:
    """Faults one after the other; a machine that lost something is replaced."""

    def __init__(self, iso, output):
        self.iso, self.output = iso, output
        self.outcomes, self.found, self.absences = Counter(), [], []
        self.machine = self.worker = None

    def run(self, seeds, only=None):
        """Whether nothing was harmed."""
        try:
            for seed in seeds:
                self._one(seed, only)
        finally:
            self._close()
        return not any(outcome in HARM for _, outcome in self.outcomes)

    def _one(self, seed, only):
        if not self.machine:
            self._begin(seed)
        start = time.monotonic()
        injection = Injection(self.worker, seed, only)
        try:
            outcome, why = injection.judge()
        except (Failure, OSError) as failure:
            outcome, why = "LOST", str(failure)
        line = f"{seed:>12} {injection.service:<8} {injection.kind:<7} {injection.place}: {outcome}"
        print(f"{line}, {time.monotonic() - start:.1f} s" + (f" ({why})" if why else ""), flush=True)
        self.outcomes[injection.kind, outcome] += 1
        self.absences += injection.absences
        if outcome not in ("unnoticed", "restarted", "restarted (hung)"):
            self.found.append(f"{seed} {injection.service} {outcome}")
        if outcome == "LOST":
            self._keep_evidence(seed)
            self._close()

    def _begin(self, seed, attempts=3):
        """A fresh machine. A busy host may lose what is typed before anything has been broken."""
        self.machine = Machine(self.iso, name=f"faults-{seed}", memory=f"{MEGABYTES}M", output=self.output,
                               shares_memory=True)
        try:
            self.worker = Worker(self.machine)
        except Failure:
            self._close()
            if attempts == 1:
                raise
            self._begin(seed, attempts - 1)

    def _keep_evidence(self, seed):
        (Path(self.output) / f"fault-{seed}.log").write_text(self.machine.text)
        try:
            self.machine.screenshot(f"fault-{seed}")
        except (Failure, OSError) as failure:
            print(f"             no screenshot: {failure}", flush=True)

    def _close(self):
        if self.machine:
            self.machine.close()
            self.machine = None

    def summary(self):
        lines = []
        for kind in KINDS:
            counts = {outcome: count for (of, outcome), count in sorted(self.outcomes.items()) if of == kind}
            lines.append(f"{kind:<8} " + ", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
        if self.absences:
            ordered = sorted(self.absences)
            lines.append(f"away     {ordered[len(ordered) // 2]} ms in the middle, {ordered[-1]} ms at most")
        return "\n".join(lines + [f"look at  {line}" for line in self.found])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--service", choices=MORTAL)
    parser.add_argument("--iso", default="build/apus.iso")
    parser.add_argument("--output", default="build/faults")
    arguments = parser.parse_args()
    # Who ends a campaign ends its machine.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    campaign = Campaign(arguments.iso, arguments.output)
    is_well = campaign.run(range(arguments.seed, arguments.seed + arguments.count), arguments.service)
    print(f"{arguments.count} faults from seed {arguments.seed}\n{campaign.summary()}", flush=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())

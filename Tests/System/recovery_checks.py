"""What is broken on purpose, and what a person notices of it: killed services, damaged files, a full disk."""

import os
import re
import subprocess
import time
from pathlib import Path

from bench import IMAGE_BUILDER
from checks import ROOT, check, expect, other_image
from desktop import Desktop, free_memory


# Those that may die at any time. ramfs holds the files, and ptyd's end is the end of every shell.
MORTAL = "randd nulld zerod logd inputd ps2d vesad acpid pcid orbital launcher".split()
# Those without which no key arrives: what is typed in their absence is lost, so it is typed when they are back.
ON_A_KEYS_WAY = "inputd ps2d orbital".split()
# How often each of them is killed: 100 times in the nightly run.
KILLS = int(os.environ.get("APUS_KILLS", "10"))
# Milliseconds until a service is back, from its end until it runs and serves again.
LONGEST_ABSENCE = 1000
# Bytes that the machine may have fewer afterwards: the text that was typed, and the caches of those who log and draw.
MEMORY_SLACK = 1 << 20
# The button in the lowest message about a service that was given up, at 1280 by 800.
TRY_AGAIN = (1200, 700)


def service_row(desktop, name):
    """State, process and restarts of a service."""
    lines = desktop.shell("service").splitlines()
    fields = next((line for line in lines if line.startswith(name + " ")), "").split()
    return (fields[1], fields[2], int(fields[3])) if len(fields) > 3 else ("", "", -1)


def absences(machine, name, since=0):
    """How many milliseconds a service was away each time, since so much was said. What the host had no time for, the
    machine is not to blame for."""
    found, start = [], None
    for line in re.finditer(rf"init: {name} (is back after (\d+) ms)?.*\n", machine.text[since:]):
        if line.group(1):
            withheld = machine.waited(since + start, since + line.start()) if start is not None else 0
            found.append(max(int(line.group(2)) - withheld, 0))
            start = None
        elif start is None:
            start = line.start()
    return found


def kill_service(desktop, name, returns_within=15, meanwhile=lambda: None):
    """Kills a service as the administrator, and waits until init has started it again."""
    state, process, restarts = service_row(desktop, name)
    expect(state == "running", f"{name} is {state or 'unknown'}")
    said = len(desktop.machine.text)
    desktop.machine.send(f"kill -KILL {process}\n")
    meanwhile()
    end = time.monotonic() + returns_within
    while True:
        now = service_row(desktop, name)
        found = absences(desktop.machine, name, said)
        if now[0] == "running" and now[1] != process and now[2] == restarts + 1 and found:
            expect(max(found) <= LONGEST_ABSENCE, f"{name} was away for {found} ms")
            return
        expect(time.monotonic() < end, f"{name} did not come back: {now}")
        time.sleep(0.2)


def types_into_terminal(desktop, terminal, word):
    """What is typed into the terminal reaches its shell, and what the shell writes reaches the screen."""
    before = desktop.content(terminal)
    desktop.machine.type(f"echo {word} > {word}; cat {word}\n")
    desktop.wait(lambda: desktop.machine.run(f"cat /home/user/{word}")[1].strip() == word, f"file with {word}")
    desktop.machine.wait_for_screen(lambda screen: desktop.content(terminal, screen) != before,
                                    f"{word} in the terminal")


@check("bios")
def a_user_may_not_kill_services(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    process = service_row(desktop, "ps2d")[1]
    status, output = machine.run(f"kill -KILL {process}")
    expect(status != 0 and "ermi" in output, f"status {status}: {output!r}")


@check("bios")
def the_administrator_needs_the_password(machine):
    desktop = Desktop(machine)
    machine.send("exit\n")
    machine.wait_for(r"login: ?$", 20)
    machine.send("root\n")
    machine.wait_for(r"Password: ?$", 20)
    machine.send("wrong\n")
    machine.wait_for(r"login: ?$", 20)
    desktop.log_in("root", "password")
    expect(desktop.shell("whoami").strip() == "root", "not root")


@check("bios")
def killed_drivers_come_back_and_the_desktop_goes_on(machine):
    desktop = Desktop(machine)
    desktop.log_in("root", "password")
    desktop.clear()
    desktop.start_by_name("terminal")
    terminal = desktop.wait_for_window("Terminal")
    for driver in ["ps2d", "inputd", "vesad"]:
        kill_service(desktop, driver)
        time.sleep(0.5)
        types_into_terminal(desktop, terminal, f"after{driver}")
        desktop.point(700, 500)
        before = machine.screen()
        desktop.point(300, 90)
        expect(before.differing(machine.screen()) is not None, f"the pointer does not move without {driver}")
        expect([w.number for w in desktop.windows()] == [terminal.number], f"windows were lost with {driver}")
    machine.screenshot("drivers-killed")


@check("bios")
def a_killed_compositor_brings_the_windows_back(machine):
    desktop = Desktop(machine)
    terminal = desktop.find("Terminal")
    kill_service(desktop, "orbital")
    back = desktop.wait(lambda: desktop.find("Terminal"), "terminal after the compositor was killed")
    desktop.click(back.x + 100, back.y + 100)
    back = desktop.wait_for_window("Terminal")
    types_into_terminal(desktop, back, "afterorbital")
    machine.screenshot("compositor-killed")
    expect(back[3:] == terminal[3:], f"{terminal} came back as {back}")


class Work:
    """A person who writes a file line by line in the editor, a calculator beside it, while services are killed."""

    def __init__(self, desktop, path):
        self.desktop, self.path = desktop, path
        # The lines that stand in the file, and those that had to be typed again.
        self.arrived, self.repeated = [], []
        desktop.start_by_name("calculator")
        desktop.wait_for_window("Calculator")
        desktop.start_by_name("editor")
        desktop.wait_for_window("Editor")
        desktop.save_as(path)
        self.write("start")

    def lines(self):
        # What init says may come in between.
        return re.findall(r"^\w+$", self.desktop.shell(f"cat {self.path}"), re.MULTILINE)

    def write(self, word):
        """Types a line until it is in the file: what was there before has to stay."""
        for _ in range(5):
            self.desktop.machine.type(word + "\n")
            self.desktop.machine.press("ctrl", "s")
            end = time.monotonic() + 5
            while time.monotonic() < end:
                seen = self.lines()
                if seen and seen[-1] == word:
                    expect(seen[:len(self.arrived)] == self.arrived, f"of {self.arrived} there is only {seen}")
                    self.arrived = seen
                    return
                time.sleep(0.2)
            # The keyboard holds 16 bytes: on a busy host the machine stands still for longer than that lasts.
            self.repeated.append(word)
        expect(False, f"{word} does not arrive")

    def kill(self, name, number):
        """Kills a service while a line is written."""
        word = f"{name}{number}"
        if name not in ON_A_KEYS_WAY:
            return kill_service(self.desktop, name, meanwhile=lambda: self.write(word))
        # A key that is still on its way goes with whoever has it: what counts is what has arrived.
        kill_service(self.desktop, name)
        self.desktop.wait_for_window("Editor")
        time.sleep(0.5)
        self.write(word)

    def windows(self):
        return sorted((window.title, window.width, window.height) for window in self.desktop.windows())


def free_memory_without_work(desktop):
    """Free memory when all apps are closed, and what the observer has typed is forgotten."""
    desktop.clear()
    desktop.shell("rm -f .sh_history")
    desktop.log_in("root", "password")
    return free_memory(desktop)


@check("bios")
def work_goes_on_while_every_service_is_killed_again_and_again(machine):
    desktop = Desktop(machine)
    desktop.log_in("root", "password")
    desktop.clear()
    # The first time fills caches: the memory is counted from then on.
    work = Work(desktop, "/home/user/first.txt")
    for name in MORTAL:
        work.kill(name, 0)
    before = free_memory_without_work(desktop)

    work = Work(desktop, "/home/user/survivor.txt")
    windows = work.windows()
    for name in MORTAL:
        for number in range(KILLS):
            work.kill(name, number)
    for name in MORTAL:
        expect(service_row(desktop, name)[0] == "running", f"{name} is {service_row(desktop, name)[0]}")
    machine.screenshot("everything-killed")
    expect(work.windows() == windows, f"the windows were {windows} and are {work.windows()}")
    work.write("end")
    expect(len(work.repeated) <= len(work.arrived) // 20, f"too many keys were lost: {work.repeated}")
    for name in MORTAL:
        away = sorted(absences(machine, name))
        print(f"        {name}: away {away[len(away) // 2]} ms, {away[-1]} ms at most", flush=True)
    after = free_memory_without_work(desktop)
    print(f"        free memory: {before} before, {after} after {KILLS} times {len(MORTAL)} kills", flush=True)
    expect(before - after < MEMORY_SLACK, f"{before - after} bytes of memory are gone")


@check("bios")
def a_killed_terminal_service_ends_its_shells_and_no_more(machine):
    desktop = Desktop(machine)
    # The console's own shell ends with the service, too: it has to come back as a log-in.
    process = service_row(desktop, "ptyd")[1]
    old = [window.number for window in desktop.windows()]
    machine.send(f"kill -KILL {process}\n")
    machine.wait_for(r"login: ?$", 30)
    desktop.log_in()
    for window in desktop.windows():
        if window.number in old:
            desktop.shell(f"windows close {window.number}")
    time.sleep(1)
    desktop.start_by_name("terminal")
    terminal = desktop.wait(lambda: next((w for w in desktop.windows() if w.number not in old), None), "new terminal")
    time.sleep(1)
    types_into_terminal(desktop, terminal, "afterptyd")
    machine.screenshot("terminal-service-killed")


@check("bios")
def a_full_disk_is_an_error_and_loses_nothing(machine):
    desktop = Desktop(machine)
    desktop.shell("cp /bin/coreutils kept; wc -c < kept > size")
    status, output = machine.run("yes 0123456789012345678901234567890123456789 > full", 300)
    expect(status != 0 and "space" in output, f"status {status}: {output[-200:]!r}")
    status, output = machine.run("echo more > another", 30)
    expect(status != 0 and "space" in output, f"a further file: status {status}: {output!r}")
    desktop.shell("diff kept /bin/coreutils")
    expect(len(desktop.windows()) > 0, "the desktop is gone")
    desktop.shell("rm -f full another; echo again > another; cat another")
    desktop.shell("rm kept size another")


@check("bios")
def damaged_programs_are_refused(machine):
    desktop = Desktop(machine)
    desktop.shell("head -c 5000 /bin/coreutils > cut; head -c 30 /bin/coreutils > stump; echo hello > text")
    desktop.shell("{ head -c 24 /bin/coreutils; tail -c +25 /bin/coreutils | tr '\\0' '\\377'; } > mixed")
    desktop.shell("tr 'a-z' 'n-za-m' < /bin/coreutils > turned; chmod +x cut stump text mixed turned")
    # Of this one the code is turned, and by chance the headers: it is refused, or comes to a fault.
    status, output = machine.run("./turned")
    expect(status in (126, 127) or status > 128, f"turned: status {status}, {output!r}")
    for name in ["cut", "stump", "text", "mixed"]:
        status, output = machine.run(f"./{name}")
        expect(status in (126, 127) or name == "text", f"{name}: status {status}, {output!r}")
        expect("kernel panic" not in machine.text, f"{name} stopped the kernel")
    status, output = machine.run("./missing")
    expect(status == 127 and "missing" in output, f"status {status}: {output!r}")
    desktop.shell("rm cut stump text mixed turned")


@check("bios")
def a_damaged_font_or_picture_does_not_stop_the_desktop(machine):
    desktop = Desktop(machine)
    desktop.log_in("root", "password")
    fonts = desktop.shell("ls /share/fonts").split()
    expect("Inter-roman.var.ttf" in fonts, f"fonts: {fonts}")
    font = "/share/fonts/Inter-roman.var.ttf"
    desktop.shell(f"mkdir -p /tmp; cp {font} /tmp/font; head -c 3000 /tmp/font > {font}")
    kill_service(desktop, "orbital")
    kill_service(desktop, "launcher")
    desktop.start_by_name("calculator")
    window = desktop.wait_for_window("Calculator")
    machine.screenshot("damaged-font")
    desktop.close(window)
    desktop.shell(f"cp /tmp/font {font}; rm /tmp/font")
    kill_service(desktop, "orbital")
    kill_service(desktop, "launcher")


def broken_manifest(output):
    """An image with services whose program is missing, that end at once, fault, loop, or receive no calls."""
    output = Path(output)
    output.mkdir(parents=True, exist_ok=True)
    services = output / "broken.services"
    # The shell on the console may call the one that does not receive.
    text = re.sub(r"(\[consoled\]\n(?:.+\n)*?schemes .*)", r"\1 deaf", (ROOT / "assets/services").read_text(), count=1)
    services.write_text(text + """
[ghost]
program = initfs:ghost
schemes = debug

[quitter]
program = /bin/false
requires = file
schemes = debug

[crasher]
program = /bin/ostests
arguments = divide
requires = file
schemes = debug

[looper]
program = /bin/ostests
arguments = loopsForEver
requires = file
schemes = debug
hang = 300

[deaf]
program = /bin/ostests
arguments = deaf
requires = file
provides = deaf
schemes = debug
hang = 300
""")
    initfs = output / "broken.initfs"
    programs = "init logd nulld randd ramfs ptyd inputd ps2d vesad acpid pcid consoled".split()
    subprocess.run([IMAGE_BUILDER, "initfs", str(initfs), *[f"{name}=build/initfs/{name}" for name in programs],
                    f"services={services}", "root.tar.gz=build/root.tar.gz"], check=True)
    return other_image(["multiboot2 /boot/kernel", "module2 /boot/initfs initfs"], output, {"boot/initfs": initfs})


@check("bios", fresh=True, image=broken_manifest)
def a_missing_program_is_reported_and_the_rest_starts(machine):
    machine.wait_for(r"could not start initfs:ghost: .*\n", 60)
    machine.wait_for(r"ghost .*given up.*\n", 120)
    expect("desktop ready" in machine.text, "the desktop did not start")
    desktop = Desktop(machine)
    desktop.log_in()
    rows = {line.split()[0]: line.split()[1] for line in desktop.shell("service").splitlines()[1:] if line.strip()}
    expect(rows.get("ghost") == "given-up" or rows.get("ghost") == "failed", f"ghost is {rows.get('ghost')}")
    expect(rows.get("orbital") == "running", f"orbital is {rows.get('orbital')}")


@check("bios", fresh=True, image=broken_manifest)
def a_service_that_keeps_dying_is_told_on_the_desktop_and_tried_again(machine):
    broken = ["ghost", "quitter", "crasher", "looper"]
    desktop = Desktop(machine)
    desktop.log_in()
    desktop.wait(lambda: all(service_row(desktop, name)[0] == "failed" for name in broken), "end of patience", 120)

    # Its status says that the service does not run.
    status, report = machine.run("service crasher")
    expect(status == 3, f"service crasher: status {status}")
    for line in [r"^state     failed$", r"^last fault: ostests, process \d+, thread 1: division error$",
                 r"^  in 0x[0-9a-f]+ .*probe_divide", r"^  from 0x[0-9a-f]+ \S+ \+ \d+$"]:
        expect(re.search(line, report, re.MULTILINE), f"no /{line}/ in {report!r}")
    expect("last fault" not in machine.run("service quitter")[1], "a fault of a service that had none")
    report = machine.run("service looper")[1]
    for line in [r"^last fault: ostests, process \d+, thread 1: does not wait any more$",
                 r"^  in 0x[0-9a-f]+ .*Probe.*loop.* \+ \d+$"]:
        expect(re.search(line, report, re.MULTILINE), f"no /{line}/ in {report!r}")
    status, output = machine.run("service nobody")
    expect(status != 0 and "nobody" in output, f"status {status}: {output!r}")

    def restarts():
        return sum(service_row(desktop, name)[2] for name in broken)

    before = restarts()
    time.sleep(1)
    machine.screenshot("given-up")
    expect(restarts() == before, "a service that was given up is started again")
    status, output = machine.run("service stop logd")
    expect(status != 0, "a user may stop a service")
    desktop.click(*TRY_AGAIN)
    desktop.wait(lambda: restarts() > before, "another try")
    machine.screenshot("tried-again")


@check("bios", fresh=True, image=broken_manifest)
def a_service_that_does_not_receive_is_started_again_and_its_callers_go_on(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    for restarts in [1, 2]:
        process = service_row(desktop, "deaf")[1]
        status, output = machine.run("cat deaf:word", 20)
        expect(status != 0 and "deaf" in output, f"status {status}: {output!r}")
        desktop.wait(lambda: service_row(desktop, "deaf")[0] == "running", "end of the pause")
        row = service_row(desktop, "deaf")
        expect(row[1] != process and row[2] == restarts, f"after {process}: {row}")
    report = desktop.shell("service deaf")
    for line in [r"^hangs     after 300 ms$", r"^away      \d+\.\d ms, \d+\.\d ms at most$",
                 r"^last fault: ostests, process \d+, thread 1: does not receive any more$"]:
        expect(re.search(line, report, re.MULTILINE), f"no /{line}/ in {report!r}")

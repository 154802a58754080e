"""One QEMU with the ISO in it: its serial line, keyboard, pointer and screen.

Everything that a check does to a machine goes through here; what is checked stands in the check files. Sockets and logs
lie in a temporary folder, so that runs do not disturb each other.
"""

import bisect
import codecs
import contextlib
import json
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from screen import Screen

# Where Debian and others put the UEFI firmware.
FIRMWARE = [
    "/usr/share/ovmf/OVMF.fd",
    "/usr/share/OVMF/OVMF_CODE.fd",
    "/usr/share/edk2/ovmf/OVMF_CODE.fd",
]

# Control sequences, as a line editor sends them.
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

# QMP's names of the keys that differ from the character they type.
KEYS = {" ": "spc", "\n": "ret", "-": "minus", "=": "equal", ".": "dot", ",": "comma", "/": "slash", ";": "semicolon",
        "'": "apostrophe", "[": "bracket_left", "]": "bracket_right", "\\": "backslash", "`": "grave_accent",
        "\t": "tab"}
SHIFTED = {"!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0",
           "_": "minus", "+": "equal", ":": "semicolon", "\"": "apostrophe", "<": "comma", ">": "dot",
           "?": "slash", "|": "backslash", "{": "bracket_left", "}": "bracket_right", "~": "grave_accent"}


class Failure(Exception):
    """A check did not see what it wanted."""


class Machine:
    """A running machine. Use it as a context manager, or call `close`."""

    def __init__(self, iso, name="machine", memory="512M", board="q35", cpu="max", uefi=False,
                 output="build/system-tests", extra=(), shares_memory=False):
        """`shares_memory`: the machine's memory is a file, which is read where it lies (`memory`)."""
        self.name = name
        self.output = Path(output)
        self.output.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="apus-"))
        self._text = ""
        self._mark = 0
        # For the length of the text so far: how long the host had let the machine wait by then.
        self._lengths, self._waits = [], []
        self._changed = threading.Condition()
        self._log = open(self.output / f"{name}.serial.log", "wb")
        self._screenshots = 0
        # Who is logged in on the serial console.
        self.user = None
        serial, monitor = self.folder / "serial", self.folder / "qmp"
        arguments = ["qemu-system-x86_64", "-accel", "tcg", "-M", board, "-m", memory, "-cpu", cpu, "-no-reboot",
                     "-display", "none", "-serial", f"unix:{serial},server=on,wait=on",
                     "-qmp", f"unix:{monitor},server=on,wait=off"]
        self.memory = None
        if shares_memory:
            place = tempfile.mkdtemp(prefix="apus-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
            self.memory = Path(place) / "memory"
            arguments += ["-object", f"memory-backend-file,id=ram,size={memory},mem-path={self.memory},share=on",
                          "-machine", "memory-backend=ram"]
        if iso:
            arguments += ["-cdrom", str(iso), "-boot", "d"]
        if uefi:
            arguments += ["-bios", self._firmware()]
        self.process = subprocess.Popen(arguments + list(extra), stdin=subprocess.DEVNULL,
                                        stderr=open(self.output / f"{name}.qemu.log", "wb"))
        try:
            self._serial = self._connect(serial)
            self._monitor = self._connect(monitor)
            self._replies = self._monitor.makefile("r")
            self._replies.readline()
            self.command("qmp_capabilities")
        except Exception:
            self.close()
            raise
        threading.Thread(target=self._read_serial, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @staticmethod
    def _firmware():
        for path in FIRMWARE:
            if Path(path).exists():
                return path
        raise Failure("no UEFI firmware found: install the package ovmf")

    def _connect(self, path):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failure(f"QEMU ended with status {self.process.returncode}: see {self.name}.qemu.log")
            try:
                link = socket.socket(socket.AF_UNIX)
                link.connect(str(path))
                return link
            except OSError:
                link.close()
                time.sleep(0.05)
        raise Failure(f"QEMU did not open {path}")

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.memory:
            shutil.rmtree(self.memory.parent, ignore_errors=True)

    # Serial line

    def _read_serial(self):
        # A character of several bytes may come in pieces.
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while True:
            try:
                data = self._serial.recv(65536)
            except OSError:
                data = b""
            with self._changed:
                if data:
                    self._text += decoder.decode(data).replace("\r", "")
                    self._lengths.append(len(self._text))
                    self._waits.append(self._waited())
                    if not self._log.closed:
                        self._log.write(data)
                        self._log.flush()
                self._changed.notify_all()
            if not data:
                return

    def _waited(self):
        """Milliseconds that each of QEMU's threads was ready and had no CPU of the host."""
        waited = {}
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                waited[task] = int(task.read_text().split()[1]) // 1_000_000
        return waited

    def waited(self, start, end):
        """Milliseconds that the host let the machine wait while a part of the text came."""
        with self._changed:
            if end > len(self._text) or not self._lengths:
                return 0
            before, after = (self._waits[bisect.bisect_left(self._lengths, place)] for place in (max(start, 1), end))
        return max((time - before.get(task, 0) for task, time in after.items()), default=0)

    @property
    def text(self):
        """All that came over the serial line."""
        with self._changed:
            return self._text

    def wait_for(self, pattern, timeout=60):
        """Waits for a match of the regular expression behind the last one that was waited for; the match.

        Text comes in pieces: a pattern that ends in something variable has to go on to the end of the line."""
        expression = re.compile(pattern, re.MULTILINE)
        end = time.monotonic() + timeout
        with self._changed:
            while True:
                match = expression.search(self._text, self._mark)
                if match:
                    self._mark = match.end()
                    return match
                left = end - time.monotonic()
                if left <= 0 or self.process.poll() is not None:
                    break
                self._changed.wait(min(left, 0.5))
        ended = self.process.poll()
        why = f"within {timeout} s" if ended is None else f"before QEMU ended (status {ended})"
        raise Failure(f"no match for /{pattern}/ {why}")

    def forget(self):
        """What came over the serial line up to now is not waited for any more."""
        with self._changed:
            self._mark = len(self._text)

    def send(self, text):
        """Types on the serial line."""
        self._serial.sendall(text.encode())

    def run(self, command, timeout=60):
        """Runs one line in the shell of the serial console; status and output."""
        marker = time.monotonic_ns()
        with self._changed:
            start = self._mark = len(self._text)
        # The quotes keep the echo of the typed line from matching; the empty line ends what the command left open.
        self.send(f"echo 'begin'-{marker}; {command}; status=$?; echo; echo 'end'-{marker} $status\n")
        match = self.wait_for(rf"\nend-{marker} (\d+)\n", timeout)
        output = ESCAPES.sub("", self.text[start:match.start()])
        return int(match.group(1)), output.partition(f"\nbegin-{marker}\n")[2]

    def tail(self, lines=40):
        return "\n".join(self.text.splitlines()[-lines:])

    # Monitor

    def command(self, name, **arguments):
        """One QMP command; its result."""
        message = {"execute": name}
        if arguments:
            message["arguments"] = arguments
        end = time.monotonic() + 5
        while True:
            reply = self._ask(message)
            if "error" not in reply:
                return reply["return"]
            # A debugger's stub may have stopped it for a moment.
            if "VM not running" not in reply["error"]["desc"] or time.monotonic() > end:
                raise Failure(f"{name}: {reply['error']['desc']}")
            time.sleep(0.01)

    def _ask(self, message):
        self._monitor.sendall((json.dumps(message) + "\n").encode())
        while True:
            line = self._replies.readline()
            if not line:
                raise Failure("QEMU closed its monitor")
            reply = json.loads(line)
            if "error" in reply or "return" in reply:
                return reply

    def monitor(self, line):
        """One command to the monitor for people; what it prints."""
        return self.command("human-monitor-command", **{"command-line": line})

    def press(self, *keys, hold=40):
        """Presses keys together, by QMP's names: press("ctrl", "alt", "t")."""
        self.command("send-key", keys=[{"type": "qcode", "data": key} for key in keys], **{"hold-time": hold})
        time.sleep(hold / 1000 + 0.02)

    def type(self, text, hold=40):
        """Types on the keyboard."""
        for character in text:
            if character in SHIFTED:
                self.press("shift", SHIFTED[character], hold=hold)
            elif character.isupper():
                self.press("shift", character.lower(), hold=hold)
            else:
                self.press(KEYS.get(character, character), hold=hold)

    def move(self, dx, dy):
        """Moves the pointer by so many counts of the mouse, in steps that a PS/2 packet can hold."""
        while dx or dy:
            x, y = max(-100, min(100, dx)), max(-100, min(100, dy))
            self._input({"type": "rel", "data": {"axis": "x", "value": x}},
                        {"type": "rel", "data": {"axis": "y", "value": y}})
            dx, dy = dx - x, dy - y
            time.sleep(0.02)

    def button(self, down, button="left"):
        self._input({"type": "btn", "data": {"button": button, "down": down}})
        time.sleep(0.05)

    def click(self, button="left"):
        self.button(True, button)
        self.button(False, button)

    def _input(self, *events):
        self.command("input-send-event", events=list(events))

    # Screen

    def screen(self):
        """What the screen shows now."""
        path = self.folder / "screen.ppm"
        self.command("screendump", filename=str(path))
        return Screen.read_ppm(path)

    def screenshot(self, name=None):
        """Writes the screen to a PNG; its path."""
        self._screenshots += 1
        path = self.output / f"{self.name}-{name or self._screenshots}.png"
        self.screen().write_png(path)
        return path

    def wait_for_screen(self, condition, what, timeout=30):
        """Waits until `condition(screen)` holds; the screen."""
        end = time.monotonic() + timeout
        while True:
            screen = self.screen()
            if condition(screen):
                return screen
            if time.monotonic() > end:
                raise Failure(f"the screen did not show {what} within {timeout} s")
            time.sleep(0.2)

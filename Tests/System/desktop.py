"""A person at the desktop of a machine: windows by title, the pointer by place, the serial console as an observer.

The windows are known from the program `windows` on the serial console; all else is done with keys and pointer.
"""

import re
import time
from collections import namedtuple

from machine import Failure

Window = namedtuple("Window", "number process state x y width height title")

# What stands behind a question on the console: nothing, or a message of the system that came just then.
END = r"(?=$|[a-z]+: )"
PROMPT = r"[$#] " + END

TITLE_BAR = 36  # Its height, in pixels of a screen without scaling (Sources/Orbital/Model/Metrics.swift).

# The icons of the panel at 1280 by 800.
PANEL_Y = 768
PANEL = {"Menu": 32, "Files": 74, "Terminal": 116, "Editor": 158, "Calculator": 200}
# The icon of an app that is only in the menu.
MENU = {"Welcome": (416, 370)}


def free_memory(desktop):
    """Bytes that are free in the machine."""
    return int(desktop.shell("free -b").splitlines()[1].split()[3])


class Desktop:
    def __init__(self, machine):
        self.machine = machine
        end = time.monotonic() + 60
        while "desktop ready" not in machine.text:
            if time.monotonic() > end:
                raise Failure("the desktop did not start")
            time.sleep(0.1)
        # The first check on a machine logs in; it may be any, when only some are run.
        if machine.user is None:
            self.log_in()

    # The observer

    def log_in(self, user="user", password=None):
        """A shell on the serial console, whoever is there now."""
        machine = self.machine
        # Whatever was begun there is given up; then the console says who is there.
        machine.send("\x03")
        time.sleep(0.5)
        machine.forget()
        machine.send("\n")
        found = machine.wait_for(r"(login:|Password:|[$#]) ?" + END, 30).group(1)
        if found != "login:":
            machine.send("exit\n" if found != "Password:" else "\n")
            machine.wait_for("login: ?" + END, 30)
        machine.user = user
        machine.send(user + "\n")
        if password is not None:
            machine.wait_for("Password: ?" + END, 20)
            machine.send(password + "\n")
        machine.wait_for(PROMPT, 30)

    def shell(self, command, timeout=60):
        """What a command writes that has to work."""
        status, output = self.machine.run(command, timeout)
        if status != 0:
            raise Failure(f"{command}: status {status}: {output.strip()[-200:]}")
        return output

    # Windows

    def windows(self):
        """Those that the panel shows."""
        found = []
        for line in self.shell("windows").splitlines()[1:]:
            match = re.match(r"\s*(\d+)\s+(\d+) (\S+)\s+(-?\d+)\s+(-?\d+)\s+(\d+)\s+(\d+) (.*)$", line)
            if match:
                numbers = [int(match.group(i)) for i in (4, 5, 6, 7)]
                found.append(Window(int(match.group(1)), int(match.group(2)), match.group(3), *numbers, match.group(8)))
        return found

    def find(self, title):
        """The window whose title contains a text, rather the one with the focus; or None."""
        found = [window for window in self.windows() if title in window.title]
        return next((window for window in found if window.state == "focused"), found[0] if found else None)

    def clear(self):
        """Ends whatever shows a window, with its text."""
        for window in self.windows():
            self.machine.run(f"kill -KILL {window.process}")
        self.wait(lambda: not self.windows(), "empty desktop")

    def wait(self, condition, what, timeout=30):
        """Waits until a condition holds that is asked on the console; its value."""
        end = time.monotonic() + timeout
        while not (value := condition()):
            if time.monotonic() > end:
                raise Failure(f"no {what} within {timeout} s; windows: {self.windows()}")
            time.sleep(0.3)
        return value

    def wait_for_window(self, title, timeout=30):
        """Until a window has the focus whose title contains a text; the window."""
        def has_focus():
            window = self.find(title)
            return window and window.state == "focused" and window

        return self.wait(has_focus, f"focused window “{title}”", timeout)

    def close(self, window):
        """By Alt+F4."""
        self.machine.press("alt", "f4")
        self.wait(lambda: not any(w.number == window.number for w in self.windows()), f"end of “{window.title}”")

    def start_by_mouse(self, name):
        """Its icon in the panel, or in the menu."""
        if name in PANEL:
            return self.click(PANEL[name], PANEL_Y)
        self.click(PANEL["Menu"], PANEL_Y)
        time.sleep(0.7)
        self.click(*MENU[name])

    def start_by_name(self, name):
        """Super, a few letters, Enter."""
        self.machine.press("meta_l")
        time.sleep(0.7)
        self.machine.type(name)
        time.sleep(0.5)
        self.machine.press("ret")

    def save_as(self, path):
        """In the editor that has the focus, text without a file."""
        self.machine.press("ctrl", "s")
        time.sleep(1)
        self.machine.press("ctrl", "a")
        self.machine.type(path + "\n")
        return self.wait_for_window(path.rpartition("/")[2])

    # The pointer

    def point(self, x, y):
        """Moves the pointer to a place, by way of the corner at the top left."""
        self.machine.move(-1500, -1000)
        time.sleep(0.1)
        self.machine.move(x, y)
        time.sleep(0.15)

    def click(self, x, y, button="left"):
        self.point(x, y)
        self.machine.click(button)

    def drag(self, x, y, dx, dy, button="left"):
        """From a place, so far."""
        self.point(x, y)
        self.machine.button(True, button)
        steps = 8
        def so_far(whole, step):
            return whole * step // steps

        for step in range(steps):
            self.machine.move(so_far(dx, step + 1) - so_far(dx, step), so_far(dy, step + 1) - so_far(dy, step))
            time.sleep(0.03)
        self.machine.button(False, button)

    def looks(self, window, seconds=1.5):
        """The pictures of a window's content while its caret blinks: a set."""
        end, pictures = time.monotonic() + seconds, set()
        while time.monotonic() < end:
            pictures.add(self.content(window))
            time.sleep(0.1)
        return pictures

    def content(self, window, screen=None):
        """The pixels of a window's content, but for a margin with its corners."""
        screen = screen or self.machine.screen()
        x, y = max(0, window.x), max(0, window.y)
        return screen.rectangle(x, y, min(window.width, screen.width - x), min(window.height - 12, screen.height - y))

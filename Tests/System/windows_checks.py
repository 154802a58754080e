"""Windows as a person handles them: dragged, snapped, switched, tiled, sent to another workspace, and ended when they
hang. All on the boot that the desktop's checks share."""

import time

from checks import check, expect
from desktop import TITLE_BAR, Desktop

SCREEN = (1280, 800)


def two_windows(machine):
    """A desktop with an editor and a terminal, the terminal in front."""
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_mouse("Editor")
    editor = desktop.wait_for_window("Untitled")
    desktop.start_by_mouse("Terminal")
    desktop.wait(lambda: len(desktop.windows()) == 2, "terminal beside the editor")
    terminal = desktop.wait(lambda: focused(desktop, other_than=editor.number), "focused terminal")
    return desktop, editor.number, terminal.number


def focused(desktop, other_than=None):
    return next((w for w in desktop.windows() if w.state == "focused" and w.number != other_than), None)


def window(desktop, number):
    return next((w for w in desktop.windows() if w.number == number), None)


def until(desktop, number, condition, what):
    """Waits for a state of a window; the window."""
    def holds():
        found = window(desktop, number)
        return found and condition(found) and found

    return desktop.wait(holds, what)


@check("bios")
def windows_are_dragged_and_snapped(machine):
    desktop, _, terminal = two_windows(machine)
    before = window(desktop, terminal)
    desktop.drag(before.x + 60, before.y - TITLE_BAR // 2, -80, 40)
    moved = until(desktop, terminal, lambda w: (w.x, w.y) != (before.x, before.y), "moved window")
    expect((moved.x - before.x, moved.y - before.y) == (-80, 40), f"moved from {before} to {moved}")
    machine.press("meta_l", "left")
    half = until(desktop, terminal, lambda w: w.width == SCREEN[0] // 2, "left half")
    expect((half.x, half.y) == (0, TITLE_BAR), f"the left half is {half}")
    desktop.drag(half.x + 60, half.y - TITLE_BAR // 2, SCREEN[0], 200)
    right = until(desktop, terminal, lambda w: w.x == SCREEN[0] // 2, "right half")
    expect(right.width == SCREEN[0] // 2, f"the right half is {right}")
    machine.press("meta_l", "up")
    quarter = until(desktop, terminal, lambda w: w.height < right.height, "quarter")
    expect((quarter.x, quarter.y) == (SCREEN[0] // 2, TITLE_BAR), f"the quarter is {quarter}")


@check("bios")
def the_switcher_and_workspaces_lead_to_windows(machine):
    desktop, editor, terminal = two_windows(machine)
    machine.press("alt", "tab")
    until(desktop, editor, lambda w: w.state == "focused", "focus by Alt+Tab")
    machine.press("meta_l", "shift", "2")
    until(desktop, terminal, lambda w: w.state == "focused", "focus after the editor was sent away")
    machine.press("meta_l", "2")
    until(desktop, editor, lambda w: w.state == "focused", "focus in the second workspace")
    plain = machine.screen()
    machine.press("meta_l", "w")
    machine.wait_for_screen(lambda screen: plain.differing(screen) is not None, "an overview")
    machine.screenshot("overview")
    machine.press("1")
    time.sleep(0.3)
    machine.press("ret")
    until(desktop, terminal, lambda w: w.state == "focused", "focus by the overview")


@check("bios")
def a_workspace_lays_out_its_windows(machine):
    desktop, editor, terminal = two_windows(machine)
    old = window(desktop, terminal)
    machine.press("meta_l", "y")
    tile = until(desktop, terminal, lambda w: w.width != old.width, "tile")
    other = window(desktop, editor)
    machine.screenshot("tiles")
    expect(tile.x >= other.x + other.width or other.x >= tile.x + tile.width, f"{tile} and {other} overlap")
    expect(tile.height == other.height, f"{tile} and {other} are not of one height")
    machine.press("meta_l", "left" if tile.x > other.x else "right")
    until(desktop, editor, lambda w: w.state == "focused", "focus in the other tile")
    machine.press("meta_l", "y")
    back = until(desktop, terminal, lambda w: w.width == old.width, "old size")
    expect((back.x, back.y) == (old.x, old.y), f"back at {back}, was {old}")


@check("bios")
def a_hung_program_is_marked_and_ended(machine):
    desktop, editor, terminal = two_windows(machine)
    process = window(desktop, terminal).process
    desktop.shell(f"kill -STOP {process}")
    machine.press("a")
    until(desktop, terminal, lambda w: w.state == "hung", "mark of a hung program")
    machine.press("alt", "f4")
    time.sleep(0.5)
    machine.screenshot("hung")
    machine.press("down")
    machine.press("ret")
    desktop.wait(lambda: window(desktop, terminal) is None, "end of the hung program")
    expect(window(desktop, editor) is not None, "the editor went, too")
    desktop.clear()

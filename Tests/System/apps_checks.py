"""The apps, used as a person uses them: opened with mouse and keyboard, typed into, moved about, closed."""

import time

from checks import check, expect
from desktop import PANEL, PANEL_Y, TITLE_BAR, Desktop

# What is found in the title of each app's window.
APPS = {"Files": "Home", "Terminal": "Terminal", "Editor": "Editor", "Calculator": "Calculator", "Welcome": "Welcome"}


@check("bios", "uefi")
def every_app_opens_by_mouse_and_by_keyboard(machine):
    desktop = Desktop(machine)
    desktop.log_in()
    for window in desktop.windows():
        desktop.shell(f"windows close {window.number}")
    desktop.wait(lambda: not desktop.windows(), "empty desktop")
    for name, title in APPS.items():
        empty = machine.screen()
        desktop.start_by_mouse(name)
        window = desktop.wait_for_window(title)
        machine.wait_for_screen(lambda screen: len(set(desktop.content(window, screen))) > 20, f"something in {name}")
        expect(empty.differing(machine.screen()) is not None, f"{name} shows nothing")
        machine.screenshot(name.lower())
        desktop.close(window)
        desktop.start_by_name(name.lower())
        desktop.close(desktop.wait_for_window(title))


@check("bios", "uefi")
def the_menu_opens_by_mouse_and_closes_by_escape(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.point(640, 300)
    before = machine.screen()
    desktop.click(PANEL["Menu"], PANEL_Y)
    desktop.point(640, 300)
    machine.wait_for_screen(lambda screen: (d := before.differing(screen)) and d[3] > 300, "the start menu")
    machine.screenshot("menu")
    machine.press("esc")
    machine.wait_for_screen(lambda screen: not (d := before.differing(screen)) or d[3] < 100, "the menu gone")


@check("bios", "uefi")
def the_calculator_calculates(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_name("calculator")
    window = desktop.wait_for_window("Calculator")
    # The same result must look the same, however it came about, and another must not.
    pictures = []
    for keys in ["0.1+0.2\n", "0.3\n", "0.4\n"]:
        machine.press("esc")
        machine.press("esc")
        machine.type(keys)
        # The result is selected and sent to the clipboard: what is compared is its text, not the history above it.
        machine.press("ctrl", "c")
        time.sleep(0.5)
        pictures.append(desktop.shell("clipboard").strip())
    expect(pictures == ["0.3", "0.3", "0.4"], f"results: {pictures}")
    desktop.close(window)


@check("bios", "uefi")
def a_file_saved_in_the_editor_is_read_back_in_the_terminal(machine):
    desktop = Desktop(machine)
    desktop.clear()
    text = "Saved by the editor, (read) by cat: 42%"
    desktop.start_by_name("editor")
    editor = desktop.wait_for_window("Editor")
    machine.type(text + "\n")
    desktop.save_as("/home/user/note.txt")
    found = desktop.shell("cat /home/user/note.txt")
    expect(found.strip() == text, f"the file holds {found!r}")
    machine.screenshot("saved")
    desktop.close(editor)

    desktop.start_by_name("terminal")
    terminal = desktop.wait_for_window("Terminal")
    looks = []
    for command in ["cat note.txt", f"echo '{text}'", "echo another"]:
        machine.type(f"clear; {command}\n")
        time.sleep(1)
        looks.append(desktop.looks(terminal))
    machine.screenshot("terminal")
    expect(looks[0] & looks[1], "cat does not show what echo shows")
    expect(not looks[1] & looks[2], "the terminal shows the same for different text")
    desktop.close(terminal)


@check("bios", "uefi")
def unsaved_text_is_asked_about(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_name("editor")
    editor = desktop.wait_for_window("Editor")
    machine.type("not to be lost")
    before = desktop.content(editor)
    machine.press("alt", "f4")
    machine.wait_for_screen(lambda screen: desktop.content(editor, screen) != before, "a question")
    machine.screenshot("unsaved")
    expect(any(window.number == editor.number for window in desktop.windows()), "the window closed without a question")
    machine.press("esc")
    time.sleep(0.5)
    desktop.save_as("/home/user/kept.txt")
    expect(desktop.shell("cat /home/user/kept.txt").strip() == "not to be lost", "the text is not in the file")
    desktop.close(editor)


@check("bios", "uefi")
def a_window_is_dragged_resized_and_snapped(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_name("terminal")
    start = desktop.wait_for_window("Terminal")

    desktop.drag(start.x + start.width // 2, start.y - TITLE_BAR // 2, -150, 70)
    moved = desktop.wait(lambda: (w := desktop.find("Terminal")) and w.x != start.x and w, "moved window")
    expect((moved.x, moved.y) == (start.x - 150, start.y + 70), f"it went from {start} to {moved}")
    expect((moved.width, moved.height) == (start.width, start.height), "moving changed its size")

    desktop.drag(moved.x + moved.width + 2, moved.y + moved.height + 2, 60, -40)
    sized = desktop.wait(lambda: (w := desktop.find("Terminal")) and w.width != moved.width and w, "resized window")
    expect((sized.x, sized.y) == (moved.x, moved.y), "resizing moved it")
    expect((sized.width, sized.height) == (moved.width + 60, moved.height - 40), f"it went from {moved} to {sized}")
    machine.press("meta_l", "left")
    half = desktop.wait(lambda: (w := desktop.find("Terminal")) and w.x == 0 and w, "window in the left half")
    expect(half.width == 640, f"the left half is {half.width} wide")
    machine.press("meta_l", "m")
    desktop.wait(lambda: (w := desktop.find("Terminal")) and w.width == 1280, "maximised window")
    machine.screenshot("maximised")
    machine.press("meta_l", "m")
    back = desktop.wait(lambda: (w := desktop.find("Terminal")) and w.width < 1280 and w, "restored window")
    expect(back.height <= 800, f"{back}")
    desktop.close(back)


@check("bios", "uefi")
def windows_are_switched_with_the_keyboard(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_name("calculator")
    calculator = desktop.wait_for_window("Calculator")
    desktop.start_by_name("files")
    files = desktop.wait_for_window("Home")
    machine.press("alt", "tab")
    desktop.wait_for_window("Calculator")
    machine.press("meta_l", "d")
    desktop.wait(lambda: all(window.state == "minimized" for window in desktop.windows()), "bare desktop")
    machine.press("meta_l", "d")
    desktop.wait_for_window("Calculator")
    desktop.close(calculator)
    desktop.close(files)

"""The desktop and the shell of the running system, on one boot that all of these share."""

from checks import check, expect


@check("bios")
def the_desktop_is_drawn(machine):
    machine.wait_for_screen(lambda screen: (screen.width, screen.height) == (1280, 800) and screen.colours() > 100,
                            "a desktop of 1280 by 800 in many colours", 60)


@check("bios")
def the_serial_console_has_a_shell(machine):
    machine.send("\n")
    machine.wait_for(r"login: ", 30)
    machine.user = "user"
    machine.send("user\n")
    machine.wait_for(r"[$%>#] ", 30)
    status, output = machine.run("echo one two | wc -w")
    expect(status == 0 and output.split()[-1:] == ["2"], f"status {status}, output {output!r}")


@check("bios")
def the_pointer_moves_and_little_else_changes(machine):
    before = machine.screen()
    machine.move(120, 60)
    machine.wait_for_screen(lambda screen: before.differing(screen) is not None, "a moved pointer")
    _, _, width, height = before.differing(machine.screen())
    expect(width < 400 and height < 300, f"{width} by {height} pixels changed")

"""The command line under load: what is long, large, stopped or killed half-way is right, and leaves nothing behind."""

import re
import time

from checks import check, expect
from desktop import PROMPT, Desktop, free_memory

# What a machine may have less of afterwards: what programs keep for the next time.
KEPT = 6 << 20
# By how much two looks may differ.
SLACK = 256 << 10


def leaves_nothing(desktop, before):
    desktop.wait(lambda: free_memory(desktop) > before - KEPT, f"memory back ({before} bytes were free)")


@check("bios")
def long_pipelines_and_closed_ones_end(machine):
    desktop = Desktop(machine)
    before = free_memory(desktop)
    expect(desktop.shell("yes | head -n 3").split() == ["y"] * 3, "yes | head")
    stages = " | ".join(["cat"] * 48)
    expect(desktop.shell(f"seq 1 20000 | {stages} | tail -n 1", 120).strip() == "20000", "a pipeline of 50 stages")
    started = desktop.shell("ps").count("\n")
    desktop.shell(f"yes | {stages} | head -n 1 > /dev/null 2>&1; true", 120)
    desktop.wait(lambda: desktop.shell("ps").count("\n") <= started, "the end of all stages")
    leaves_nothing(desktop, before)


@check("bios")
def a_file_of_a_gibibyte_with_a_hole_is_read(machine):
    desktop = Desktop(machine)
    before = free_memory(desktop)
    desktop.shell("truncate -s 1G hole; echo end >> hole")
    expect(desktop.shell("cat hole | wc -c", 300).strip() == str((1 << 30) + 4), "its length")
    expect(desktop.shell("tail -c 4 hole").strip() == "end", "its end")
    desktop.shell("rm hole")
    leaves_nothing(desktop, before)


@check("bios")
def a_directory_of_a_hundred_thousand_names(machine):
    desktop = Desktop(machine)
    # The file system's tables keep the size that they once had, so what counts is the second time.
    fill_a_directory(desktop)
    before = free_memory(desktop)
    fill_a_directory(desktop)
    desktop.wait(lambda: free_memory(desktop) > before - SLACK, f"memory back ({before} bytes were free)")


def fill_a_directory(desktop):
    desktop.shell("mkdir many && cd many && seq -f n%g 1 100000 | xargs -n 1000 touch; cd ..", 300)
    expect(desktop.shell("ls many | wc -l", 120).strip() == "100000", "names in the listing")
    expect(desktop.shell("ls many/n99999").strip() == "many/n99999", "one of them")
    names = desktop.shell("set -- many/n9999*; echo $# $1", 120).split()
    expect(names == ["11", "many/n9999"], f"a pattern gives {names}")
    desktop.shell("rm -r many", 300)
    expect("many" not in desktop.shell("ls"), "the directory is still there")


@check("bios")
def a_pipeline_whose_middle_is_killed_ends(machine):
    desktop = Desktop(machine)
    before = free_memory(desktop)
    for signal in ("KILL", "TERM"):
        # The middle one is found by its argument, which nobody else has.
        desktop.shell("( yes | cat -n | tail -n 1 > /dev/null ) & true")
        found = desktop.wait(lambda: re.search(r"^\s*(\d+)\s.*cat -n$", desktop.shell("ps -f"), re.MULTILINE)
                             or re.search(r"^\s*(\d+)\s.*\bcat\b", desktop.shell("ps"), re.MULTILINE), "cat")
        desktop.shell(f"kill -{signal} {found.group(1)}; wait", 60)
        expect(not re.search(r"\b(yes|tail)\b", desktop.shell("ps")), f"a stage outlives SIG{signal}")
    leaves_nothing(desktop, before)


@check("bios")
def jobs_stop_and_go_on(machine):
    desktop = Desktop(machine)
    machine.forget()
    machine.send("sleep 1000 | cat\n")
    time.sleep(1)
    machine.send("\x1a")
    machine.wait_for(PROMPT, 20)
    listed = desktop.shell("jobs")
    expect("Stopped" in listed and "sleep 1000 | cat" in listed, listed)
    desktop.shell("bg %1")
    expect("Running" in desktop.shell("jobs"), "bg does not let it run")
    machine.send("fg %1\n")
    time.sleep(1)
    machine.send("\x1a")
    machine.wait_for(PROMPT, 20)
    expect("Stopped" in desktop.shell("jobs"), "Ctrl+Z does not stop what fg brought back")
    machine.send("fg\n")
    time.sleep(1)
    machine.send("\x03")
    machine.wait_for(PROMPT, 20)
    expect("sleep" not in desktop.shell("jobs; ps"), "Ctrl+C does not end it")

"""The command line under load: what is long or large is right, and leaves nothing behind."""

from checks import check, expect
from desktop import Desktop, free_memory

# What a machine may have less of afterwards: what programs keep for the next time.
KEPT = 6 << 20


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

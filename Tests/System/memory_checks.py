"""What the page tables of the running system allow, while every service and every app runs."""

import re
import subprocess
import time

from apps_checks import APPS
from checks import PROFILES, check, expect
from desktop import Desktop, free_memory
from page_tables import IMAGE_SLOT, PAGE, SHARED_SLOTS, STACK_SLOT, AddressSpaces

# Services of the manifest that go on as long as the machine runs.
SERVICES = "init logd nulld randd ramfs ptyd inputd ps2d vesad acpid pcid consoled orbital launcher".split()

# Where the linker puts them (kernel.ld, within its slot, and program.ld).
LINKED_KERNEL = 0x100000
LINKED_PROGRAM = 0x400000
# Where the window on physical memory lies when nothing is moved (placement.c).
FIXED_WINDOW = 251 << 39
FIXED_STACKS = STACK_SLOT << 39
KERNEL = "build/iso/boot/kernel"


def processes(desktop):
    """Names of what runs beside the program that lists it."""
    names = [line.split()[-1] for line in desktop.shell("ps").splitlines()[1:] if line.strip()]
    return [name for name in names if name != "ps"]


def settled(machine, desktop):
    """The address spaces at a moment when there is one for each process; the processes' names."""
    megabytes = int(PROFILES["bios"].get("memory", "512M").rstrip("M"))
    for _ in range(5):
        names = processes(desktop)
        spaces = AddressSpaces(machine, megabytes)
        # The kernel's own table is one more.
        if len(spaces.roots) == len(names) + 1 and processes(desktop) == names:
            return spaces, names
        time.sleep(0.5)
    expect(False, f"{len(spaces.roots)} address spaces for {len(names)} processes")


@check("bios")
def no_page_is_writable_and_executable(machine):
    desktop = Desktop(machine)
    desktop.clear()
    for name, title in APPS.items():
        desktop.start_by_name(name.lower())
        desktop.wait_for_window(title)
    spaces, names = settled(machine, desktop)
    missing = {*SERVICES, *map(str.lower, APPS)} - set(names)
    expect(not missing, f"not running: {missing}")

    # The walk sees what QEMU sees.
    walked = {(page.address, page.frame, page.writable, page.user, page.executable)
              for page in spaces.pages(spaces.current)}
    expect(walked == spaces.listed(), f"QEMU lists other pages: {list(walked ^ spaces.listed())[:3]}")

    kernel = next(root for root in spaces.roots if not any(spaces.table(root)[:SHARED_SLOTS.start]))
    shared = slice(SHARED_SLOTS.start, 512)
    own = list(spaces.pages(kernel))
    code = [page for page in own if page.executable]
    expect(code and all(page.address >> 39 == IMAGE_SLOT for page in code), f"the kernel runs {code[:3]}")
    check_rights("the kernel", own)
    frames = {page.frame for page in code}
    for page in own:
        expect(not (page.writable and any(page.frame <= frame < page.frame + page.size for frame in frames)),
               f"the kernel's code can be written at {page.address:#x}")
    expect(not any(page.user for page in own), "programs reach the kernel's pages")
    kernel_frames = {page.frame for page in own if page.address >> 39 == IMAGE_SLOT}

    executable, writable = set(), set()
    for root in spaces.roots:
        expect(spaces.table(root)[shared] == spaces.table(kernel)[shared], f"other kernel slots in {root:#x}")
        kernel_frames.update(spaces.tables(root))
        pages = list(spaces.pages(root, range(SHARED_SLOTS.start)))
        check_rights(f"the address space {root:#x}", pages)
        expect(all(page.user for page in pages), f"pages of the kernel among a program's in {root:#x}")
        if root != kernel:
            expect(any(page.executable for page in pages) and any(page.writable for page in pages), f"{root:#x}: empty")
        for page in pages:
            executable.update(page.frames() if page.executable else [])
            writable.update(page.frames() if page.writable else [])
    both = executable & writable
    expect(not both, f"{len(both)} frames run in one place and can be written in another: {sorted(both)[:3]}")
    expect(not kernel_frames & (executable | writable), "a program has frames of the kernel or of page tables")
    desktop.clear()


def check_rights(owner, pages):
    wrong = [hex(page.address) for page in pages if page.writable and page.executable]
    expect(not wrong, f"{owner} has {len(wrong)} pages that are writable and executable: {wrong[:3]}")


@check("bios")
def the_kernel_and_the_programs_lie_at_random_places(machine):
    spaces, names = settled(machine, Desktop(machine))
    kernel = min(page.address for page in spaces.pages(spaces.current, [IMAGE_SLOT]))
    expect(kernel % (1 << 39) != LINKED_KERNEL, "the kernel lies where it was linked")
    expect(window(spaces) != FIXED_WINDOW, "the window on physical memory is not moved")
    code = [[page.address for page in spaces.pages(root, range(SHARED_SLOTS.start)) if page.executable]
            for root in spaces.roots]
    starts = [min(addresses) for addresses in code if addresses]
    expect(len(starts) == len(names) and len(set(starts)) == len(starts), f"programs share a place: {sorted(starts)}")
    expect(LINKED_PROGRAM not in starts, "a program lies where it was linked")
    # Nothing in common but the page and the slot: all 28 bits are used.
    differing = 0
    for start in starts:
        differing |= start ^ starts[0]
    expect(bin(differing >> 12).count("1") >= 28 or len(starts) < 16, f"only these bits differ: {differing:#x}")


def window(spaces):
    """Where physical address 0 appears; every page of the window agrees on that."""
    starts = spaces.windows()
    expect(len(starts) == 1, f"{len(starts)} windows on physical memory")
    start = starts.pop()
    expect(SHARED_SLOTS.start <= start >> 39 < STACK_SLOT - 1, f"the window begins at {start:#x}")
    return start


@check("bios", fresh=True, extra=["-smp", "4"])
def so_have_the_stacks_of_started_processors(machine):
    machine.wait_for(r"desktop ready\n", 90)
    spaces = AddressSpaces(machine, 512)
    mapped = sorted(page.address for page in spaces.pages(spaces.current, [STACK_SLOT]))
    starts = [address for address in mapped if address - PAGE not in mapped]
    lengths = [next(count for count in range(1, 100) if start + count * PAGE not in mapped) for start in starts]
    expect(lengths == [16, 2, 2, 2] * 3, f"stacks of {lengths} pages")
    expect(starts[0] - PAGE - (128 << 10) != FIXED_STACKS, "the stacks are not moved")
    window(spaces)


@check("bios", fresh=True, memory="8G", extra=["-smp", "2"])
def the_window_shows_all_of_a_large_memory(machine):
    machine.wait_for(r"desktop ready\n", 90)
    text = machine.monitor("info mem").replace("\r", "")
    ranges = re.findall(r"^([0-9a-f]{16})-([0-9a-f]{16}) ", text, re.M)
    parts = [(int(start, 16), int(end, 16)) for start, end in ranges]
    parts = [part for part in parts if SHARED_SLOTS.start <= part[0] >> 39 < STACK_SLOT]
    # The firmware puts six of the 8 GiB above the hole for devices.
    expect(parts[-1][1] - parts[0][0] == sum(end - start for start, end in parts) == 10 << 30, f"shown are {parts}")


@check("bios")
def the_kernels_stacks_have_guard_pages(machine):
    spaces, _ = settled(machine, Desktop(machine))
    pages = {page.address: page for page in spaces.pages(spaces.current, [IMAGE_SLOT])}
    moved = min(pages) % (1 << 39) - LINKED_KERNEL
    lines = subprocess.run(["llvm-nm", KERNEL], capture_output=True, text=True, check=True).stdout.splitlines()
    symbols = {name: int(address, 16) + moved for address, _, name in map(str.split, lines)}
    # One large stack, three small ones.
    place = symbols["apus_kernel_stack_guard"]
    for size in [16, 2, 2, 2]:
        expect(place not in pages, f"the page below the stack at {place + PAGE:#x} is mapped")
        stack = [pages.get(place + page * PAGE) for page in range(1, size + 1)]
        expect(all(page and page.writable for page in stack), f"no stack of {size} pages above {place:#x}")
        place += (size + 1) * PAGE
    expect(place == symbols["apus_fault_stack_tops"], "the stacks end elsewhere")


@check("bios")
def one_process_takes_all_memory_and_the_others_go_on(machine):
    desktop = Desktop(machine)
    desktop.clear()
    desktop.start_by_name("editor")
    editor = desktop.wait_for_window("Editor")
    before = free_memory(desktop)
    # It takes what it gets, writes one byte, and keeps it.
    machine.send("ostests take-all > /home/user/taken &\n")
    desktop.wait(lambda: machine.run("cat /home/user/taken | wc -c")[1].strip() == "1", "process with all memory")
    left = free_memory(desktop)
    expect(before / 6 < left < before / 4, f"{left} bytes of {before} are left")
    machine.type("Written beside it.\n")
    desktop.save_as("/home/user/beside.txt")
    expect(desktop.shell("cat /home/user/beside.txt").strip() == "Written beside it.", "the file holds something else")
    # Who fills the disk beside it is told, and the file system goes on.
    status, output = machine.run("yes 0123456789012345678901234567890123456789 > /home/user/full", 300)
    expect(status != 0 and "space" in output, f"status {status}: {output[-200:]!r}")
    expect(desktop.shell("cat /home/user/beside.txt").strip() == "Written beside it.", "the file has changed")
    desktop.shell("rm /home/user/full")
    machine.screenshot("little-memory")
    desktop.close(desktop.find("beside.txt") or editor)
    desktop.start_by_name("calculator")
    desktop.close(desktop.wait_for_window("Calculator"))
    hog = next(line.split()[0] for line in desktop.shell("ps").splitlines() if line.split()[-1:] == ["ostests"])
    desktop.shell(f"kill -KILL {hog}")
    desktop.wait(lambda: free_memory(desktop) > before * 0.95, "end of the process")

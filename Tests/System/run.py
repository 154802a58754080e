#!/usr/bin/env python3
"""Boots the live ISO for a person: in a window, or without a display with the serial console in the terminal.

Usage: Tests/System/run.py [--gdb KERNEL [--program PROGRAM]] [QEMU OPTIONS …]

A picture of the desktop is written to build/screenshot.png when it is ready. KVM=1 in the environment uses KVM, which
only pays on real hardware. MEMORY=… (default 1G), UEFI=1, CPUS are read from there, too.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))

from checks import other_image  # noqa: E402
from machine import FIRMWARE  # noqa: E402
from screen import Screen  # noqa: E402

READY = b"desktop ready"
# Where physical address 0 would appear in the kernel image (KernelLayout.swift).
LINKED = 0x7f8000000000


def arguments(folder, has_display, extra, iso):
    command = ["qemu-system-x86_64", "-M", "q35", "-m", os.environ.get("MEMORY", "1G"),
               "-cdrom", str(iso), "-boot", "d", "-qmp", f"unix:{folder}/qmp,server=on,wait=off",
               "-gdb", f"unix:{folder}/gdb,server=on,wait=off"]
    command += ["-accel", "kvm", "-cpu", "host"] if os.environ.get("KVM") == "1" else ["-accel", "tcg", "-cpu", "max"]
    if os.environ.get("UEFI") == "1":
        command += ["-bios", next((path for path in FIRMWARE if Path(path).exists()), FIRMWARE[0])]
    # Serial output passes through this script, which waits for the desktop; input goes straight to the console.
    command += ["-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"]
    if has_display:
        command += ["-display", "gtk"]
    else:
        command += ["-display", "none", "-vnc", "127.0.0.1:0,to=99"]
    return command + extra


def ask(folder, name, **values):
    """One command to QEMU's monitor; its answer."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(f"{folder}/qmp")
        replies = link.makefile("r")
        replies.readline()
        answer = {}
        for command, arguments in [("qmp_capabilities", {}), (name, values)]:
            link.sendall((json.dumps({"execute": command, "arguments": arguments}) + "\n").encode())
            for line in replies:
                answer = json.loads(line)
                if "return" in answer or "error" in answer:
                    break
        return answer.get("return", {})


def screenshot(folder):
    """Asks QEMU for the screen and writes build/screenshot.png."""
    ask(folder, "screendump", filename=f"{folder}/screen.ppm")
    Screen.read_ppm(Path(folder) / "screen.ppm").write_png(ROOT / "build/screenshot.png")


def tell_vnc(folder):
    """Says where the screen of a machine without a window is to be seen, once QEMU knows it."""
    for _ in range(50):
        try:
            answer = ask(folder, "query-vnc")
            print(f"== the screen is at VNC {answer['host']}:{answer['service']}\r", flush=True)
            return
        except (OSError, KeyError, ValueError):
            time.sleep(0.1)


def pass_on(stream, folder):
    """Shows what the machine prints, and takes the picture when the desktop is there."""
    seen = b""
    while data := stream.read1(4096):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        before, seen = READY in seen, (seen + data)[-4096:]
        if not before and READY in seen:
            threading.Thread(target=take_picture, args=(folder,), daemon=True).start()


def take_picture(folder):
    time.sleep(1)
    try:
        screenshot(folder)
        print("\r\n== build/screenshot.png shows the desktop\r", flush=True)
    except (OSError, ValueError) as error:
        print(f"\r\n== no screenshot: {error}\r", flush=True)


def main():
    extra = sys.argv[1:]
    debugger = None
    if extra[:1] == ["--gdb"]:
        debugger, extra = extra[1], extra[2:] + ["-S"]
    program, iso = None, ROOT / "build/apus.iso"
    if extra[:1] == ["--program"]:
        # At the addresses that it was linked for: the debugger knows no others.
        program, extra = extra[1], extra[2:]
        iso = other_image(["multiboot2 /boot/kernel fixed", "module2 /boot/initfs initfs"], ROOT / "build/gdb",
                          {"boot/initfs": "build/iso/boot/initfs"})
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not has_display:
        print("== no display: the serial console is here, Ctrl-] ends the machine", flush=True)
    folder = tempfile.mkdtemp(prefix="apus-run-")
    settings = None
    try:
        if sys.stdin.isatty():
            settings = subprocess.run(["stty", "-g"], capture_output=True, text=True).stdout.strip()
            subprocess.run(["stty", "raw", "-echo", "opost"])
        machine = subprocess.Popen(arguments(folder, has_display, extra, iso), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        threading.Thread(target=pass_on, args=(machine.stdout, folder), daemon=True).start()
        if not has_display:
            threading.Thread(target=tell_vnc, args=(folder,), daemon=True).start()
        if debugger:
            debug(debugger, program, machine, f"{folder}/gdb")
        else:
            forward_input(machine)
        return machine.wait()
    finally:
        if settings:
            subprocess.run(["stty", settings])
        shutil.rmtree(folder, ignore_errors=True)


def forward_input(machine):
    """Keys go to the console; Ctrl-] ends the machine. Without a terminal the machine just runs."""
    if not sys.stdin.isatty():
        return
    import select
    while machine.poll() is None:
        ready, _, _ = select.select([sys.stdin], [], [], 0.2)
        if not ready:
            continue
        data = os.read(sys.stdin.fileno(), 1024)
        if not data or b"\x1d" in data:
            machine.terminate()
            return
        machine.stdin.write(data)
        machine.stdin.flush()


def debug(kernel, program, machine, link):
    """GDB on the kernel, stopped at its first 64-bit instruction, or at a program's `main`.

    All programs have the same addresses: a breakpoint in one is met by whoever has code there."""
    # The compiler's debug information names module files that GDB looks for in vain: not worth a complaint each.
    # Where the kernel has chosen its place (it still runs at its physical address) rax tells how far it moves.
    commands = ["set confirm off", f"target remote {link}", f"hbreak *((char *)&apus_kernel_moves - {LINKED:#x})",
                "continue", "delete", f'eval "symbol-file {kernel} -o %lu", $rax', "hbreak kernel_main", "continue"]
    if program:
        commands += [f"add-symbol-file {program}", "delete", f"thbreak {Path(program).name}_main", "continue"]
    command = ["gdb", "-q", "-iex", "set complaints 0", *[word for line in commands for word in ("-ex", line)], kernel]
    while machine.poll() is None and not os.path.exists(link):
        time.sleep(0.05)
    try:
        subprocess.run(command)
    except FileNotFoundError:
        print(f"gdb is not installed; attach one yourself: gdb {kernel}, target remote {link}")
        machine.wait()
    machine.terminate()


if __name__ == "__main__":
    sys.exit(main())

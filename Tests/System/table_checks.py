"""The tables that the host's tests compare with other shells and with Debian's programs, run inside the OS.

The host's tests say what should come out (`swift test --filter tablesForTheSystem`): dash or bash for the scripts,
Debian's programs for the command lines. The cases go into an image of their own; a script in it runs them one after
the other and writes down what each gave.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from checks import ROOT, check, expect, other_image
from desktop import Desktop
from machine import Failure, Machine

# The files of the boot image, in its order (Makefile).
INITFS = "init logd nulld randd ramfs ptyd inputd ps2d vesad acpid pcid consoled".split()
# Each so manieth case is run; `APUS_CASES=1` runs them all, which takes a quarter of an hour.
STEP = os.environ.get("APUS_CASES", "10")
# A case may take so many seconds.
PATIENCE = 20
# What the case sees as its folder, and how that stands in the tables.
FOLDER, MARK = "/tmp/w", "@"

# Each case: its name, status, bytes of output and of messages, then those.
RUNNER = r"""
umask 022
for folder in /share/cases/*; do
  kind=${folder##*/}
  . "$folder/setup"
  for case in "$folder"/cases/*; do
    rm -rf FOLDER; cp -a /tmp/template FOLDER; cd FOLDER/$start
    timeout PATIENCE sh -c "$(cat "$case")" sh > /tmp/out 2> /tmp/errors < /dev/null
    status=$?
    cd /
    echo "$kind/${case##*/}" $status $(stat -c %s /tmp/out /tmp/errors)
    cat /tmp/out /tmp/errors
  done
done
""".replace("FOLDER", FOLDER).replace("PATIENCE", str(PATIENCE))

SCRIPTS_SETUP = """
start=home
export PATH=/share/cases/scripts/helpers:/bin HOME=/home/user LC_ALL=C.UTF-8
rm -rf /tmp/template; mkdir -p /tmp/template/home
"""
COMMANDS_SETUP = """
start=.
export PATH=/bin LC_ALL=C TZ=UTC HOME=/root
rm -rf /tmp/template; cp -a /share/cases/commands/files /tmp/template; cd /tmp/template
ln -s a.txt link; ln -s d link2dir
"""


def tables():
    """The cases and what comes out of them on the host: {"scripts": {...}, "commands": {...}}."""
    with tempfile.TemporaryDirectory(prefix="apus-tables-") as folder:
        command = ["swift", "test", "--filter", "tablesForTheSystem"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                              env={**os.environ, "APUS_TABLES": folder, "APUS_CASES": STEP})
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}: {(done.stdout + done.stderr)[-1000:]}")
        return {path.stem: json.loads(path.read_text()) for path in Path(folder).glob("*.json")}


def write(path, content, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    path.chmod(mode)


def lay_out(folder, found):
    """The files of the image below /share/cases."""
    scripts, commands = folder / "scripts", folder / "commands"
    for name, content in found["scripts"]["helpers"]:
        write(scripts / "helpers" / name, content, 0o755)
    setup = COMMANDS_SETUP
    for name, content, time in found["commands"]["files"]:
        write(commands / "files" / name, content, 0o755 if content.startswith("#!") else 0o644)
        # All files of the image may be executed.
        setup += f"chmod {755 if content.startswith('#!') else 644} {name}; touch -d @{time} {name}\n"
    write(scripts / "setup", SCRIPTS_SETUP)
    write(commands / "setup", setup)
    for kind, table in (("scripts", scripts), ("commands", commands)):
        for number, case in enumerate(found[kind]["cases"]):
            text = case["input"].replace("/tmp/", f"{FOLDER}/home/") if kind == "scripts" else case["input"]
            write(table / "cases" / f"{number:04}", text)
    write(folder.parent / "run-cases", RUNNER)


def image_with(found, output):
    """The ISO's system with the cases in it."""
    build = ROOT / "build"
    tool = ROOT / ".build-tools/release/imagebuilder"
    with tempfile.TemporaryDirectory(prefix="apus-cases-") as name:
        folder = Path(name)
        lay_out(folder / "share/cases", found)
        manifest = folder / "manifest"
        manifest.write_text((build / "root.manifest").read_text() + f"tree share 0755 0 0 {folder}/share\n")
        commands = [[tool, "root", folder / "root.tar.gz", manifest],
                    [tool, "initfs", folder / "initfs", *(f"{name}={build}/initfs/{name}" for name in INITFS),
                     f"services={ROOT}/assets/services", f"root.tar.gz={folder}/root.tar.gz"]]
        for command in commands:
            done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(f"imagebuilder: {done.stderr.strip()[-300:]}")
        made = other_image(["multiboot2 /boot/kernel", "module2 /boot/initfs initfs"], output,
                           {"boot/initfs": folder / "initfs"})
        return Path(shutil.move(made, Path(output) / "tables.iso"))


def results(data):
    """What the runner wrote: {case: (status, output, messages)}."""
    found, place = {}, 0
    while place < len(data):
        end = data.index(b"\n", place)
        name, status, out, errors = data[place:end].split()
        start, middle = end + 1, end + 1 + int(out)
        place = middle + int(errors)
        found[name.decode()] = (int(status), data[start:middle], data[middle:place])
    return found


def run_inside(iso, output):
    with Machine(iso, "tables", memory="1G", output=output) as machine:
        desktop = Desktop(machine)
        desktop.log_in("root", "password")
        desktop.shell("env -i sh /share/run-cases > /tmp/results.txt", 3000)
        desktop.shell("base64 /tmp/results.txt > /tmp/results.base64")
        text = desktop.shell("cat /tmp/results.base64", 300)
    lines = [line.strip() for line in text.splitlines()]
    # Messages of the system may come in between.
    whole = "".join(line for line in lines if re.fullmatch(r"[A-Za-z0-9+/]{1,76}={0,2}", line))
    return results(base64.b64decode(whole))


@check("bios")
def the_tables_of_the_host_hold_in_the_system(machine):
    found = tables()
    output = machine.output / "tables"
    given = run_inside(image_with(found, output), output)
    wrong = []
    for kind in ("scripts", "commands"):
        for number, case in enumerate(found[kind]["cases"]):
            status, out, errors = given.get(f"{kind}/{number:04}", (None, b"", b""))
            out = out.decode(errors="replace").replace(FOLDER, MARK)
            if status != case["status"] or out != case["output"]:
                wrong.append(f"{case['input']!r}\n  wanted {case['status']} {case['output'][:300]!r}"
                             f"\n  found  {status} {out[:300]!r} {errors[:200]!r}")
    (output / "wrong.txt").write_text("\n".join(wrong) + "\n")
    print(f"        {sum(len(found[kind]['cases']) for kind in found)} cases, {len(wrong)} wrong", flush=True)
    expect(not wrong, "\n".join(wrong[:10]))

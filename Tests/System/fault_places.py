"""Where a seeded fault goes: a place in the code or data of a running program, chosen by offset and not by address.

Programs lie at random addresses, and which of their pages are there depends on what they did. So each candidate gets a
number from the seed and its own name (an offset from the image's base or in a mapping), and the lowest one is taken:
the same seed takes the same place as long as that place is there.
"""

import bisect
import hashlib
import re
import struct
import subprocess
from collections import namedtuple
from pathlib import Path

from machine import Failure
from page_tables import PAGE, SHARED_SLOTS

# Where program.ld puts a program.
LINKED = 0x400000
BREAKPOINT = 0xCC
# Bytes of code behind a return address that count as what runs.
WARM = 64
KINDS = ["bit", "branch", "pointer", "noise"]

# What is written where: a physical address, the old and the new bytes, and the place in words for people.
Fault = namedtuple("Fault", "kind physical old new place root")


def number(seed, *name):
    """A number of 64 bits that only depends on these."""
    text = ":".join(map(str, (seed, *name))).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def choose(seed, candidates, name=lambda candidate: candidate):
    return min(candidates, key=lambda candidate: number(seed, name(candidate)))


class Program:
    """The image of a program as it is on the disk: its code, its branches, its functions."""

    def __init__(self, path):
        self.path = Path(path)
        data = self.path.read_bytes()
        table, count = struct.unpack_from("<Q", data, 32)[0], struct.unpack_from("<H", data, 56)[0]
        headers = [struct.unpack_from("<IIQQQQQ", data, table + 56 * index) for index in range(count)]
        self.length = max(header[3] + header[6] for header in headers) - LINKED
        offset, self.code_length = next((header[2], header[5]) for header in headers if header[1] & 1)
        self.code = data[offset:offset + self.code_length]
        # The table behind the file (SymbolTable.swift).
        _, entries, count, length, _ = struct.unpack("<QQIIQ", data[-32:])
        names = data[entries + 16 * count:entries + 16 * count + length]
        self.symbols = []
        for index in range(count):
            address, _, name = struct.unpack_from("<QII", data, entries + 16 * index)
            self.symbols.append((address - LINKED, names[name:names.index(0, name)].decode()))
        self._branches = None

    def page(self, index):
        return self.code[index * PAGE:(index + 1) * PAGE]

    def symbol(self, offset):
        index = bisect.bisect(self.symbols, (offset, "\x7f")) - 1
        return f"{self.symbols[index][1]} + {offset - self.symbols[index][0]}" if index >= 0 else "?"

    @property
    def branches(self):
        """Offsets of the bytes that say which way a conditional branch goes."""
        if self._branches is None:
            command = ["llvm-objdump", "-d", str(self.path)]
            listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found = re.findall(r"^ +([0-9a-f]+): (7[0-9a-f]|0f 8[0-9a-f]) [0-9a-f ]+\tj", listing, re.MULTILINE)
            self._branches = [int(address, 16) - LINKED + len(code) // 3 for address, code in found]
        return self._branches


class Places:
    """The pages of one process at a moment when the machine stands still."""

    def __init__(self, spaces, program, argument=b""):
        self.program = program
        self.spaces = spaces
        shared = {}
        everyone = {root: list(spaces.pages(root, range(SHARED_SLOTS.start))) for root in spaces.roots}
        for pages in everyone.values():
            for page in pages:
                shared[page.frame] = shared.get(page.frame, 0) + 1
        found = [root for root, pages in everyone.items() if self._runs(pages) and self._is_called(pages, argument)]
        if not found:
            raise Failure(f"no process runs {program.path.name}")
        self.root = found[0]
        pages = everyone[self.root]
        self.mapped = {page.address // PAGE for page in pages}
        self.code = sorted((page for page in pages if page.executable), key=lambda page: page.address)
        self.base = self.code[0].address
        # Its own memory: what it shares with others is theirs, too, and what is no memory is a device's.
        own = [page for page in pages if page.writable and shared[page.frame] == 1 and self._bytes(page)]
        self.runs = self._consecutive(own)
        self.warm = self._returns()

    def _bytes(self, page):
        return self.spaces.memory[page.frame:page.frame + PAGE]

    def _runs(self, pages):
        """Whether its code is the program's."""
        code = [page for page in pages if page.executable]
        base = min((page.address for page in code), default=0)
        return bool(code) and all((page.address - base) // PAGE * PAGE < self.program.code_length
                                  and self._bytes(page).startswith(self.program.page((page.address - base) // PAGE))
                                  for page in code)

    def _is_called(self, pages, argument):
        """Two services that run the same program differ in what stands above their stacks."""
        writable = [page for page in pages if page.writable]
        return not argument or argument in self._bytes(max(writable, key=lambda page: page.address))

    def _consecutive(self, pages):
        """Runs of pages by name: the image's own, and the others from the top down."""
        runs, image = [], []
        for page in sorted(pages, key=lambda page: page.address):
            if 0 <= page.address - self.base < self.program.length:
                image.append(page)
            elif runs and runs[-1][-1].address + PAGE == page.address:
                runs[-1].append(page)
            else:
                runs.append([page])
        named = {f"mapping {index}": run for index, run in enumerate(reversed(runs))}
        return {**({"image": image} if image else {}), **named}

    def _returns(self):
        """Where its code is gone back to, by what lies on its stacks: that runs again, or did so lately."""
        end = self.base + self.program.code_length
        words = {word for name, run in self.runs.items() if name != "image" for page in run
                 for word in struct.unpack("<512Q", self._bytes(page)) if self.base <= word < end}
        there = {page.address // PAGE for page in self.code}
        return sorted(word - self.base for word in words
                      if word // PAGE in there and self._follows_a_call(word - self.base))

    def _follows_a_call(self, offset):
        """Tables of functions hold such addresses, too, but those of their beginnings."""
        code = self.program.code
        return code[offset - 5:offset - 4] == b"\xe8" or any(
            code[offset - length:offset - length + 1] == b"\xff" for length in (2, 3, 4, 6, 7))

    def _near(self, seed):
        """Where in the code the fault goes, by offsets: three times of four to what runs."""
        if self.warm and number(seed, "warm") % 4:
            start = choose(seed, self.warm)
            return start, min(start + WARM, (start // PAGE + 1) * PAGE, self.program.code_length)
        start = choose(seed, [page.address - self.base for page in self.code])
        return start, min(start + PAGE, self.program.code_length)

    def trap(self, function):
        """A function, by part of its name, that stops at its first instruction."""
        offset = next(offset for offset, name in self.program.symbols if function in name)
        return self._in_code("trap", offset, self.program.code[offset] ^ BREAKPOINT)

    def fault(self, seed, kind):
        """The fault of this seed."""
        if kind == "bit":
            return self._bit(seed)
        if kind == "branch":
            return self._branch(seed)
        return self._word(seed, kind)

    def _bit(self, seed):
        start, end = self._near(seed)
        return self._in_code("bit", start + number(seed, "byte") % (end - start), 1 << number(seed, "bit") % 8)

    def _branch(self, seed):
        """A branch near there, or where there is none any of those in memory."""
        start, end = self._near(seed)
        near = [at for at in self.program.branches if start <= at < end]
        there = {(page.address - self.base) // PAGE for page in self.code}
        return self._in_code(
            "branch", choose(seed, near or [at for at in self.program.branches if at // PAGE in there]), 1)

    def _in_code(self, kind, offset, mask):
        page = next(page for page in self.code if page.address - self.base == offset // PAGE * PAGE)
        old = self.program.code[offset]
        place = f"{LINKED + offset:#x} {self.program.symbol(offset)}, {old:02x} is {old ^ mask:02x}"
        return Fault(kind, page.frame + offset % PAGE, bytes([old]), bytes([old ^ mask]), place, self.root)

    def _word(self, seed, kind):
        """A word that is not zero, and for a bent pointer one that points to where something is mapped."""
        found = {}
        for name, run in self.runs.items():
            for page in run:
                words = struct.unpack("<512Q", self._bytes(page))
                fitting = [index for index, word in enumerate(words)
                           if word and (kind == "noise" or word // PAGE in self.mapped)]
                if fitting:
                    start = self.base if name == "image" else run[0].address
                    found.setdefault(name, {})[page] = (page.address - start, words, fitting)
        name = choose(seed, found)
        page = choose(seed, found[name], lambda page: found[name][page][0])
        offset, words, fitting = found[name][page]
        index = choose(seed, fitting)
        if kind == "noise":
            new = number(seed, "noise")
        else:
            away = 1 + number(seed, "away") % 64
            new = (words[index] + (away if number(seed, "way") % 2 else -away)) % (1 << 64)
        old = words[index]
        place = f"{name} + {offset + index * 8:#x}, {old:#x} is {new:#x}"
        old, new = old.to_bytes(8, "little"), new.to_bytes(8, "little")
        return Fault(kind, page.frame + index * 8, old, new, place, self.root)


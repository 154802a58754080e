"""The page tables of a running machine, read from outside: a copy of its memory, and a walk of each address space.

What the kernel means to map is tested on the host; here it is what the processor would find. Specification: Intel SDM
volume 3, section 4.5.
"""

import mmap
import re
import struct
from collections import namedtuple

PAGE = 4096
PRESENT, WRITABLE, USER, ACCESSED, LARGE, NO_EXECUTE = 1, 1 << 1, 1 << 2, 1 << 5, 1 << 7, 1 << 63
FRAME = 0x000F_FFFF_FFFF_F000
# The kernel's part of every address space (KernelLayout.swift); in which slots its stacks and its image lie.
SHARED_SLOTS = range(128, 256)
STACK_SLOT, IMAGE_SLOT = 253, 255


class Page(namedtuple("Page", "address frame size writable user executable")):
    """A run of `size` bytes at `address` that shows `frame`, with the rights of all levels taken together."""

    def frames(self):
        return range(self.frame, self.frame + self.size, PAGE)


class AddressSpaces:
    """Every address space of a machine at one moment: `roots` are the physical addresses of their top-level tables."""

    def __init__(self, machine, megabytes, lists=True):
        """`lists`: also in QEMU's own words (`listed`)."""
        path = machine.folder / "memory"
        self.memory = None
        # Whoever has stopped the machine wants it to stay so.
        was_running = machine.command("query-status")["running"]
        machine.command("stop")
        try:
            if not machine.memory:
                machine.command("pmemsave", val=0, size=megabytes << 20, filename=str(path))
            registers = machine.monitor("info registers")
            self.listing = machine.monitor("info tlb") if lists else ""
        finally:
            if was_running:
                machine.command("cont")
        if machine.memory:
            # As long as the machine stands still this is as good as a copy.
            with open(machine.memory, "rb") as file:
                self.memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        else:
            self.memory = path.read_bytes()
            path.unlink()
        self.current = int(re.search(r"CR3=([0-9a-f]+)", registers).group(1), 16) & FRAME
        self.roots = self._find_roots()

    def table(self, frame):
        """The entries of a table; none where the copy ends."""
        return struct.unpack_from("<512Q", self.memory, frame) if frame + PAGE <= len(self.memory) else ()

    def _find_roots(self):
        """Tables with the same kernel slots as the one that is in use: the kernel copies them into each."""
        words = memoryview(self.memory).cast("Q")
        kernel = slice(SHARED_SLOTS.start, SHARED_SLOTS.stop)
        wanted = self.table(self.current)[kernel]
        image = words[IMAGE_SLOT::PAGE // 8].tolist()
        return [number * PAGE for number, entry in enumerate(image)
                if entry == wanted[-1] and self.table(number * PAGE)[kernel] == wanted]

    def windows(self):
        """Where the kernel sees physical address 0, as its pages have it."""
        return {page.address - page.frame for page in self.pages(self.current, SHARED_SLOTS)
                if page.address >> 39 not in (STACK_SLOT, IMAGE_SLOT)}

    def pages(self, root, slots=range(512)):
        """What an address space maps through some slots of its top-level table."""
        for slot in slots:
            entry = self.table(root)[slot]
            if entry & PRESENT:
                yield from self._below(entry, slot << 39, 2, entry & WRITABLE, entry & USER, not entry & NO_EXECUTE)

    def _below(self, link, base, level, writable, user, executable):
        for index, entry in enumerate(self.table(link & FRAME)):
            if not entry & PRESENT:
                continue
            address = base | index << (12 + 9 * level)
            rights = writable & entry, user & entry, executable and not entry & NO_EXECUTE
            if level > 0 and not entry & LARGE:
                yield from self._below(entry, address, level - 1, *rights)
            else:
                size = PAGE << (9 * level)
                yield Page(address, entry & FRAME & -size, size, bool(rights[0]), bool(rights[1]), rights[2])

    def tables(self, root):
        """The frames that the programs' part of an address space is made of."""
        frames = [root]
        for level in (3, 2, 1):
            slots = range(SHARED_SLOTS.start) if level == 3 else range(512)
            links = [self.table(frame)[slot] for frame in frames for slot in slots]
            frames = [link & FRAME for link in links if link & PRESENT and not (level < 3 and link & LARGE)]
            yield from frames
        yield root

    def listed(self):
        """The address space in use in QEMU's own words: address, frame, writable, user, executable."""
        lines = re.findall(r"^([0-9a-f]{16}): ([0-9a-f]{16}) (\S{9})\s*$", self.listing.replace("\r", ""), re.MULTILINE)
        return {(int(address, 16), int(frame, 16), "W" in flags, "U" in flags, "X" not in flags)
                for address, frame, flags in lines}

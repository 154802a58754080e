"""QEMU's own debugger stub, as far as a fault needs it: physical memory, and a look at each process that ends.

Not a debugger: `make gdb` is for people. The packets are GDB's remote serial protocol (the GDB manual, appendix E).
"""

import queue
import socket
import threading

from machine import Failure

# The number of CR3 among QEMU's registers of x86-64 (target/i386/gdbstub.c).
CR3 = 0x1D


class Stub:
    """A connection to the stub of a machine. While it lasts the machine is either stopped by us or runs."""

    def __init__(self, machine):
        path = machine.folder / "gdb"
        machine.monitor(f"gdbserver unix:{path},server=on,wait=off")
        self._link = socket.socket(socket.AF_UNIX)
        self._link.settimeout(30)
        self._link.connect(str(path))
        self._packets, self._rest = queue.Queue(), b""
        # Where the kernel ends a process, and what to do when it is there; None while nobody wants to know.
        self._watched, self._ended = None, None
        # Connecting stops the machine, which QEMU may tell before it answers.
        self._send("?")
        self._send("qC")
        while not (self._read() or "QC").startswith("QC"):
            pass
        # Only who has read how QEMU describes its registers may ask for one.
        self._send("qXfer:features:read:target.xml:0,fff")
        self._read()
        self._link.settimeout(None)
        threading.Thread(target=self._listen, daemon=True).start()

    def stop(self):
        """Stops the machine; nothing is watched any more."""
        ended, self._ended = self._ended, None
        self._link.sendall(b"\x03")
        self._answer()
        if ended:
            self.ask(f"z1,{self._watched:x},1")

    def go(self, watched=None, ended=None):
        """Lets the machine run. At the address `watched` it calls `ended(ask, cr3)`, from another thread, until that
        is true."""
        if ended:
            self.ask(f"Z1,{watched:x},1")
            self._watched, self._ended = watched, ended
        self._send("c")

    def ask(self, packet):
        """One packet to the stopped machine; the answer."""
        self._send(packet)
        return self._answer()

    def write(self, address, data, ask=None):
        """Physical memory. Translated code is thrown away with what it was made from."""
        ask = ask or self.ask
        for packet in ["Qqemu.PhyMemMode:1", f"M{address:x},{len(data):x}:{data.hex()}", "Qqemu.PhyMemMode:0"]:
            if (answer := ask(packet)) != "OK":
                raise Failure(f"QEMU's stub answers {packet} with {answer!r}")

    def _answer(self):
        try:
            return self._packets.get(timeout=30)
        except queue.Empty:
            raise Failure("QEMU's stub does not answer") from None

    def _send(self, packet):
        self._link.sendall(f"${packet}#{sum(packet.encode()) & 255:02x}".encode())

    def _read(self):
        """The next packet; None at the end of the connection."""
        while True:
            start = self._rest.find(b"$")
            end = self._rest.find(b"#", start + 1)
            if start >= 0 and 0 <= end <= len(self._rest) - 3:
                packet, self._rest = self._rest[start + 1:end], self._rest[end + 3:]
                self._link.sendall(b"+")
                return packet.decode("latin-1")
            data = self._link.recv(65536)
            if not data:
                return None
            self._rest += data

    def _listen(self):
        try:
            while (packet := self._read()) is not None:
                ended = self._ended
                if ended and packet.startswith("T05"):
                    self._at_the_end(ended)
                else:
                    self._packets.put(packet)
        except OSError:
            pass

    def _at_the_end(self, ended):
        """A process ends: tells it, and goes on behind the breakpoint."""
        def ask(packet):
            self._send(packet)
            return self._read() or ""

        root = int.from_bytes(bytes.fromhex(ask(f"p{CR3:x}")), "little")
        is_enough = ended(ask, root)
        ask(f"z1,{self._watched:x},1")
        if is_enough:
            self._ended = None
        else:
            ask("s")
            ask(f"Z1,{self._watched:x},1")
        self._send("c")

    def close(self):
        self._link.close()

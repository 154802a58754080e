#!/usr/bin/env bash
# Refuses a kernel that uses vector registers: it does not save them on entry, so one such instruction would
# change a program's numbers.
set -eu
if llvm-objdump -d --no-show-raw-insn "$1" | grep -m1 -E '%[xyz]mm[0-9]'; then
  echo "the kernel uses vector registers (above)" >&2
  exit 1
fi

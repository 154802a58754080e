// What the CPU says of itself. Intel SDM volume 2, CPUID; leaves from 0x40000000 on belong to hypervisors.

#include "SystemEntry.h"

int apus_is_emulated(void) {
  uint32_t leaf = 0x40000000, b, c, d;
  __asm__ volatile("cpuid" : "+a"(leaf), "=b"(b), "=c"(c), "=d"(d));
  // QEMU's translator calls itself "TCGTCGTCGTCG".
  return b == 0x54474354 && c == 0x43544743 && d == 0x47435447;
}

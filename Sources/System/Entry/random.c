// Random numbers of the CPU. Intel SDM volume 1, section 7.3.17.

#include "SystemEntry.h"

uint64_t apus_hardware_random(void) {
  uint32_t leaf = 1, features;
  __asm__ volatile("cpuid" : "+a"(leaf), "=c"(features) : : "ebx", "edx");
  if (!(features & (1u << 30))) return 0;
  for (int attempt = 0; attempt < 10; attempt++) {
    uint64_t value;
    uint8_t valid;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(valid) : : "cc");
    if (valid) return value;
  }
  return 0;
}

// The instruction that pcid needs and Swift cannot say.
#pragma once

#include <stdint.h>

// Writes the cache line at an address back to memory, for an IOMMU that does not look into the CPU's caches.
static inline __attribute__((always_inline)) void pci_flush_line(uint64_t address) {
  __asm__ volatile("clflush (%0); mfence" : : "r"(address) : "memory");
}

// Moves a program's own addresses to where the kernel has put it: a program may lie anywhere, and does.
//
// `_start` calls this before anything else: no address that the linker has put into data may be read here. Which words
// hold such addresses says the linker's table (RELR: a word is a place, or one bit for each of the 63 words behind it).

#include "SystemEntry.h"

// Hidden: found by their distance, not through a table of addresses.
#pragma GCC visibility push(hidden)
extern const uint64_t apus_relocations[], apus_relocations_end[];
extern const uint8_t apus_program_start[];
void apus_relocate(void);
#pragma GCC visibility pop

// Where the linker thought that it would be (program.ld).
#define LINKED 0x400000

void apus_relocate(void) {
  uint64_t slide = (uint64_t)apus_program_start - LINKED;
  if (slide == 0) return;
  uint64_t *word = 0;
  for (const uint64_t *entry = apus_relocations; entry < apus_relocations_end; entry++) {
    if (!(*entry & 1)) {
      word = (uint64_t *)(*entry + slide);
      *word++ += slide;
      continue;
    }
    for (int bit = 0; bit < 63; bit++, word++) {
      if (*entry >> (bit + 1) & 1) *word += slide;
    }
  }
}

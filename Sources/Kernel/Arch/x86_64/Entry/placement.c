// Where the kernel lies, so that nobody knows the address of its code, its stacks, or its window on physical memory:
// each at a random place of its own part of the address space (KernelLayout.swift).
//
// boot.S calls this once, at the image's physical address, before anything of the image has been used: no address that
// the linker has put into data may be read here. The image is linked at IMAGE; the linker's table of such addresses
// (RELR, one bit a word) tells what to move. With the word `fixed` on the kernel's command line nothing is moved, for
// tools that compare addresses of several runs.

#include "KernelEntry.h"

#define IMAGE 0x7f8000000000
#define PAGE 4096
#define PRESENT_WRITABLE 3
// What is mapped of the low memory: the image, wherever in it (BootPageTables.swift).
#define IMAGE_PAGES (4 * 512)
// Top-level slots of 512 GiB. The window begins at one of so many gigabytes, the last of them the start of the last
// slot, and may reach into the slot behind.
#define SLOT(number) ((uint64_t)(number) << 39)
#define FIRST_WINDOW_SLOT 128
#define LAST_WINDOW_SLOT 251
#define STACK_SLOT 253
#define WINDOW_PLACES ((LAST_WINDOW_SLOT - FIRST_WINDOW_SLOT) * 512)
_Static_assert(LAST_WINDOW_SLOT * 512 - (WINDOW_PLACES - 1) >= FIRST_WINDOW_SLOT * 512,
               "it would begin before its slots");
_Static_assert(LAST_WINDOW_SLOT + 1 < STACK_SLOT, "it would end behind its slots");
// Room for the stacks at the end of their slot.
#define STACK_ROOM (16 << 20)

uint64_t apus_image_slide, apus_window, apus_stacks;

struct Tag {
  uint32_t type, size;
  char text[];
};

// Whether the command line, a tag of the Multiboot2 information, has the word.
static int is_fixed(void) {
  if (apus_boot_eax != 0x36d76289) return 0;
  const uint8_t *information = (const uint8_t *)(uint64_t)apus_boot_ebx;
  uint32_t length = *(const uint32_t *)information;
  for (uint32_t place = 8; place + sizeof(struct Tag) <= length;) {
    const struct Tag *tag = (const struct Tag *)(information + place);
    if (tag->size < sizeof(struct Tag)) return 0;
    if (tag->type == 1) {
      for (const char *c = tag->text; *c; c++) {
        int begins = c == tag->text || c[-1] == ' ';
        if (begins && c[0] == 'f' && c[1] == 'i' && c[2] == 'x' && c[3] == 'e' && c[4] == 'd' && (!c[5] || c[5] == ' '))
          return 1;
      }
    }
    place += (tag->size + 7) & ~7u;
  }
  return 0;
}

// The processor's generator, and where it has none the jitter of its clock (splitmix64).
static uint64_t random_bits(void) {
  uint64_t value = cpu_timestamp();
  if (cpu_identify(1, 0).c & 1 << 30) value ^= cpu_random();
  for (int round = 0; round < 64; round++) value = (value << 5 | value >> 59) ^ cpu_timestamp();
  value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
  value = (value ^ value >> 27) * 0x94d049bb133111eb;
  return value ^ value >> 31;
}

static void relocate(uint64_t slide) {
  uint64_t *word = 0;
  for (const uint64_t *entry = apus_relocations; entry < apus_relocations_end; entry++) {
    if (!(*entry & 1)) {
      word = (uint64_t *)(*entry - IMAGE);
      *word++ += slide;
      continue;
    }
    for (int bit = 0; bit < 63; bit++, word++) {
      if (*entry >> (bit + 1) & 1) *word += slide;
    }
  }
}

// The window by whole gigabytes, of which the low four are shown from the start.
static void place_window(uint64_t bits) {
  uint64_t first = LAST_WINDOW_SLOT * 512 - (bits ? bits % WINDOW_PLACES : 0);
  apus_window = first << 30;
  for (uint64_t half = 0; half < 2; half++)
    ((uint64_t *)apus_boot_root)[first / 512 + half] =
        ((uint64_t)apus_window_directories + half * PAGE) | PRESENT_WRITABLE;
  for (uint64_t index = 0; index < 4; index++)
    apus_window_directories[first % 512 + index] =
        ((uint64_t)apus_window_tables + index * PAGE) | PRESENT_WRITABLE;
}

// Moves the image and maps it there, with every right; how far it is from where it was linked.
uint64_t apus_place_kernel(void) {
  int fixed = is_fixed();
  place_window(fixed ? 0 : random_bits());
  apus_stacks = SLOT(STACK_SLOT) + (fixed ? 0 : random_bits() % (SLOT(1) - STACK_ROOM) & ~(uint64_t)(PAGE - 1));
  uint64_t bits = fixed ? 0 : random_bits();
  // Five leaf tables in a row have to fit into one table of the level above.
  uint64_t directory = bits & 511, table = (bits >> 9 & 511) * 508 / 512, page = bits >> 18 & 511;
  uint64_t slide = directory << 30 | table << 21 | page << 12;
  apus_image_slide = slide;
  ((uint64_t *)apus_boot_root)[255] = (uint64_t)apus_image_directory | PRESENT_WRITABLE;
  apus_image_directory[directory] = (uint64_t)apus_image_tables | PRESENT_WRITABLE;
  for (uint64_t index = 0; index < 5; index++)
    apus_image_tables[table + index] = ((uint64_t)apus_image_pages + index * PAGE) | PRESENT_WRITABLE;
  for (uint64_t index = 0; index < IMAGE_PAGES; index++)
    apus_image_pages[page + index] = index * PAGE | PRESENT_WRITABLE;
  if (slide) relocate(slide);
  return slide;
}

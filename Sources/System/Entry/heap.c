// The C names of the heap, and where its lock lies. The allocator itself is Swift's: Library/Platform/Apus/Heap.swift.

#include "SystemEntry.h"

uint32_t apus_heap_lock_word;

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *block = apus_heap_allocate(size, alignment);
  if (!block) return 12;  // ENOMEM
  *result = block;
  return 0;
}

void free(void *block) {
  if (block) apus_heap_free(block);
}

// What compiled code asks of its runtime under names that only C may define: the heap's entries, the stack protector's,
// and hash seeds.

#include "KernelEntry.h"

// Boot replaces the secret with random bits before the first thread.
uintptr_t __stack_chk_guard = 0x5bd1e995a3c70000;

// A damaged stack: nothing on it can be trusted. The trap becomes a panic that names this function.
_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  *result = (void *)apus_heap_allocate(size, alignment);
  return *result ? 0 : 12;  // ENOMEM
}

void free(void *block) {
  if (block) apus_heap_free((uint64_t)block);
}

// Nothing in the kernel is keyed by a secret hash; the runtime's library refers to the function all the same.
void arc4random_buf(void *buffer, size_t length) {
  for (size_t index = 0; index < length; index++) ((uint8_t *)buffer)[index] = (uint8_t)cpu_timestamp();
}

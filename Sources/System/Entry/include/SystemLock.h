// A lock over a futex, for the heap (which cannot allocate its own lock) and for `Lock`.
//
// The word is 0 when free, 1 when taken, 2 when taken and somebody waits: an uncontended lock never enters the kernel.
#pragma once

#include <stdint.h>

enum { APUS_FUTEX_WAIT = 7, APUS_FUTEX_WAKE = 8 };  // ABI/Syscall.swift

static inline void apus_lock(uint32_t *word) {
  uint32_t expected = 0;
  if (__atomic_compare_exchange_n(word, &expected, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
  while (__atomic_exchange_n(word, 2, __ATOMIC_ACQUIRE) != 0) {
    apus_syscall3(APUS_FUTEX_WAIT, (uint64_t)(uintptr_t)word, 2, UINT64_MAX);
  }
}

static inline void apus_unlock(uint32_t *word) {
  if (__atomic_exchange_n(word, 0, __ATOMIC_RELEASE) == 2) {
    apus_syscall2(APUS_FUTEX_WAKE, (uint64_t)(uintptr_t)word, 1);
  }
}

// The heap's lock lies in zeroed memory, so that it works before the first allocation.
extern uint32_t apus_heap_lock_word;
static inline void apus_lock_heap(void) { apus_lock(&apus_heap_lock_word); }
static inline void apus_unlock_heap(void) { apus_unlock(&apus_heap_lock_word); }

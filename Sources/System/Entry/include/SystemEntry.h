// The instructions that a program needs and Swift cannot say: the system call, and what C code expects of its runtime.
//
// Not a C library: only what the Swift runtime itself calls, and the one way into the kernel. Register use:
// ABI/Syscall.swift.
#pragma once

#include <stddef.h>
#include <stdint.h>

// A call around a single instruction would cost more than the instruction.
#define INSTRUCTION static inline __attribute__((always_inline))

// A system call with every argument. Inlined, so that a caller pays for the instruction and its registers only.
INSTRUCTION int64_t apus_syscall(
    uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5) {
  register uint64_t r10 __asm__("r10") = a3;
  register uint64_t r8 __asm__("r8") = a4;
  register uint64_t r9 __asm__("r9") = a5;
  int64_t result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a0), "S"(a1), "d"(a2), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

// The short forms leave unused argument registers alone.
INSTRUCTION int64_t apus_syscall0(uint64_t number) {
  int64_t result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number) : "rcx", "r11", "memory");
  return result;
}

INSTRUCTION int64_t apus_syscall1(uint64_t number, uint64_t a0) {
  int64_t result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a0) : "rcx", "r11", "memory");
  return result;
}

INSTRUCTION int64_t apus_syscall2(uint64_t number, uint64_t a0, uint64_t a1) {
  int64_t result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a0), "S"(a1) : "rcx", "r11", "memory");
  return result;
}

INSTRUCTION int64_t apus_syscall3(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2) {
  int64_t result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a0), "S"(a1), "d"(a2) : "rcx", "r11", "memory");
  return result;
}

INSTRUCTION int64_t apus_syscall4(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3) {
  register uint64_t r10 __asm__("r10") = a3;
  int64_t result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a0), "S"(a1), "d"(a2), "r"(r10)
                   : "rcx", "r11", "memory");
  return result;
}

// The time-stamp counter, after everything before it has finished: for benchmarks.
INSTRUCTION uint64_t apus_timestamp(void) {
  uint32_t low, high;
  __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high) : : "memory");
  return ((uint64_t)high << 32) | low;
}

// One access of a device's memory, as wide as it says. Never joined, split or left out.
INSTRUCTION uint8_t apus_load8(uint64_t address) { return *(volatile uint8_t *)address; }
INSTRUCTION uint16_t apus_load16(uint64_t address) { return *(volatile uint16_t *)address; }
INSTRUCTION uint32_t apus_load32(uint64_t address) { return *(volatile uint32_t *)address; }
INSTRUCTION uint64_t apus_load64(uint64_t address) { return *(volatile uint64_t *)address; }
INSTRUCTION void apus_store8(uint64_t address, uint8_t value) { *(volatile uint8_t *)address = value; }
INSTRUCTION void apus_store16(uint64_t address, uint16_t value) { *(volatile uint16_t *)address = value; }
INSTRUCTION void apus_store32(uint64_t address, uint32_t value) { *(volatile uint32_t *)address = value; }
INSTRUCTION void apus_store64(uint64_t address, uint64_t value) { *(volatile uint64_t *)address = value; }

// A number from the CPU's own generator, or 0 where it has none (CPUID leaf 1, ECX bit 30) or it fails ten times.
uint64_t apus_hardware_random(void);

// Not 0 if an emulator that translates instructions runs this program.
int apus_is_emulated(void);

// Ends the program where going on would be wrong: the kernel reports the address as an illegal instruction.
static inline _Noreturn void apus_trap(void) { __builtin_trap(); }

// What `_start` calls, with the start blob (ABI/StartBlob.swift). Defined by the system library; never returns.
_Noreturn void apus_start(const void *blob, size_t length);

// The stack protector's secret, set from the blob's seed before any Swift code runs.
extern uintptr_t __stack_chk_guard;

// Runs the program's top-level code.
int main(int count, char **arguments);
static inline int apus_run_main(void) { return main(0, NULL); }

// The heap, written in Swift (Library/Platform/Apus/Heap.swift); heap.c gives it the names that compiled code calls.
void *apus_heap_allocate(size_t size, size_t alignment);
void apus_heap_free(void *block);

#include "SystemLock.h"

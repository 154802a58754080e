// Instructions that a program must not get away with, for the tests that try them.
#pragma once

#include <stdint.h>

static inline void probe_port(void) { __asm__ volatile("inb $0x60, %%al" : : : "rax"); }
static inline void probe_interrupts_off(void) { __asm__ volatile("cli"); }
static inline void probe_halt(void) { __asm__ volatile("hlt"); }
static inline void probe_model_register(void) { __asm__ volatile("rdmsr" : : "c"(0xC0000080) : "rax", "rdx"); }
static inline void probe_control_register(void) { __asm__ volatile("mov %%cr0, %%rax; mov %%rax, %%cr0" : : : "rax"); }
static inline void probe_interrupt_table(void) {
  char table[16] = {0};
  __asm__ volatile("lidt (%0)" : : "r"(table));
}
static inline void probe_breakpoint(void) { __asm__ volatile("int3"); }
static inline void probe_software_interrupt(void) { __asm__ volatile("int $0x20"); }
static inline void probe_undefined(void) { __asm__ volatile("ud2"); }
static inline void probe_divide(void) { __asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" : : : "rax", "rcx", "rdx"); }
static inline void probe_jump(uint64_t address) { __asm__ volatile("jmp *%0" : : "r"(address)); }

// The number of the CPU's own controller: which CPU this is.
static inline uint32_t probe_processor(void) {
  uint32_t a = 1, b, c = 0, d;
  __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return b >> 24;
}

// Where the code of the program lies that asks.
static inline uint64_t probe_code_address(void) {
  uint64_t address;
  __asm__("leaq 0(%%rip), %0" : "=r"(address));
  return address;
}

// Code that runs for ever and needs nothing, for threads.
static inline uint64_t probe_loop_address(void) {
  uint64_t address;
  __asm__("jmp 2f; 1: pause; jmp 1b; 2: leaq 1b(%%rip), %0" : "=r"(address));
  return address;
}

// A system call (identify the process) with a stack pointer, flags and segments that no compiler would make; its
// result.
static inline int64_t probe_call_with_stack(uint64_t stack) {
  int64_t result;
  __asm__ volatile("mov %%rsp, %%rbx; mov %1, %%rsp; syscall; mov %%rbx, %%rsp"
                   : "=a"(result)
                   : "r"(stack), "a"(0), "D"(0)
                   : "rbx", "rcx", "r11", "memory");
  return result;
}
static inline int64_t probe_call_with_flags(void) {
  int64_t result;
  // Direction and alignment check.
  __asm__ volatile("pushfq; orq $0x40400, (%%rsp); popfq; syscall; cld; pushfq; andq $~0x40000, (%%rsp); popfq"
                   : "=a"(result)
                   : "a"(0), "D"(0)
                   : "rcx", "r11", "memory", "cc");
  return result;
}
// Single step across a system call: the trap belongs to the program.
static inline void probe_step(void) {
  __asm__ volatile("pushfq; orq $0x100, (%%rsp); popfq; xorl %%eax, %%eax; xorl %%edi, %%edi; syscall"
                   :
                   :
                   : "rax", "rcx", "rdi", "r11", "memory", "cc");
}
// Fills every register that a call has to keep, calls, and tells whether all of them were kept.
static inline int probe_registers_kept(void) {
  uint64_t bad;
  __asm__ volatile(
      "mov $0x1111, %%rbx; mov $0x2222, %%rdx; mov $0x3333, %%rsi; mov $0x4444, %%r8; mov $0x5555, %%r9;"
      "mov $0x6666, %%r10; mov $0x7777, %%r12; mov $0x8888, %%r13; mov $0x9999, %%r14; mov $0xaaaa, %%r15;"
      "movq %%r15, %%xmm7; mov $5, %%eax; xorl %%edi, %%edi; syscall;"
      "sub $0x1111, %%rbx; sub $0x2222, %%rdx; sub $0x3333, %%rsi; sub $0x4444, %%r8; sub $0x5555, %%r9;"
      "sub $0x6666, %%r10; sub $0x7777, %%r12; sub $0x8888, %%r13; sub $0x9999, %%r14; sub $0xaaaa, %%r15;"
      "movq %%xmm7, %%rax; sub $0xaaaa, %%rax; or %%rbx, %%rax; or %%rdx, %%rax; or %%rsi, %%rax; or %%r8, %%rax;"
      "or %%r9, %%rax; or %%r10, %%rax; or %%r12, %%rax; or %%r13, %%rax; or %%r14, %%rax; or %%r15, %%rax"
      : "=a"(bad)
      :
      : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm7", "memory",
        "cc");
  return bad == 0;
}

// Where the threads of osfuzz begin (FuzzThread.swift).
void fuzz_server(uint64_t block);
void fuzz_waiter(uint64_t word);
static inline uint64_t fuzz_server_address(void) { return (uint64_t)(uintptr_t)fuzz_server; }
static inline uint64_t fuzz_waiter_address(void) { return (uint64_t)(uintptr_t)fuzz_waiter; }

// Where the threads of the stress test begin (Stress.swift).
void stress_end(uint64_t word);
void stress_count(uint64_t word);
static inline uint64_t stress_end_address(void) { return (uint64_t)(uintptr_t)stress_end; }
static inline uint64_t stress_count_address(void) { return (uint64_t)(uintptr_t)stress_count; }

// Adds to a word until it may not any more.
static inline void probe_count(uint64_t address) {
  __asm__ volatile("1: incq (%0); jmp 1b" : : "r"(address) : "memory");
}
static inline uint64_t probe_load(uint64_t address) { return *(volatile uint64_t *)address; }
// Loads what has to be brought first, and tells whether the registers are what they were.
static inline uint64_t probe_touch_kept(uint64_t address) {
  uint64_t rax = 0x1122334455667788, rcx = 0x99aabbccddeeff00, r11 = 0x0123456789abcdef;
  __asm__ volatile("movq %2, %%r11; movq (%3), %%rdx; movq %%r11, %2"
                   : "+a"(rax), "+c"(rcx), "+S"(r11)
                   : "D"(address)
                   : "rdx", "r11", "memory");
  return rax == 0x1122334455667788 && rcx == 0x99aabbccddeeff00 && r11 == 0x0123456789abcdef;
}
static inline void probe_store(uint64_t address, uint64_t value) { *(volatile uint64_t *)address = value; }

// The instructions that the kernel needs and Swift cannot say, and the symbols of assembly and linker script.
//
// Everything here is a single instruction or a variable: decisions belong to Swift. Register use and layouts are those
// of traps.S and of Machine/TrapFrame.swift.
#pragma once

#include <stddef.h>
#include <stdint.h>

// A call around a single instruction would cost more than the instruction.
#define INSTRUCTION static inline __attribute__((always_inline))

// What the CPU's entry code keeps at gs:0, 64 bytes, one per CPU. Offsets are used in traps.S.
struct CPUBlock {
  uint64_t current;          // 0: register block of the thread that runs in user mode, 0 when none does
  uint64_t userStack;        // 8: the user's rsp, for a few instructions after syscall
  uint64_t kernelStackTop;   // 16
  uint64_t trapStackField;   // 24: address of TSS.rsp0, which points to the end of the current register block
  uint64_t core;             // 32: what Core knows the CPU by (Kernel.place)
  uint8_t isInside;          // 40: its thread's registers are saved, and it runs no program
};

// That of the CPU that boots.
extern struct CPUBlock apus_cpu_block;
INSTRUCTION void apus_set_cpu_block(uint64_t block, uint64_t kernelStackTop, uint64_t trapStackField) {
  *(struct CPUBlock *)block = (struct CPUBlock){0, 0, kernelStackTop, trapStackField, 0, 0};
}
INSTRUCTION void apus_set_inside(uint64_t block) { ((volatile struct CPUBlock *)block)->isInside = 1; }
INSTRUCTION void apus_set_core(uint64_t block, void *core) { ((struct CPUBlock *)block)->core = (uint64_t)core; }
INSTRUCTION uint8_t apus_is_inside(uint64_t block) { return ((volatile struct CPUBlock *)block)->isInside; }

// All of it is one image: what is hidden is found by its distance, not through a table of addresses.
#pragma GCC visibility push(hidden)

// From boot.S: what the boot loader passed in eax and ebx.
extern uint32_t apus_boot_eax, apus_boot_ebx;
struct BootRegisters {
  uint32_t magic, information;
};
INSTRUCTION struct BootRegisters apus_boot_registers(void) {
  return (struct BootRegisters){apus_boot_eax, apus_boot_ebx};
}

// From boot.S: the time-stamp counter at the kernel's first instruction.
extern uint64_t apus_boot_time;
INSTRUCTION uint64_t apus_boot_timestamp(void) { return apus_boot_time; }

// From traps.S. The entry of vector n lies at apus_trap_entries + n * 16.
extern uint8_t apus_trap_entries[];
extern uint8_t apus_syscall_entry[];
// Goes on with the thread of this register block, or halts until the next interrupt if it is null. Never returns.
_Noreturn void apus_resume(void *block);
// Halts a CPU that has no thread yet and does not hold the lock, until it is interrupted. Never returns.
_Noreturn void apus_halt(void);

// From trampoline.S: where a CPU begins that is started, its last part in ordinary memory.
extern uint8_t apus_trampoline[], apus_trampoline_end[], apus_processor_entry[];

// From placement.c: how far the image lies from where it was linked, where physical address 0 appears, and where the
// stacks of the CPUs begin that are started.
extern uint64_t apus_image_slide, apus_window, apus_stacks;
INSTRUCTION uint64_t apus_physical_window(void) { return apus_window; }
INSTRUCTION uint64_t apus_stack_area(void) { return apus_stacks; }

// From boot.S and kernel.ld: tables, stacks and the ends of the image's parts.
extern uint8_t apus_boot_root[], apus_window_tables[], apus_window_pages[];
extern uint64_t apus_window_directories[];
extern uint64_t apus_image_directory[], apus_image_tables[], apus_image_pages[];
extern uint8_t apus_kernel_stack_guard[], apus_kernel_stack_top[], apus_fault_stack_tops[];
extern uint8_t apus_boot_heap[], apus_boot_heap_end[];
extern uint8_t apus_image_start[], apus_text_end[], apus_rodata_end[], apus_image_end[];
extern const uint64_t apus_relocations[], apus_relocations_end[];

#pragma GCC visibility pop

// Where those lie, as numbers.
struct ImageSymbols {
  uint64_t slide, start, textEnd, rodataEnd, end;
  uint64_t bootRoot, windowDirectories, windowTables, windowPages, imagePages;
  uint64_t stackGuard, stackTop, faultStackTops;
  uint64_t trapEntries, syscallEntry, cpuBlock;
  uint64_t bootHeap, bootHeapEnd;
  uint64_t trampoline, trampolineEnd, processorEntry;
};
INSTRUCTION struct ImageSymbols apus_image_symbols(void) {
  return (struct ImageSymbols){
      apus_image_slide,
      (uint64_t)apus_image_start, (uint64_t)apus_text_end, (uint64_t)apus_rodata_end, (uint64_t)apus_image_end,
      (uint64_t)apus_boot_root, (uint64_t)apus_window_directories, (uint64_t)apus_window_tables,
      (uint64_t)apus_window_pages, (uint64_t)apus_image_pages,
      (uint64_t)apus_kernel_stack_guard, (uint64_t)apus_kernel_stack_top, (uint64_t)apus_fault_stack_tops,
      (uint64_t)apus_trap_entries, (uint64_t)apus_syscall_entry, (uint64_t)&apus_cpu_block,
      (uint64_t)apus_boot_heap, (uint64_t)apus_boot_heap_end,
      (uint64_t)apus_trampoline, (uint64_t)apus_trampoline_end, (uint64_t)apus_processor_entry};
}

// The heap, in Machine/KernelHeap.swift: addresses, 0 where there is no memory.
uint64_t apus_heap_allocate(uint64_t size, uint64_t alignment);
void apus_heap_free(uint64_t block);

extern uintptr_t __stack_chk_guard;
// Inlined into a function without a protected frame: the secret changes under whoever has one.
INSTRUCTION void apus_set_stack_guard(uint64_t value) { __stack_chk_guard = value; }

INSTRUCTION uint8_t cpu_in8(uint16_t port) {
  uint8_t value;
  __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}
INSTRUCTION uint16_t cpu_in16(uint16_t port) {
  uint16_t value;
  __asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}
INSTRUCTION uint32_t cpu_in32(uint16_t port) {
  uint32_t value;
  __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}
INSTRUCTION void cpu_out8(uint16_t port, uint8_t value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
INSTRUCTION void cpu_out16(uint16_t port, uint16_t value) {
  __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}
INSTRUCTION void cpu_out32(uint16_t port, uint32_t value) {
  __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

INSTRUCTION uint32_t cpu_load32(uint64_t address) { return *(volatile uint32_t *)address; }
INSTRUCTION uint64_t cpu_load64(uint64_t address) { return *(volatile uint64_t *)address; }
INSTRUCTION void cpu_store32(uint64_t address, uint32_t value) { *(volatile uint32_t *)address = value; }

INSTRUCTION uint64_t cpu_read_msr(uint32_t number) {
  uint32_t low, high;
  __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
  return ((uint64_t)high << 32) | low;
}
INSTRUCTION void cpu_write_msr(uint32_t number, uint64_t value) {
  __asm__ volatile("wrmsr" : : "c"(number), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)) : "memory");
}

INSTRUCTION uint64_t cpu_read_cr0(void) {
  uint64_t value;
  __asm__ volatile("mov %%cr0, %0" : "=r"(value));
  return value;
}
INSTRUCTION void cpu_write_cr0(uint64_t value) { __asm__ volatile("mov %0, %%cr0" : : "r"(value) : "memory"); }
INSTRUCTION uint64_t cpu_read_cr2(void) {
  uint64_t value;
  __asm__ volatile("mov %%cr2, %0" : "=r"(value));
  return value;
}
INSTRUCTION uint64_t cpu_read_cr3(void) {
  uint64_t value;
  __asm__ volatile("mov %%cr3, %0" : "=r"(value));
  return value;
}
INSTRUCTION void cpu_write_cr3(uint64_t value) { __asm__ volatile("mov %0, %%cr3" : : "r"(value) : "memory"); }
INSTRUCTION uint64_t cpu_read_cr4(void) {
  uint64_t value;
  __asm__ volatile("mov %%cr4, %0" : "=r"(value));
  return value;
}
INSTRUCTION void cpu_write_cr4(uint64_t value) { __asm__ volatile("mov %0, %%cr4" : : "r"(value) : "memory"); }
INSTRUCTION void cpu_invalidate_page(uint64_t address) { __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory"); }

struct CPUIdentification {
  uint32_t a, b, c, d;
};
INSTRUCTION struct CPUIdentification cpu_identify(uint32_t leaf, uint32_t subleaf) {
  struct CPUIdentification r;
  __asm__ volatile("cpuid" : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d) : "a"(leaf), "c"(subleaf));
  return r;
}

INSTRUCTION uint64_t cpu_timestamp(void) {
  uint32_t low, high;
  __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
  return ((uint64_t)high << 32) | low;
}
// 0 where the generator had nothing to give.
INSTRUCTION uint64_t cpu_random(void) {
  uint64_t value;
  uint8_t ok;
  __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ok) : : "cc");
  return ok ? value : 0;
}
INSTRUCTION void cpu_pause(void) { __asm__ volatile("pause"); }
INSTRUCTION _Noreturn void cpu_stop(void) {
  for (;;) __asm__ volatile("cli; hlt");
}
INSTRUCTION void cpu_load_gdt(uint64_t pointer) { __asm__ volatile("lgdt (%0)" : : "r"(pointer) : "memory"); }
INSTRUCTION void cpu_load_idt(uint64_t pointer) { __asm__ volatile("lidt (%0)" : : "r"(pointer) : "memory"); }
INSTRUCTION void cpu_load_task(uint16_t selector) { __asm__ volatile("ltr %0" : : "r"(selector)); }
INSTRUCTION uint64_t cpu_frame_pointer(void) { return (uint64_t)__builtin_frame_address(0); }

INSTRUCTION void cpu_save_vectors(void *area) { __asm__ volatile("fxsave64 (%0)" : : "r"(area) : "memory"); }
INSTRUCTION void cpu_restore_vectors(const void *area) { __asm__ volatile("fxrstor64 (%0)" : : "r"(area) : "memory"); }

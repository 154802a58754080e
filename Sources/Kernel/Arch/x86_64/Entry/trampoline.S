// Where a CPU begins that another one starts: from 16-bit real mode to Swift, on a stack of its own.
//
// The code up to apus_trampoline_end is copied to physical page TRAMPOLINE (CPUStartup.swift), which the start-up
// message names; the words at its end are filled in there. It runs on page tables of its own, that show the page at its
// physical address and share the kernel's slots.

#define TRAMPOLINE 0x8000
#define PLACE(symbol) (TRAMPOLINE + (symbol) - apus_trampoline)

  .section .rodata, "a", @progbits
  .balign 16
  .globl apus_trampoline, apus_trampoline_end
apus_trampoline:
  .code16
  cli
  cld
  xorw %ax, %ax
  movw %ax, %ds
  lgdtl PLACE(trampoline_gdt_pointer)
  movl %cr0, %eax
  orl $1, %eax
  movl %eax, %cr0
  ljmpl $8, $PLACE(protected_mode)

  .code32
protected_mode:
  movw $16, %ax
  movw %ax, %ds
  movl %cr4, %eax
  orl $(1 << 5), %eax               // physical address extension
  movl %eax, %cr4
  movl PLACE(trampoline_root), %eax
  movl %eax, %cr3
  movl $0xc0000080, %ecx            // EFER: long mode, and no-execute as the kernel's tables use it
  rdmsr
  orl $(1 << 8 | 1 << 11), %eax
  wrmsr
  movl %cr0, %eax
  orl $0x80010001, %eax             // paging, write protection, protected mode
  movl %eax, %cr0
  ljmpl $24, $PLACE(trampoline_long)

  .code64
trampoline_long:
  movq PLACE(trampoline_stack), %rsp
  movq PLACE(trampoline_kernel_root), %rsi
  movq PLACE(trampoline_entry), %rax
  jmp *%rax

  .balign 8
trampoline_gdt:
  .quad 0
  .quad 0x00cf9a000000ffff          // 32-bit code
  .quad 0x00cf92000000ffff          // data
  .quad 0x00209a0000000000          // 64-bit code
trampoline_gdt_pointer:
  .short . - trampoline_gdt - 1
  .long PLACE(trampoline_gdt)

  // Four words that are filled in, the last thing in the page (CPUStartup.Word).
  .balign 8
trampoline_root: .quad 0
trampoline_kernel_root: .quad 0
trampoline_stack: .quad 0
trampoline_entry: .quad 0
apus_trampoline_end:

  .section .text.traps, "ax", @progbits
  .globl apus_processor_entry
  .type apus_processor_entry, @function
apus_processor_entry:
  movq %rsi, %cr3
  xorl %eax, %eax
  movw %ax, %ds
  movw %ax, %es
  movw %ax, %ss
  movw %ax, %fs
  movw %ax, %gs
  xorl %ebp, %ebp
  call apus_start_processor
  ud2
  .size apus_processor_entry, . - apus_processor_entry

  .section .note.GNU-stack, "", @progbits

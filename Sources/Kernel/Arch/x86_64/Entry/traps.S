// The ways into the kernel and the one way out, and the lock that lets one CPU in at a time.
//
// A thread's registers live in its register block (TrapFrame.swift), and both entries write them there directly: for
// interrupts the TSS's stack pointer is the end of the current block, so that the CPU itself starts the record. The
// kernel then runs on the CPU's own stack with interrupts off, and ends in apus_resume with the block of whichever
// thread is next. Interrupts from kernel mode come only while the CPU halts for want of threads; the halt is simply
// abandoned. rbp keeps the user's value on the way in: backtraces stop where it leaves the kernel's stack.

#define R15 0
#define R14 8
#define R13 16
#define R12 24
#define R11 32
#define R10 40
#define R9 48
#define R8 56
#define RBP 64
#define RDI 72
#define RSI 80
#define RDX 88
#define RCX 96
#define RBX 104
#define RAX 112
#define VECTOR 120
#define ERROR 128
#define RIP 136
#define CS 144
#define RFLAGS 152
#define RSP 160
#define SS 168
#define BLOCK_SIZE 176

#define CURRENT %gs:0
#define USER_STACK %gs:8
#define KERNEL_STACK %gs:16
#define TRAP_STACK_FIELD %gs:24
#define CORE %gs:32
#define IS_INSIDE %gs:40

#define LAST_QUESTION 1             // the system calls up to this number change nothing (Syscall.identify, clock)
#define SYSCALL_VECTOR 256          // in the block's vector: entered by syscall, so it may be left by sysret

// Into the kernel, once the thread's registers are saved: says so (whoever holds the lock may wait for that, see
// Machine.bringIn), and takes the lock. A plain lock, not a queue: on a virtual machine the CPU whose turn it is may
// not be running.
.macro enter_kernel
  movb $1, IS_INSIDE
  // Labels of this use alone: a number would catch the jumps of the code around it.
.Lenter\@:
  lock btsl $0, apus_kernel_lock(%rip)
  jc .Lwait\@
  .subsection 1
.Lwait\@:
  pause
  cmpl $0, apus_kernel_lock(%rip)
  jne .Lwait\@
  jmp .Lenter\@
  .previous
.endm

// Back to a program. In this order: whoever gets the lock next knows that this CPU may run a program.
.macro leave_kernel
  movb $0, IS_INSIDE
  movl $0, apus_kernel_lock(%rip)
.endm

  .section .text.traps, "ax", @progbits
  .balign 16
  .globl apus_trap_entries
apus_trap_entries:
  .set vector, 0
  .rept 256
  .balign 16
  // These push an error code themselves: double fault, invalid TSS to page fault, alignment, control protection.
  .if vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21
  .else
  pushq $0
  .endif
  pushq $vector
  jmp trap
  .set vector, vector + 1
  .endr

  .balign 64
  .type trap, @function
trap:
  pushq %rax
  pushq %rbx
  pushq %rcx
  pushq %rdx
  pushq %rsi
  pushq %rdi
  pushq %rbp
  pushq %r8
  pushq %r9
  pushq %r10
  pushq %r11
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  testb $3, CS(%rsp)
  jz trap_from_kernel
  swapgs
  movq %rsp, %rdi
  movq KERNEL_STACK, %rsp
  // In the kernel there is no direction, no alignment check (which would open SMAP) and no single step.
  pushq $2
  popfq
  enter_kernel
  movq CORE, %rsi
  call apus_handle_trap
  jmp resume_other

trap_from_kernel:
  movq %rsp, %rdi
  cmpq $32, VECTOR(%rsp)
  jb 1f
  // A device's interrupt during a halt: what was on the stack is not needed any more.
  movq VECTOR(%rsp), %rdi
  movq KERNEL_STACK, %rsp
  cld
  enter_kernel
  movq CORE, %rsi
  call apus_handle_interrupt
  jmp resume_other
1:
  cld
  call apus_handle_kernel_fault
  ud2

  .balign 64
  .globl apus_syscall_entry
  .type apus_syscall_entry, @function
apus_syscall_entry:
  swapgs
  movq %rsp, USER_STACK
  movq CURRENT, %rsp
  movq %rax, RAX(%rsp)
  movq %rcx, RIP(%rsp)
  movq %r11, RFLAGS(%rsp)
  movq USER_STACK, %rcx
  movq %rcx, RSP(%rsp)
  movq %rdi, RDI(%rsp)
  movq %rsi, RSI(%rsp)
  movq %rdx, RDX(%rsp)
  movq %r10, R10(%rsp)
  movq %r8, R8(%rsp)
  movq %r9, R9(%rsp)
  movq %rbx, RBX(%rsp)
  movq %rbp, RBP(%rsp)
  movq %r12, R12(%rsp)
  movq %r13, R13(%rsp)
  movq %r14, R14(%rsp)
  movq %r15, R15(%rsp)
  movl $SYSCALL_VECTOR, VECTOR(%rsp)
  cmpq $LAST_QUESTION, %rax
  jbe question
  movq KERNEL_STACK, %rsp
  enter_kernel
  movq CORE, %rdi
  call apus_handle_system_call
  cmpq CURRENT, %rax
  jne resume_other
  // The same thread goes on, and what the calling convention keeps (rbx, rbp, r12 to r15) still holds its values.
  movq %rax, %rsp
leave_by_sysret:
  leave_kernel
sysret_to_program:
  movq RAX(%rsp), %rax
  movq RIP(%rsp), %rcx
  movq RFLAGS(%rsp), %r11
  movq RDI(%rsp), %rdi
  movq RSI(%rsp), %rsi
  movq RDX(%rsp), %rdx
  movq R10(%rsp), %r10
  movq R8(%rsp), %r8
  movq R9(%rsp), %r9
  movq RSP(%rsp), %rsp
  swapgs
  sysretq

  // System calls 0 and 1 read numbers about the thread itself and the time, and can do without the lock: while this CPU
  // does not count as inside, nobody else touches its thread.
question:
  movq KERNEL_STACK, %rsp
  movq CORE, %rdi
  call apus_handle_question
  movq CURRENT, %rsp
  jmp sysret_to_program

  // rax = the next thread's block, or 0.
  .type resume_other, @function
resume_other:
  movq %rax, CURRENT
  testq %rax, %rax
  jz idle
  leaq BLOCK_SIZE(%rax), %rcx
  movq TRAP_STACK_FIELD, %rdx
  movq %rcx, (%rdx)
  movq %rax, %rsp
  movq RBX(%rsp), %rbx
  movq RBP(%rsp), %rbp
  movq R12(%rsp), %r12
  movq R13(%rsp), %r13
  movq R14(%rsp), %r14
  movq R15(%rsp), %r15
  cmpl $SYSCALL_VECTOR, VECTOR(%rsp)
  je leave_by_sysret
  leave_kernel
  movq R11(%rsp), %r11
  movq R10(%rsp), %r10
  movq R9(%rsp), %r9
  movq R8(%rsp), %r8
  movq RDI(%rsp), %rdi
  movq RSI(%rsp), %rsi
  movq RDX(%rsp), %rdx
  movq RCX(%rsp), %rcx
  movq RAX(%rsp), %rax
  addq $RIP, %rsp
  swapgs
  iretq

  // It stays "inside": a CPU that halts runs no program.
  .type idle, @function
idle:
  movl $0, apus_kernel_lock(%rip)
  .globl apus_halt
  .type apus_halt, @function
apus_halt:
  movq KERNEL_STACK, %rsp
1:
  sti
  hlt
  jmp 1b

  .globl apus_resume
  .type apus_resume, @function
apus_resume:
  movq %rdi, %rax
  jmp resume_other

  // Held from the start, by the CPU that boots, until it goes to its first thread.
  .section .data, "aw", @progbits
  .balign 64
apus_kernel_lock: .long 1
  .balign 64

  .section .bss, "aw", @nobits
  .balign 64
  .globl apus_cpu_block
apus_cpu_block: .skip 64

  .section .note.GNU-stack, "", @progbits

// Reference counting for the kernel, in place of the runtime's weak definitions: one CPU and no preemption, so a count
// is changed by an ordinary instruction, and short, because the hot paths of the kernel spend much of their time here.
//
// An object begins with its metadata and its count. Bit 63 of the count: not to be freed (the object lies on a stack);
// the other bits all ones: immortal (a constant). Addresses of zero and "negative" ones are no objects.

  .section .text.references, "ax", @progbits

  .balign 16
  .globl swift_retain
  .type swift_retain, @function
swift_retain:
  movq %rdi, %rax
  testq %rdi, %rdi
  jle 1f
  movq 8(%rdi), %rcx
  addq %rcx, %rcx
  cmpq $-2, %rcx
  je 1f
  incq 8(%rdi)
1:
  ret
  .size swift_retain, . - swift_retain

  .balign 16
  .globl swift_release
  .type swift_release, @function
swift_release:
  testq %rdi, %rdi
  jle 1f
  movq 8(%rdi), %rax
  leaq (%rax,%rax), %rcx
  cmpq $-2, %rcx
  je 1f
  cmpq $2, %rcx
  jbe 2f
  decq 8(%rdi)
1:
  ret
2:
  jne 3f
  // The last reference: immortal while it is being destroyed, so that nobody can begin it twice.
  movabsq $0x7fffffffffffffff, %rcx
  orq %rcx, %rax
  movq %rax, 8(%rdi)
  pushq %rbp
  movq %rsp, %rbp
  pushq %r13
  subq $8, %rsp
  movq %rdi, %r13               // Swift passes `self` here
  movq (%rdi), %rax
  callq *8(%rax)                // the destroying deinit is the metadata's second word
  addq $8, %rsp
  popq %r13
  popq %rbp
  ret
3:
  ud2
  .size swift_release, . - swift_release

  .section .note.GNU-stack, "", @progbits

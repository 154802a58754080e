// The first instructions of every program.
//
// The kernel enters with rdi = address of the start blob, rsi = its length, an empty stack below the blob. The stack
// protector's secret has to be in place before compiled code runs, so it is taken from the blob here.

#define BLOB_HEADER_LENGTH 32   // StartBlobHeader.length
#define BLOB_SEED_OFFSET 24     // StartBlobHeader.seed

  .section .text._start, "ax", @progbits
  .globl _start
  .type _start, @function
_start:
  xorl %ebp, %ebp               // ends every backtrace
  andq $-16, %rsp
  pushq %rdi
  pushq %rsi
  call apus_relocate
  popq %rsi
  popq %rdi
  cmpq $BLOB_HEADER_LENGTH, %rsi
  jb 1f
  movq BLOB_SEED_OFFSET(%rdi), %rax
  xorb %al, %al                 // a zero byte stops a string overflow from reading it or writing it back
  movq %rax, __stack_chk_guard(%rip)
1:
  call apus_start
  ud2
  .size _start, . - _start

  .section .note.GNU-stack, "", @progbits

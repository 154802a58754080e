// From the boot loader to Swift: the Multiboot2 header, and the 32-bit code that turns on paging and long mode.
//
// GRUB enters in 32-bit protected mode with paging off, eax = magic, ebx = physical address of its information. The
// page tables built here map the low 4 GiB at 0 (for the switch itself; Swift removes it). placement.c maps the image
// into slot 255, and the low 4 GiB into the window on physical memory, both at random places. Swift tightens the rights
// and adds the rest of RAM.
//
// Until it runs in its place the code knows no address but its own: memory is named by its distance from `here`.

#define IMAGE 0x7f8000000000
#define NEAR(symbol) ((symbol) - here)(%ebp)
#define PRESENT_WRITABLE 3
#define LARGE 0x80

  .section .multiboot2, "a", @progbits
  .balign 8
header:
  .long 0xe85250d6                  // Multiboot2
  .long 0                           // i386 protected mode
  .long header_end - header
  .long -(0xe85250d6 + (header_end - header))
  .short 5, 1                       // framebuffer, optional: the kernel can do without
  .long 20
  .long 1280, 800, 32
  .balign 8
  .short 6, 0                       // modules start on pages
  .long 8
  .balign 8
  .short 0, 0
  .long 8
header_end:

  .section .text.boot, "ax", @progbits
  .code32
  .globl apus_boot
  .type apus_boot, @function
apus_boot:
  cld
  leal 8(%ebx), %esp                // room for one word: a reserved field of the boot loader's information
  call here
here:
  popl %ebp
  leal NEAR(apus_kernel_stack_top), %esp
  movl %eax, NEAR(apus_boot_eax)
  movl %ebx, NEAR(apus_boot_ebx)
  rdtsc                             // time begins here
  movl %eax, NEAR(apus_boot_time)
  movl %edx, NEAR(apus_boot_time + 4)

  // Long mode, or a message and nothing more.
  movl $0x80000000, %eax
  cpuid
  cmpl $0x80000001, %eax
  jb no_long_mode
  movl $0x80000001, %eax
  cpuid
  testl $(1 << 29), %edx
  jz no_long_mode

  // Top-level table: the low 4 GiB at 0.
  leal NEAR(low_directory + PRESENT_WRITABLE), %eax
  leal NEAR(apus_boot_root), %edi
  movl %eax, (%edi)

  leal NEAR(apus_window_tables + PRESENT_WRITABLE), %eax
  leal NEAR(low_directory), %edi
  movl $4, %ecx
1:
  movl %eax, (%edi)
  addl $4096, %eax
  addl $8, %edi
  loop 1b

  leal NEAR(apus_window_tables), %edi
  movl $(PRESENT_WRITABLE | LARGE), %eax
  movl $2048, %ecx
1:
  movl %eax, (%edi)
  addl $0x200000, %eax
  addl $8, %edi
  loop 1b

  movl %cr4, %eax
  orl $(1 << 5), %eax               // physical address extension
  movl %eax, %cr4
  leal NEAR(apus_boot_root), %eax
  movl %eax, %cr3
  movl $0xc0000080, %ecx            // EFER: long mode
  rdmsr
  orl $(1 << 8), %eax
  wrmsr
  movl %cr0, %eax
  orl $0x80010001, %eax             // paging, write protection, protected mode
  movl %eax, %cr0
  leal NEAR(boot_gdt), %eax
  subl $8, %esp
  movw $(boot_gdt_end - boot_gdt - 1), (%esp)
  movl %eax, 2(%esp)
  lgdt (%esp)
  leal NEAR(long_mode), %eax
  pushl $8
  pushl %eax
  lretl

no_long_mode:
  leal NEAR(no_long_mode_text), %esi
1:
  movb (%esi), %bl
  testb %bl, %bl
  jz 3f
  movw $0x3fd, %dx
2:
  inb %dx, %al
  testb $0x20, %al
  jz 2b
  movw $0x3f8, %dx
  movb %bl, %al
  outb %al, %dx
  incl %esi
  jmp 1b
3:
  cli
  hlt
  jmp 3b

  .code64
long_mode:
  leaq apus_kernel_stack_top(%rip), %rsp
  call apus_place_kernel            // at its physical address: rax = how far the image is moved
  .globl apus_kernel_moves
apus_kernel_moves:                  // `make gdb` stops here to learn it
  movabsq $IMAGE, %rcx
  addq %rcx, %rax
  leaq high(%rip), %rcx
  addq %rcx, %rax
  jmp *%rax
high:
  xorl %eax, %eax
  movw %ax, %ds
  movw %ax, %es
  movw %ax, %ss
  movw %ax, %fs
  movw %ax, %gs
  leaq apus_kernel_stack_top(%rip), %rsp
  xorl %ebp, %ebp
  xorl %edi, %edi
  xorl %esi, %esi
  call main
  ud2
  .size apus_boot, . - apus_boot

  .section .rodata, "a", @progbits
no_long_mode_text:
  .asciz "Apus needs a 64-bit processor.\r\n"
  .balign 8
boot_gdt:
  .quad 0
  .quad 0x00209a0000000000          // 64-bit code
boot_gdt_end:

  .section .data, "aw", @progbits
  .balign 8
  .globl apus_boot_time, apus_boot_eax, apus_boot_ebx
apus_boot_time: .quad 0
apus_boot_eax: .long 0
apus_boot_ebx: .long 0

  .section .bss, "aw", @nobits
  .balign 4096
  .globl apus_boot_root, apus_window_directories, apus_window_tables, apus_window_pages
apus_boot_root: .skip 4096
low_directory: .skip 4096
apus_window_directories: .skip 2 * 4096
apus_window_tables: .skip 4 * 4096
apus_window_pages: .skip 4 * 4096     // of the part of the window that shows the image
  .globl apus_image_directory, apus_image_tables, apus_image_pages
apus_image_directory: .skip 4096
apus_image_tables: .skip 4096
apus_image_pages: .skip 5 * 4096

  .globl apus_kernel_stack_guard, apus_kernel_stack_top, apus_fault_stack_guard, apus_fault_stack_tops
  .globl apus_boot_heap, apus_boot_heap_end
apus_kernel_stack_guard: .skip 4096
  .skip 65536
apus_kernel_stack_top:
apus_fault_stack_guard: .skip 4096
  .skip 8192
  .skip 4096
  .skip 8192
  .skip 4096
  .skip 8192
apus_fault_stack_tops:
apus_boot_heap: .skip 1 << 20
apus_boot_heap_end:

  .section .note.GNU-stack, "", @progbits

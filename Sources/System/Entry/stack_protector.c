// What code compiled with the stack protector asks for. The secret is set in start.S, before the first protected frame.

#include "SystemEntry.h"

uintptr_t __stack_chk_guard;

// A damaged stack: nothing on it can be trusted, so end here. The kernel's fault report names this function.
_Noreturn void __stack_chk_fail(void) { apus_trap(); }

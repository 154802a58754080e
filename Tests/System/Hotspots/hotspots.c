// A plugin for QEMU's translator: counts how often each block of guest code runs. profile.py turns the counts into
// functions.
//
// The interface is QEMU's plugin API, version 1 (docs/devel/tcg-plugins.rst), as far as it is used here.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef uint64_t plugin_id;
struct qemu_plugin_tb;
int qemu_plugin_version = 1;
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, void (*)(plugin_id, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *);
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *, int operation, void *counter, uint64_t step);
void qemu_plugin_register_atexit_cb(plugin_id, void (*)(plugin_id, void *), void *);

// A block is named by its address and its length: the same address may be cut differently later.
struct block {
  uint64_t address, instructions, count;
};

// Far more than the blocks of a boot; a table that fills up would lose counts, so it ends the run instead.
#define CAPACITY (1u << 20)
static struct block blocks[CAPACITY];

static void translated(plugin_id id, struct qemu_plugin_tb *tb) {
  (void)id;
  uint64_t address = qemu_plugin_tb_vaddr(tb), instructions = qemu_plugin_tb_n_insns(tb);
  uint64_t index = (address * 0x9e3779b97f4a7c15u ^ instructions) >> 44;
  for (unsigned tries = 0; tries < CAPACITY; tries++, index = (index + 1) % CAPACITY) {
    struct block *block = &blocks[index];
    if (block->instructions && (block->address != address || block->instructions != instructions)) continue;
    block->address = address;
    block->instructions = instructions;
    qemu_plugin_register_vcpu_tb_exec_inline(tb, 0, &block->count, 1);
    return;
  }
  abort();
}

// One line a block: address, instructions, count.
static void ended(plugin_id id, void *unused) {
  (void)id;
  (void)unused;
  const char *path = getenv("HOTSPOTS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  for (unsigned index = 0; index < CAPACITY; index++) {
    struct block *block = &blocks[index];
    if (block->count) fprintf(file, "%llx %llu %llu\n", (unsigned long long)block->address,
                              (unsigned long long)block->instructions, (unsigned long long)block->count);
  }
  fclose(file);
}

int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv) {
  (void)info;
  (void)argc;
  (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  qemu_plugin_register_atexit_cb(id, ended, NULL);
  return 0;
}

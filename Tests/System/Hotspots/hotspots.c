// A plugin for QEMU's translator: counts how often each block of guest code runs. profile.py turns the counts into
// functions.
//
// The interface is QEMU's plugin API, version 1 (docs/devel/tcg-plugins.rst), as far as it is used here.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
int qemu_plugin_version = 1;
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, void (*)(plugin_id, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *);
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *, int operation, void *counter, uint64_t step);
void qemu_plugin_register_atexit_cb(plugin_id, void (*)(plugin_id, void *), void *);

// A block is named by its address, its length (the same address may be cut differently later) and its first bytes
// (another program may have other code there).
struct block {
  uint64_t address, instructions, count;
  size_t length;
  uint8_t code[24];
};

// Far more than the blocks of a boot; a table that fills up would lose counts, so it ends the run instead.
#define CAPACITY (1u << 20)
static struct block blocks[CAPACITY];

static void translated(plugin_id id, struct qemu_plugin_tb *tb) {
  (void)id;
  uint64_t address = qemu_plugin_tb_vaddr(tb), instructions = qemu_plugin_tb_n_insns(tb);
  uint8_t code[sizeof(blocks[0].code)] = {0};
  size_t length = 0;
  for (size_t place = 0; place < instructions; place++) {
    const struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(tb, place);
    size_t size = qemu_plugin_insn_size(instruction);
    if (length + size > sizeof code) break;
    memcpy(code + length, qemu_plugin_insn_data(instruction), size);
    length += size;
  }
  uint64_t index = ((address ^ instructions << 48) * 0x9e3779b97f4a7c15u) >> 44;
  for (unsigned tries = 0; tries < CAPACITY; tries++, index = (index + 1) % CAPACITY) {
    struct block *block = &blocks[index];
    if (block->instructions && (block->address != address || block->instructions != instructions ||
                                memcmp(block->code, code, sizeof code) != 0)) {
      continue;
    }
    block->address = address;
    block->instructions = instructions;
    block->length = length;
    memcpy(block->code, code, sizeof code);
    qemu_plugin_register_vcpu_tb_exec_inline(tb, 0, &block->count, 1);
    return;
  }
  abort();
}

// One line a block: address, instructions, count, the code's first bytes.
static void ended(plugin_id id, void *unused) {
  (void)id;
  (void)unused;
  const char *path = getenv("HOTSPOTS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  for (unsigned index = 0; index < CAPACITY; index++) {
    struct block *block = &blocks[index];
    if (!block->count) continue;
    fprintf(file, "%llx %llu %llu ", (unsigned long long)block->address, (unsigned long long)block->instructions,
            (unsigned long long)block->count);
    for (size_t place = 0; place < block->length; place++) fprintf(file, "%02x", block->code[place]);
    fputc('\n', file);
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

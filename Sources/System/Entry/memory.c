// memcpy, memmove, memset and memcmp, which compiled Swift calls for every copy and fill that it does not inline.
//
// Small sizes decide: most calls move less than 64 bytes, so those take two overlapping accesses and no loop. Longer
// ones go 64 bytes a turn through 16-byte registers, with the ragged end done first or last by one overlapping access.

#include <stddef.h>
#include <stdint.h>

// Accesses of any alignment to memory of any type.
typedef uint16_t __attribute__((aligned(1), may_alias)) word2;
typedef uint32_t __attribute__((aligned(1), may_alias)) word4;
typedef uint64_t __attribute__((aligned(1), may_alias)) word8;
typedef uint64_t __attribute__((vector_size(16), aligned(1), may_alias)) word16;

#define RUNTIME __attribute__((no_builtin("memcpy", "memmove", "memset", "memcmp")))

// Both halves are read before either is written, so overlap does not matter.
#define MOVE_ENDS(type)                                                        \
  do {                                                                         \
    type first = *(const type *)source;                                        \
    type last = *(const type *)(source + length - sizeof(type));               \
    *(type *)target = first;                                                   \
    *(type *)(target + length - sizeof(type)) = last;                          \
  } while (0)

static inline void move_small(char *target, const char *source, size_t length) {
  if (length >= 16) {
    MOVE_ENDS(word16);
  } else if (length >= 8) {
    MOVE_ENDS(word8);
  } else if (length >= 4) {
    MOVE_ENDS(word4);
  } else if (length >= 2) {
    MOVE_ENDS(word2);
  } else if (length == 1) {
    *target = *source;
  }
}

static inline void move_up_to_64(char *target, const char *source, size_t length) {
  word16 a = *(const word16 *)source, b = *(const word16 *)(source + 16);
  word16 c = *(const word16 *)(source + length - 32), d = *(const word16 *)(source + length - 16);
  *(word16 *)target = a;
  *(word16 *)(target + 16) = b;
  *(word16 *)(target + length - 32) = c;
  *(word16 *)(target + length - 16) = d;
}

// For targets below their source, or apart from it. More than 64 bytes.
static inline void move_forward(char *target, const char *source, size_t length) {
  char *end = target + length;
  word16 w = *(const word16 *)(source + length - 64), x = *(const word16 *)(source + length - 48);
  word16 y = *(const word16 *)(source + length - 32), z = *(const word16 *)(source + length - 16);
  for (size_t left = length; left > 64; left -= 64) {
    word16 a = *(const word16 *)source, b = *(const word16 *)(source + 16);
    word16 c = *(const word16 *)(source + 32), d = *(const word16 *)(source + 48);
    *(word16 *)target = a;
    *(word16 *)(target + 16) = b;
    *(word16 *)(target + 32) = c;
    *(word16 *)(target + 48) = d;
    source += 64;
    target += 64;
  }
  *(word16 *)(end - 64) = w;
  *(word16 *)(end - 48) = x;
  *(word16 *)(end - 32) = y;
  *(word16 *)(end - 16) = z;
}

// For targets inside their source, above its start. More than 64 bytes.
static inline void move_backward(char *target, const char *source, size_t length) {
  word16 w = *(const word16 *)source, x = *(const word16 *)(source + 16);
  word16 y = *(const word16 *)(source + 32), z = *(const word16 *)(source + 48);
  for (size_t left = length; left > 64; left -= 64) {
    const char *from = source + left - 64;
    char *to = target + left - 64;
    word16 a = *(const word16 *)from, b = *(const word16 *)(from + 16);
    word16 c = *(const word16 *)(from + 32), d = *(const word16 *)(from + 48);
    *(word16 *)to = a;
    *(word16 *)(to + 16) = b;
    *(word16 *)(to + 32) = c;
    *(word16 *)(to + 48) = d;
  }
  *(word16 *)target = w;
  *(word16 *)(target + 16) = x;
  *(word16 *)(target + 32) = y;
  *(word16 *)(target + 48) = z;
}

RUNTIME void *memmove(void *targetBytes, const void *sourceBytes, size_t length) {
  char *target = targetBytes;
  const char *source = sourceBytes;
  if (length <= 32) {
    move_small(target, source, length);
  } else if (length <= 64) {
    move_up_to_64(target, source, length);
  } else if ((size_t)(target - source) >= length) {
    move_forward(target, source, length);
  } else {
    move_backward(target, source, length);
  }
  return targetBytes;
}

RUNTIME void *memcpy(void *restrict targetBytes, const void *restrict sourceBytes, size_t length) {
  char *target = targetBytes;
  const char *source = sourceBytes;
  if (length <= 32) {
    move_small(target, source, length);
  } else if (length <= 64) {
    move_up_to_64(target, source, length);
  } else {
    move_forward(target, source, length);
  }
  return targetBytes;
}

RUNTIME void *memset(void *targetBytes, int value, size_t length) {
  char *target = targetBytes;
  uint64_t pattern = 0x0101010101010101u * (uint8_t)value;
  if (length >= 16) {
    word16 wide = {pattern, pattern};
    char *last = target + length - 16;
    for (; length > 64; length -= 64, target += 64) {
      *(word16 *)target = wide;
      *(word16 *)(target + 16) = wide;
      *(word16 *)(target + 32) = wide;
      *(word16 *)(target + 48) = wide;
    }
    for (; target < last; target += 16) *(word16 *)target = wide;
    *(word16 *)last = wide;
  } else if (length >= 8) {
    *(word8 *)target = pattern;
    *(word8 *)(target + length - 8) = pattern;
  } else if (length >= 4) {
    *(word4 *)target = (uint32_t)pattern;
    *(word4 *)(target + length - 4) = (uint32_t)pattern;
  } else if (length >= 1) {
    target[0] = (char)value;
    target[length / 2] = (char)value;
    target[length - 1] = (char)value;
  }
  return targetBytes;
}

RUNTIME int memcmp(const void *leftBytes, const void *rightBytes, size_t length) {
  const char *left = leftBytes, *right = rightBytes;
  for (; length >= 8; length -= 8, left += 8, right += 8) {
    uint64_t a = *(const word8 *)left, b = *(const word8 *)right;
    if (a != b) {
      a = __builtin_bswap64(a);
      b = __builtin_bswap64(b);
      return a < b ? -1 : 1;
    }
  }
  for (; length > 0; length--, left++, right++) {
    int difference = (int)(uint8_t)*left - (int)(uint8_t)*right;
    if (difference != 0) return difference;
  }
  return 0;
}

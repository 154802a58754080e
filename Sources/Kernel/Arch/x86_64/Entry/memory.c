// memcpy, memmove, memset and memcmp for the kernel, which may not touch vector registers.
//
// Short ones take two overlapping accesses and no loop; long ones are left to the CPU's string instructions, which are
// the fewest instructions there are and the fastest way without vectors.

#include <stddef.h>
#include <stdint.h>

typedef uint16_t __attribute__((aligned(1), may_alias)) word2;
typedef uint32_t __attribute__((aligned(1), may_alias)) word4;
typedef uint64_t __attribute__((aligned(1), may_alias)) word8;

#define RUNTIME __attribute__((no_builtin("memcpy", "memmove", "memset", "memcmp")))

// Both ends are read before either is written, so overlap does not matter.
#define MOVE_ENDS(type)                                                        \
  do {                                                                         \
    type first = *(const type *)source;                                        \
    type last = *(const type *)(source + length - sizeof(type));               \
    *(type *)target = first;                                                   \
    *(type *)(target + length - sizeof(type)) = last;                          \
  } while (0)

static inline void move_up_to_16(char *target, const char *source, size_t length) {
  if (length >= 8) {
    MOVE_ENDS(word8);
  } else if (length >= 4) {
    MOVE_ENDS(word4);
  } else if (length >= 2) {
    MOVE_ENDS(word2);
  } else if (length == 1) {
    *target = *source;
  }
}

static inline void move_up_to_32(char *target, const char *source, size_t length) {
  word8 a = *(const word8 *)source, b = *(const word8 *)(source + 8);
  word8 c = *(const word8 *)(source + length - 16), d = *(const word8 *)(source + length - 8);
  *(word8 *)target = a;
  *(word8 *)(target + 8) = b;
  *(word8 *)(target + length - 16) = c;
  *(word8 *)(target + length - 8) = d;
}

// For targets below their source, or apart from it. More than 32 bytes.
static inline void move_forward(char *target, const char *source, size_t length) {
  word8 last = *(const word8 *)(source + length - 8);
  char *end = target + length - 8;
  size_t words = (length - 1) / 8;
  __asm__ volatile("rep movsq" : "+D"(target), "+S"(source), "+c"(words) : : "memory");
  *(word8 *)end = last;
}

// For targets inside their source, above its start. More than 32 bytes.
static inline void move_backward(char *target, const char *source, size_t length) {
  word8 first = *(const word8 *)source;
  for (size_t left = length; left > 8; left -= 8) {
    *(word8 *)(target + left - 8) = *(const word8 *)(source + left - 8);
  }
  *(word8 *)target = first;
}

RUNTIME void *memmove(void *targetBytes, const void *sourceBytes, size_t length) {
  char *target = targetBytes;
  const char *source = sourceBytes;
  if (length <= 16) {
    move_up_to_16(target, source, length);
  } else if (length <= 32) {
    move_up_to_32(target, source, length);
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
  if (length <= 16) {
    move_up_to_16(target, source, length);
  } else if (length <= 32) {
    move_up_to_32(target, source, length);
  } else {
    move_forward(target, source, length);
  }
  return targetBytes;
}

RUNTIME void *memset(void *targetBytes, int value, size_t length) {
  char *target = targetBytes;
  uint64_t pattern = 0x0101010101010101u * (uint8_t)value;
  if (length >= 8) {
    size_t words = (length - 1) / 8;
    char *last = target + length - 8;
    __asm__ volatile("rep stosq" : "+D"(target), "+c"(words) : "a"(pattern) : "memory");
    *(word8 *)last = pattern;
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

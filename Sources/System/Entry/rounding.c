// Rounding and square roots of doubles and floats, which compiled Swift calls: for rounding the CPU's baseline has no
// instruction.
//
// IEEE 754-2019, section 5.9. Values from 2^52 (2^23) on have no fraction and are returned as they are, as are NaN and
// infinities; the sign of zero is kept.

#include "SystemEntry.h"

static inline double absolute(double x) { return __builtin_fabs(x); }
static inline float absolutef(float x) { return __builtin_fabsf(x); }

double trunc(double x) {
  if (!(absolute(x) < 4503599627370496.0)) return x;
  return __builtin_copysign((double)(int64_t)x, x);
}
double floor(double x) {
  double t = trunc(x);
  return t > x ? t - 1 : t;
}
double ceil(double x) {
  double t = trunc(x);
  return t < x ? __builtin_copysign(t + 1, x) : t;
}
// Halves go away from zero.
double round(double x) {
  double t = trunc(x);
  return absolute(x - t) >= 0.5 ? t + __builtin_copysign(1, x) : t;
}
// Halves go to the even neighbour: adding 2^52 leaves no room for a fraction.
double rint(double x) {
  if (!(absolute(x) < 4503599627370496.0)) return x;
  volatile double big = __builtin_copysign(4503599627370496.0, x);
  double sum = x + big;
  return __builtin_copysign(sum - big, x);
}
double nearbyint(double x) { return rint(x); }
double roundeven(double x) { return rint(x); }

float truncf(float x) {
  if (!(absolutef(x) < 8388608.0f)) return x;
  return __builtin_copysignf((float)(int32_t)x, x);
}
float floorf(float x) { return (float)floor(x); }
float ceilf(float x) { return (float)ceil(x); }
float roundf(float x) { return (float)round(x); }
float rintf(float x) { return (float)rint(x); }
float nearbyintf(float x) { return (float)rint(x); }
float roundevenf(float x) { return (float)rint(x); }

// Swift's squareRoot() calls these rather than using the instruction itself.
double sqrt(double x) {
  __asm__("sqrtsd %0, %0" : "+x"(x));
  return x;
}
float sqrtf(float x) {
  __asm__("sqrtss %0, %0" : "+x"(x));
  return x;
}

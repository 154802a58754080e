// zlib, which compression is compared with.
#pragma once
#include <zlib.h>

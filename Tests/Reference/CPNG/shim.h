// libpng, which images are compared with.
#pragma once
#include <png.h>

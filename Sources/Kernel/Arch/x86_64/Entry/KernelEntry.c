#include "KernelEntry.h"

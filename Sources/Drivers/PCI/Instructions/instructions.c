// The functions are inline; SwiftPM wants a source file.
#include "PCIInstructions.h"

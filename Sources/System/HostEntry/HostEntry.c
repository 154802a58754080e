#include "HostEntry.h"

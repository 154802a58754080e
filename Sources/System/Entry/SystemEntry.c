#include "SystemEntry.h"

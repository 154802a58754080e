// SDL 2, for the preview of apps on this desktop.
#pragma once
#include <SDL2/SDL.h>

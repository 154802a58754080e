// libjpeg-turbo, which the JPEG decoder's speed is compared with.
#pragma once
#include <turbojpeg.h>

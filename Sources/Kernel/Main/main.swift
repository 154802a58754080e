// The kernel's program: what boot.S calls.

import KernelArch

Startup.run()

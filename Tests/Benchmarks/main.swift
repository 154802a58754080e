// The figures of the cores on the host, one core, best of seven; where there is a peer it is measured in the same run.
//
// A row is `apus NAME VALUE`, and for a peer `PEER VALUE ratio R` behind it: a ratio above 1 is faster than the peer.
// Words on the command line choose rows whose names contain one of them. GRAPHICS_WORDS=1: pixel arithmetic without
// vectors.

import Glibc
import Graphics

// SAFETY: nothing changes the environment.
PixelArithmetic.usesVectors = unsafe getenv("GRAPHICS_WORDS") == nil
let meter = Meter(words: Array(CommandLine.arguments.dropFirst()))
meter.pixelRows()
meter.glyphRows()
meter.drawingRows()
meter.imageRows()
meter.terminalRow()
meter.editorRows()
meter.programRows()

// osfuzz: system calls that no honest program makes, by seed, in processes that may die of them. The kernel has to stay
// whole, and afterwards nothing may be left behind.
//
//   osfuzz [--seed S] [--calls N] [--round R]     as user 0; a round begins anew from the seed and its number
//
// The seed, and how far it is, are printed; the same three numbers make the same calls again (what the scheduler does
// between the processes of a round is its own affair). Without options the words `fuzz-seed=` and `fuzz-calls=` of the
// kernel's command line count. With the argument `child` it is one of those processes.

import ABI
import System

let arguments = Array(CurrentProcess.arguments.dropFirst())
if arguments.first.map({ $0.utf8.elementsEqual("child".utf8) }) ?? false {
  FuzzChild.run(arguments.dropFirst().map { FuzzOptions.number($0) ?? 0 })
} else {
  var campaign = Campaign(FuzzOptions(arguments))
  CurrentProcess.exit(campaign.run() ? 0 : 1)
}

// Calculator: exact decimal arithmetic, by keys or by typing. `calculator 2+3` opens with the result, `--scientific`
// with all keys.

import CalculatorCore
import OrbToolkit

#if canImport(ToolkitSDL)
  import CalculatorApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("calculator") { application in
  let model = CalculatorModel()
  for argument in application.arguments {
    if argument == "--scientific" {
      model.isScientific = true
      model.showsHistory = true
    } else {
      model.insert(argument)
      model.press(.equals)
    }
  }
  application.open(CalculatorWindow.make(model))
}

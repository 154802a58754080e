// The room of CalculatorApp: nothing has moved in yet.

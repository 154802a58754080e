// The room of CalculatorCore: nothing has moved in yet.

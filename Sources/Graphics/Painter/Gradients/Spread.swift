// What a gradient or a picture shows beyond its end.

/// Pad: the colour of the edge goes on. Repeat: all begins anew. Reflect: it runs back and forth.
public enum Spread: Equatable, Sendable { case pad, `repeat`, reflect }

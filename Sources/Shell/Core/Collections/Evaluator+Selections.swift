// The evaluator's expansions of arrays, maps and methods.

extension Evaluator {
  /// The fields that `@…` makes; nil when there is no such array or map, and the text stands for itself.
  func fields(of selection: Selection) throws(Unwind) -> [Bytes]? {
    var collection: ValueCollection
    switch selection.source {
    case .variable(let name):
      guard let found = state.variables[name]?.collection else { return nil }
      collection = found
    case .command(let list):
      let output = try substitute(list)
      let words = output.split(omittingEmptySubsequences: true, whereSeparator: ASCII.isWhitespace)
      collection = .array(words.map { Bytes($0) })
    case .method(let method, let arguments):
      switch try answer(method, arguments) {
      case .text(let text): collection = .array([text])
      case .list(let elements): collection = .array(elements)
      }
    }
    guard let index = selection.index else { return collection.fields }
    return collection.selected(try expandText(index))
  }

  /// The text that `${name[index]}` or `$method(…)` makes.
  func text(of selection: Selection) throws(Unwind) -> Bytes {
    switch selection.source {
    case .method(let method, let arguments):
      switch try answer(method, arguments) {
      case .text(let text): return text
      case .list(let elements): return Bytes(elements.joined(separator: [ASCII.space]))
      }
    case .command: return []
    case .variable(let name):
      let index = try selection.index.map { (index) throws(Unwind) in try expandText(index) } ?? []
      guard let variable = state.variables[name], variable.value != nil else {
        if state.options.contains(.failOnUnset) { throw failure(name + ": is not set".bytes) }
        return []
      }
      if let collection = variable.collection {
        return Bytes(collection.selected(index).joined(separator: [ASCII.space]))
      }
      let characters = ValueMethod.characters(variable.value ?? [])
      guard let range = ElementRange(index)?.range(in: characters.count) else { return [] }
      return Bytes(characters[range].joined())
    }
  }

  /// Puts the fields of `@…` where the word stands.
  func expand(_ selection: Selection, into builder: inout FieldBuilder) throws(Unwind) {
    guard selection.makesFields else { return builder.append(try text(of: selection), isQuoted: true) }
    guard let fields = try fields(of: selection) else {
      return builder.append(selection.plainSpelling, isQuoted: false)
    }
    for (index, field) in fields.enumerated() {
      if index > 0 { builder.finishField() }
      builder.append(field, isQuoted: true)
    }
  }

  // MARK: Methods

  private func answer(_ method: ValueMethod, _ words: [Word]) throws(Unwind) -> ValueMethod.Result {
    guard let first = words.first else { throw failure(method.rawValue.bytes + ": a value is missing".bytes) }
    let receiver = try receiver(first)
    var arguments: [Bytes] = []
    for word in words.dropFirst() { arguments.append(try expandText(word)) }
    guard let result = method.apply(to: receiver, arguments) else {
      throw failure(method.rawValue.bytes + ": this cannot be asked of it like that".bytes)
    }
    return result
  }

  /// What a method is asked of: a bare name is a variable, everything else a value.
  private func receiver(_ word: Word) throws(Unwind) -> ValueMethod.Receiver {
    if let name = word.wholeCollection ?? word.plainText, name.isShellName {
      guard let variable = state.variables[name], let value = variable.value else {
        if state.options.contains(.failOnUnset) { throw failure(name + ": is not set".bytes) }
        return .text([])
      }
      return variable.collection.map { .collection($0) } ?? .text(value)
    }
    if word.startsWithFields { return .collection(.array(try expandFields([word]))) }
    return .text(try expandText(word))
  }
}

extension Selection {
  /// `@name[index]` as it is read where there is no such array.
  fileprivate var plainSpelling: Bytes {
    guard case .variable(let name) = source else { return [] }
    var text = [ASCII.at] + name
    if let index { text += [ASCII.leftBracket] + SyntaxPrinter.text(of: index) + [ASCII.rightBracket] }
    return text
  }
}

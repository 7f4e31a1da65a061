/// A value of the language, with the source text that it was written as.
struct Expression {
  indirect enum Kind {
    /// Unescaped.
    case string(String)
    case number
    /// An enum value, `true`, a field, dotted: as written without spaces.
    case path(String)
    case call(String, [Argument])
    case array([Expression])
    case object
  }

  var kind: Kind
  var text: String

  var string: String? {
    if case .string(let value) = kind { return value }
    return nil
  }

  var elements: [Expression] {
    if case .array(let elements) = kind { return elements }
    return [self]
  }

  /// The name of a path or of what is called; nil for other values.
  var name: String? {
    switch kind {
    case .path(let name), .call(let name, _): name
    default: nil
    }
  }

  var arguments: [Argument] {
    if case .call(_, let arguments) = kind { return arguments }
    return []
  }

  /// Every string in it, also inside arrays and calls.
  var strings: [String] {
    switch kind {
    case .string(let value): [value]
    case .array(let elements): elements.flatMap(\.strings)
    case .call(_, let arguments): arguments.flatMap { $0.value?.strings ?? [] }
    case .number, .path, .object: []
    }
  }
}

struct Argument {
  var name: String?
  /// nil for `name:` without a value.
  var value: Expression?
}

/// `@name(…)` or `@@name(…)`.
struct Attribute {
  /// Dotted, without `@`.
  var path: String
  var arguments: [Argument]
  var position: Int

  func named(_ name: String) -> Expression? {
    arguments.first { $0.name == name }?.value
  }

  /// The first argument without a name, else the one called `name`.
  func first(or name: String) -> Expression? {
    arguments.first { $0.name == nil }?.value ?? named(name)
  }
}

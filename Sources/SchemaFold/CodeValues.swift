import PostgresSyntax

/// What is known about a value of procedural code.
enum CodeValue: Equatable {
  /// Text in pieces; nil where a piece is not known.
  case text([String?])
  case array([CodeValue])
  case record([String: CodeValue])
  case boolean(Bool)
  case null
  case unknown

  var constant: String? {
    guard case .text(let pieces) = self else { return nil }
    var result = ""
    for piece in pieces {
      guard let piece else { return nil }
      result += piece
    }
    return result
  }

  var pieces: [String?] {
    switch self {
    case .text(let pieces): pieces
    case .boolean(let value): [value ? "true" : "false"]
    case .null: [""]
    default: [nil]
    }
  }
}

/// Works out expressions over known variables.
struct CodeEvaluator {
  let variables: [String: CodeValue]

  func value(_ expression: CodeExpression) -> CodeValue {
    switch expression {
    case .constant(let text): return .text([text])
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .variable(let path): return variable(path)
    case .array(let items): return .array(items.map { value($0) })
    case .cast(let inner, let type):
      let value = value(inner)
      if type.isArray, let text = value.constant {
        return arrayItems(text).map { .array($0.map { .text([$0]) }) } ?? .unknown
      }
      return value
    case .operation("||", let left, let right):
      let (first, second) = (value(left), value(right))
      if first == .null || second == .null { return .null }
      if case .array = first { return .unknown }
      if case .array = second { return .unknown }
      return .text(first.pieces + second.pieces)
    case .call(let name, let arguments): return call(name.name, arguments.map { value($0) })
    default: return .unknown
    }
  }

  private func variable(_ path: [String]) -> CodeValue {
    guard let first = path.first, let value = variables[first] else { return .unknown }
    if path.count == 1 { return value }
    if case .record(let fields) = value, path.count == 2 { return fields[path[1]] ?? .unknown }
    return .unknown
  }

  private func call(_ name: String, _ arguments: [CodeValue]) -> CodeValue {
    switch name {
    case "format": return format(arguments)
    case "quote_ident": return arguments.first.map { .text(identifier($0)) } ?? .unknown
    case "quote_literal": return arguments.first.map { .text(literal($0)) } ?? .unknown
    case "concat": return .text(arguments.flatMap(\.pieces))
    case "lower": return arguments.first?.constant.map { .text([$0.lowercased()]) } ?? .unknown
    case "upper": return arguments.first?.constant.map { .text([$0.uppercased()]) } ?? .unknown
    default: return .unknown
    }
  }

  private func identifier(_ value: CodeValue) -> [String?] {
    [value.constant.map { Identifier.quoted($0) }]
  }

  private func literal(_ value: CodeValue) -> [String?] {
    [
      value.constant.map { text in
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
          + "'"
      }
    ]
  }

  /// `format('… %I … %s … %L', …)`.
  private func format(_ arguments: [CodeValue]) -> CodeValue {
    guard let template = arguments.first?.constant else { return .text([nil]) }
    var pieces: [String?] = []
    var plain: [UInt8] = []
    var next = 1
    var iterator = Array(template.utf8).makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte)
        continue
      }
      var position: Int?
      var digits = 0
      var code = iterator.next()
      while let digit = code, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"),
        digits < 100_000
      {
        digits = digits * 10 + Int(digit - UInt8(ascii: "0"))
        code = iterator.next()
      }
      if code == UInt8(ascii: "$") {
        position = digits
        code = iterator.next()
      }
      if code == UInt8(ascii: "%") {
        plain.append(UInt8(ascii: "%"))
        continue
      }
      pieces.append(String(decoding: plain, as: UTF8.self))
      plain = []
      let index = position ?? next
      next = index + 1
      let argument = arguments.indices.contains(index) ? arguments[index] : .unknown
      switch code {
      case UInt8(ascii: "I"): pieces += identifier(argument)
      case UInt8(ascii: "L"): pieces += literal(argument)
      case UInt8(ascii: "s"): pieces += argument.pieces
      default: pieces.append(nil)
      }
    }
    pieces.append(String(decoding: plain, as: UTF8.self))
    return .text(pieces)
  }
}

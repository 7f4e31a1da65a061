import Facts

/// The default of a field beside the default of its column.
struct DefaultComparison {
  let field: PrismaField
  let column: Column
  let enums: [PrismaEnum]

  /// nil when they say the same, or when the client alone makes the value.
  var difference: (text: String, severity: Finding.Severity)? {
    let database = column.default.map(Self.normalizedSQL)
    guard let written = field.default else {
      guard let text = column.default else { return nil }
      return ("no default here, \(text)", .warning)
    }
    let expected = normalizedPrisma(written)
    if expected == .clientOnly { return nil }
    guard let database else {
      // An identity column has no default to read; only a sequence would show as one.
      return expected == .autoincrement ? nil : ("\(written) here, no default", .warning)
    }
    if expected == database || expected == .autoincrement && database == .sequence { return nil }
    let text = "default \(written) here, \(column.default ?? "none")"
    // Two expressions may mean the same in other words; two literals never do.
    switch (expected, database) {
    case (.expression, _), (_, .expression): return (text, .warning)
    default: return (text, .error)
    }
  }

  private enum Value: Equatable {
    case now, sequence, autoincrement, clientOnly
    case literal(String)
    case expression(String)
  }

  private func normalizedPrisma(_ text: String) -> Value {
    let bare = text.filter { !$0.isWhitespace }
    switch bare {
    case "now()": return .now
    case "autoincrement()", "sequence()": return .autoincrement
    default: break
    }
    if bare.hasPrefix("dbgenerated("), let first = text.firstIndex(of: "\""),
      let last = text.lastIndex(of: "\""), first < last
    {
      return Self.normalizedSQL(Self.unescaped(text[text.index(after: first)..<last]))
    }
    if text.hasPrefix("\"") {
      return .literal(Self.number(Self.unescaped(text.dropFirst().dropLast())))
    }
    if text.hasPrefix("[") {
      let items = bare.dropFirst().dropLast().filter { $0 != "\"" }
      return .literal("{\(items)}")
    }
    if bare.hasSuffix(")") { return .clientOnly }
    if let values = enums.first(where: { $0.name == field.type })?.values,
      let value = values.first(where: { $0.name == bare })
    {
      return .literal(value.map ?? value.name)
    }
    return .literal(Self.number(bare))
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  private static func normalizedSQL(_ text: String) -> Value {
    var text = text
    // A cast tells nothing about the value.
    func strip() {
      while text.hasPrefix("("), text.hasSuffix(")") {
        text = String(text.dropFirst().dropLast())
      }
      if let cast = text.range(ofCast: "::") { text = String(text[..<cast]) }
    }
    strip()
    strip()
    let lowered = text.lowercased().filter { !$0.isWhitespace }
    if ["now()", "current_timestamp", "localtimestamp", "transaction_timestamp()", "current_date"]
      .contains(lowered) || lowered.hasPrefix("current_timestamp(")
    {
      return .now
    }
    if lowered.hasPrefix("nextval(") { return .sequence }
    if lowered.hasPrefix("array[") {
      let items = text.dropFirst(6).dropLast().filter { $0 != "'" && $0 != " " }
      return .literal("{\(items)}")
    }
    if text.hasPrefix("'"), text.hasSuffix("'"), text.utf8.count >= 2 {
      let inner = String(text.dropFirst().dropLast()).split(
        separator: "''",
        omittingEmptySubsequences: false
      ).joined(separator: "'")
      return .literal(number(inner))
    }
    let value = number(lowered)
    if value != lowered || ["true", "false", "null"].contains(lowered) { return .literal(value) }
    if Double(lowered) != nil { return .literal(value) }
    return .expression(lowered)
  }

  /// `1.50` and `1.5` are one number.
  private static func number(_ text: String) -> String {
    guard let value = Double(text) else { return text }
    return "\(value)"
  }
}

extension String {
  /// Where the last `::` outside of quotes begins.
  fileprivate func range(ofCast sign: String) -> String.Index? {
    var isQuoted = false
    var found: String.Index?
    var index = startIndex
    while index < endIndex {
      if self[index] == "'" { isQuoted.toggle() }
      if !isQuoted, found == nil, self[index...].hasPrefix(sign) { found = index }
      index = self.index(after: index)
    }
    return found
  }
}

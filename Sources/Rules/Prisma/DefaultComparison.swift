import Facts

/// The default of a field beside the default of its column.
struct DefaultComparison {
  let field: PrismaField
  let column: Column

  /// nil when they say the same, or when the client alone makes the value.
  var difference: (text: String, severity: Finding.Severity)? {
    let database = column.default.map(Self.normalizedSQL)
    guard let written = field.default else {
      guard let text = column.default else { return nil }
      return ("no default here, \(text)", .warning)
    }
    let expected = Self.normalizedPrisma(written)
    switch expected {
    case .clientOnly: return nil
    case .autoincrement:
      guard let database else { return nil }
      if case .sequence = database { return nil }
      return ("autoincrement() here, \(column.default ?? "no default")", .error)
    default:
      guard let database else { return ("\(written) here, no default", .warning) }
      return expected == database
        ? nil : ("default \(written) here, \(column.default ?? "none")", .error)
    }
  }

  private enum Value: Equatable {
    case now, sequence, autoincrement, clientOnly
    case literal(String)
  }

  private static func normalizedPrisma(_ text: String) -> Value {
    let text = text.filter { !$0.isWhitespace || text.first == "\"" }
    switch text {
    case "now()": return .now
    case "autoincrement()": return .autoincrement
    default: break
    }
    if text.hasPrefix("dbgenerated("), let quote = text.firstIndex(of: "\"") {
      let inner = text[text.index(after: quote)...].dropLast(2)
      return normalizedSQL(String(inner))
    }
    if text.hasSuffix(")") { return .clientOnly }
    if text.hasPrefix("\"") { return .literal(String(text.dropFirst().dropLast())) }
    if text.hasPrefix("[") {
      let items = text.dropFirst().dropLast().filter { $0 != "\"" && $0 != " " }
      return .literal("{\(items)}")
    }
    return .literal(number(text))
  }

  private static func normalizedSQL(_ text: String) -> Value {
    var text = text
    while text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
    // A cast tells nothing about the value.
    if let cast = text.range(ofCast: "::") { text = String(text[..<cast]) }
    let lowered = text.lowercased()
    if ["now()", "current_timestamp", "current_date", "localtimestamp", "transaction_timestamp()"]
      .contains(lowered)
    {
      return .now
    }
    if lowered.hasPrefix("nextval(") { return .sequence }
    if lowered.hasPrefix("array[") {
      let items = text.dropFirst(6).dropLast().filter { $0 != "'" && $0 != " " }
      return .literal("{\(items)}")
    }
    if text.hasPrefix("'"), text.hasSuffix("'"), text.count >= 2 {
      return .literal(String(text.dropFirst().dropLast()))
    }
    return .literal(number(lowered))
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

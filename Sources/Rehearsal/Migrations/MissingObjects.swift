internal import PostgresSyntax

/// What files that were not applied would have created, so that a later failure can name them.
struct MissingObjects {
  private var files: [String: String] = [:]

  /// Notes what a file creates.
  mutating func add(_ file: SQLFile, path: String, why: String) {
    for statement in file.statements {
      guard let name = Self.created(statement.kind), files[name] == nil else { continue }
      files[name] = "\(path), which \(why)"
    }
  }

  /// Which file's trouble a problem comes from: `"orders" is created by 0001.sql, which failed`.
  func cause(of problem: RehearsedFile.Problem) -> String? {
    // Undefined table, column, function, object, schema.
    guard let state = problem.sqlState,
      ["42P01", "42703", "42883", "42704", "3F000"].contains(state)
    else { return nil }
    for name in Self.names(in: problem.message) {
      if let file = files[name] { return "\(name) is created by \(file)" }
    }
    return nil
  }

  private static func created(_ kind: Statement.Kind) -> String? {
    switch kind {
    case .createTable(let table): table.name.name
    case .createTableAs(let table): table.name.name
    case .createView(let view): view.name.name
    case .createFunction(let function): function.name.name
    case .createType(let type): type.name.name
    case .createSchema(let name, _, _): name
    case .createSequence(let name, _, _, _): name.name
    default: nil
    }
  }

  /// Names that a message quotes, and the words before its parentheses; without their schemas.
  private static func names(in message: String) -> [String] {
    var result: [String] = []
    for (index, part) in message.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index % 2 == 1 {
        result.append(last(part))
      } else if let parenthesis = part.firstIndex(of: "(") {
        result.append(last(part[..<parenthesis].split(separator: " ").last ?? ""))
      }
    }
    return result
  }

  private static func last(_ name: Substring) -> String {
    name.split(separator: ".").last.map(String.init) ?? ""
  }
}

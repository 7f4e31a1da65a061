/// Says whether a call of a database client changes a schema: `psql -f`, `psql < file`, `psql -c "ALTER …"`.
enum SQLClient {
  static let programs: Set<String> = ["psql", "mysql", "mariadb", "sqlite3", "cockroach"]

  static func match(
    _ arguments: [ShellWord],
    input: ShellCommand.Input?,
    writer: ShellCommand?,
    isPiped: Bool
  ) -> MigrationTool.Match {
    var result = MigrationTool.Match.no
    func take(_ match: MigrationTool.Match) {
      if match == .changes || result == .no { result = match }
    }
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      let next = index + 1 < arguments.count ? arguments[index + 1] : nil
      index += 1
      let value = word.value
      if value == "-f" || value == "--file" || value.hasPrefix("--file=")
        || (value.hasPrefix("-f") && !value.hasPrefix("--"))
      {
        return .changes
      }
      if value == "-c" || value == "--command" || value == "-e" || value == "--execute" {
        if let next { take(statements(next)) }
        index += 1
      } else if let equals = value.firstIndex(of: "="),
        value.hasPrefix("--command=") || value.hasPrefix("--execute=")
      {
        var text = word
        text.value = String(value[value.index(after: equals)...])
        take(statements(text))
      } else if value.hasPrefix("-c"), value.utf8.count > 2 {
        var text = word
        text.value = String(value.dropFirst(2))
        take(statements(text))
      } else if !value.hasPrefix("-") {
        // sqlite3 takes its statements as an argument; a name or an address never begins as one.
        if statements(word) == .changes { take(.changes) }
      }
    }
    switch input {
    case .file: take(.changes)
    case .text(let text):
      take(statements(ShellWord(text.string, line: text.firstLine)))
    case nil:
      guard isPiped else { break }
      if let writer, ["echo", "printf"].contains(writer.words.first?.value ?? "") {
        for word in writer.words.dropFirst() { take(statements(word)) }
      } else if writer?.words.first?.value == "cat" {
        take(.changes)
      } else {
        take(.unknown)
      }
    }
    return result
  }

  private static let changingWords: Set<String> = [
    "alter", "create", "drop", "truncate", "rename", "grant", "revoke", "comment", "do", "\\i",
    "\\ir", "\\include", ".read",
  ]

  /// Looks at the word with which each statement begins.
  private static func statements(_ word: ShellWord) -> MigrationTool.Match {
    for statement in word.value.utf8.split(whereSeparator: { $0 == 0x3B || $0 == 0x0A }) {
      let first = statement.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
      guard first.count < 12 else { continue }
      if changingWords.contains(String(decoding: first, as: UTF8.self).lowercased()) {
        return .changes
      }
    }
    let start = word.value.utf8.drop { $0 <= 0x20 }
    return word.isOpen && start.first == UInt8(ascii: "$") ? .unknown : .no
  }
}

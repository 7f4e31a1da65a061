import Facts

/// Finds what a migration says of a table that has row security and no policy: that it is for the service role alone.
///
/// A comment right above the statement that makes or secures the table, behind it on its line, or `COMMENT ON TABLE`.
enum StatedReasons {
  /// The tables, with what is said of them.
  static func add(to tables: [Table], from files: [SourceFile]) -> [Table] {
    guard tables.contains(where: isBare) else { return tables }
    let statements = files.flatMap { file -> [Statement] in
      guard case .text(let source) = file.content else { return [] }
      return self.statements(of: source)
    }
    guard !statements.isEmpty else { return tables }
    return tables.map { table in
      guard isBare(table), let found = statements.first(where: { $0.names(table) }) else {
        return table
      }
      var table = table
      table.policiesReason = "\(found.path):\(found.line) says: \(found.comment)"
      return table
    }
  }

  private static func isBare(_ table: Table) -> Bool {
    table.rowSecurity == true && table.policies.isEmpty
  }

  /// A line of SQL and what a comment says of it.
  private struct Statement {
    var path: String
    /// Of the comment.
    var line: Int
    var comment: String
    /// Words of the statement's first line, in small letters.
    var words: Set<Substring>

    func names(_ table: Table) -> Bool { words.contains(table.name.lowercased()[...]) }
  }

  private static func statements(of source: SourceText) -> [Statement] {
    var found: [Statement] = []
    for line in 1...source.lineStarts.count where mayTell(source, line) {
      let text = source.text(ofLine: line).trimmed
      let folded = text.lowercased()
      guard isReason(folded) else { continue }
      var subject = folded
      var comment = text
      if folded.hasPrefix("--") {
        comment = text.drop { $0 == "-" || $0 == " " }.description
        // The first line that is no comment, with no gap of more than one line between.
        var next = line + 1
        while next <= source.lineStarts.count, next < line + 12,
          source.text(ofLine: next).trimmed.hasPrefix("--")
        {
          next += 1
        }
        guard next <= source.lineStarts.count else { continue }
        subject = source.text(ofLine: next).lowercased()
      } else if !folded.hasPrefix("comment on table") {
        guard let mark = folded.firstRange(of: "--") else { continue }
        subject = String(folded[..<mark.lowerBound])
        comment = text[mark.upperBound...].drop { $0 == "-" || $0 == " " }.description
        guard isReason(comment.lowercased()) else { continue }
      }
      guard ["create table", "alter table", "comment on table"].contains(where: subject.contains)
      else { continue }
      let words = subject.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      found.append(
        Statement(
          path: source.path,
          line: line,
          comment: String(comment.prefix(120)),
          words: Set(words)
        )
      )
    }
    return found
  }

  /// Whether `service` stands in a line; asked of every line, so of its bytes.
  private static func mayTell(_ source: SourceText, _ line: Int) -> Bool {
    let range = source.lineRange(line)
    guard range.count >= 12, range.count < 2_000 else { return false }
    let word = Array("service".utf8)
    return source.bytes.withUnsafeBufferPointer { bytes in
      (range.lowerBound...range.upperBound - word.count).contains { start in
        word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
      }
    }
  }

  private static func isReason(_ text: String) -> Bool {
    ["service role", "service_role", "service-role"].contains(where: text.contains)
      && ["only", "no polic", "without polic", "bypass"].contains(where: text.contains)
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" || last == "\r" {
      text = text.dropLast()
    }
    return String(text)
  }
}

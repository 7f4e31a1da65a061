/// A statement that the parser refuses: what it would have touched, and what is wrong with it.
struct BrokenStatement {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>

  /// Words and names of the statement, as far as is useful.
  private var tokens: [Token] {
    var lexer = Lexer(bytes, range)
    var tokens: [Token] = []
    while tokens.count < 2_000, let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  /// Its first words in upper case, such as `CREATE TABLE`.
  func verb() -> String {
    let lexer = Lexer(bytes, range)
    var words: [String] = []
    for token in tokens.prefix(4) {
      guard token.kind == .word else { break }
      let word = lexer.text(token).uppercased()
      words.append(word)
      if !["CREATE", "ALTER", "DROP", "OR", "REPLACE", "UNIQUE", "TEMP", "MATERIALIZED"].contains(
        word
      ) {
        break
      }
    }
    return words.joined(separator: " ")
  }

  /// Every name that could be a relation: each identifier, and each pair joined by a dot.
  func names() -> [QualifiedName] {
    let lexer = Lexer(bytes, range)
    let tokens = tokens
    var names: [QualifiedName] = []
    var index = 0
    while index < tokens.count {
      guard let first = lexer.identifier(tokens[index]) else {
        index += 1
        continue
      }
      if index + 2 < tokens.count, lexer.isPunctuation(tokens[index + 1], "."),
        let second = lexer.identifier(tokens[index + 2])
      {
        names.append(QualifiedName(schema: first, name: second))
        index += 3
      } else {
        names.append(QualifiedName(name: first))
        index += 1
      }
    }
    return names
  }

  /// What to do about it, where that can be told.
  func hint(message: String, at offset: Int) -> String? {
    let lexer = Lexer(bytes, range)
    let tokens = tokens
    let words = tokens.map { $0.kind == .word ? lexer.text($0).uppercased() : "" }
    if message.hasPrefix("unterminated") {
      return "a quote or comment that opens here is never closed"
    }
    if bytes[range].contains(UInt8(ascii: "`")), message.contains("\"`") {
      return "PostgreSQL quotes names with double quotes, not backquotes"
    }
    let near = tokens.firstIndex { $0.end > offset } ?? tokens.count
    let verb = words.first ?? ""
    let object =
      words.dropFirst().first { !["OR", "REPLACE", "UNIQUE", "TEMP"].contains($0) } ?? ""
    if let known = existenceHint(words, near, verb, object) { return known }
    if let newer = newerSyntax(words, tokens, near, lexer) { return newer }
    if verb == "CREATE", words.contains("INDEX"), near < tokens.count,
      lexer.text(tokens[near]) == "::"
    {
      return "an expression in an index key needs parentheses of its own"
    }
    if near < words.count {
      switch words[near] {
      case "AUTO_INCREMENT", "AUTOINCREMENT":
        return "PostgreSQL numbers rows with GENERATED ALWAYS AS IDENTITY"
      case "ENGINE": return "a table option of MySQL"
      case "GO": return "a batch separator of SQL Server"
      default: break
      }
    }
    return nil
  }

  private func existenceHint(
    _ words: [String],
    _ near: Int,
    _ verb: String,
    _ object: String
  ) -> String? {
    func follows(_ first: String, _ second: String, _ third: String = "") -> Bool {
      for index in max(0, near - 2)...max(0, near) where index + 1 < words.count {
        if words[index] == first, words[index + 1] == second,
          third.isEmpty || (index + 2 < words.count && words[index + 2] == third)
        {
          return true
        }
      }
      return false
    }
    if verb == "DROP", follows("IF", "NOT", "EXISTS") { return "DROP \(object) takes IF EXISTS" }
    if verb == "CREATE", follows("IF", "NOT", "EXISTS") {
      switch object {
      case "POLICY", "TRIGGER", "RULE", "TYPE", "DOMAIN", "CAST", "AGGREGATE":
        return "CREATE \(object) takes no IF NOT EXISTS; DROP \(object) IF EXISTS in front does it"
      case "FUNCTION", "PROCEDURE", "VIEW":
        return "CREATE \(object) takes no IF NOT EXISTS; CREATE OR REPLACE \(object) does it"
      case "ROLE", "USER", "DATABASE", "PUBLICATION":
        return "CREATE \(object) takes no IF NOT EXISTS"
      default: break
      }
    }
    if verb == "ALTER", follows("IF", "NOT", "EXISTS"), words.contains("CONSTRAINT") {
      return "ADD CONSTRAINT takes no IF NOT EXISTS; DROP CONSTRAINT IF EXISTS in front does it"
    }
    if verb == "CREATE", follows("OR", "REPLACE"),
      ["POLICY", "TABLE", "INDEX", "TYPE", "DOMAIN", "SEQUENCE"].contains(object)
    {
      return "CREATE \(object) takes no OR REPLACE"
    }
    return nil
  }

  /// Syntax of PostgreSQL 16 to 18, which the parser of 15 cannot know.
  private func newerSyntax(
    _ words: [String],
    _ tokens: [Token],
    _ near: Int,
    _ lexer: Lexer
  ) -> String? {
    func newer(_ version: Int, _ what: String) -> String {
      "\(what) is syntax of PostgreSQL \(version), newer than the parser (15)"
    }
    let window = words[max(0, near - 3)..<min(words.count, near + 3)]
    let here = near < words.count ? words[near] : ""
    let before = near > 0 && near <= words.count ? words[near - 1] : ""
    let after = near + 1 < words.count ? words[near + 1] : ""
    if here == "VIRTUAL" || (before == "VIRTUAL" && window.contains("AS")) {
      return newer(18, "a VIRTUAL generated column")
    }
    if words.contains("GENERATED"), words.contains("AS"), !words.contains("STORED"),
      !words.contains("IDENTITY")
    {
      return newer(18, "a generated column without STORED")
    }
    if here == "STORAGE" { return newer(16, "STORAGE in a column definition") }
    if before == "IS", here == "JSON" { return newer(16, "IS JSON") }
    if window.contains("IS"), window.contains("JSON") { return newer(16, "IS JSON") }
    if here == "RETURNING", words.first == "MERGE" { return newer(17, "MERGE … RETURNING") }
    if here == "ENFORCED" || (here == "NOT" && after == "ENFORCED") {
      return newer(18, "NOT ENFORCED")
    }
    if here == "OVERLAPS" || (here == "WITHOUT" && after == "OVERLAPS") {
      return newer(18, "WITHOUT OVERLAPS")
    }
    if here == "PERIOD" { return newer(18, "PERIOD") }
    if here == "EXPRESSION", words.contains("SET") { return newer(17, "SET EXPRESSION") }
    if window.contains("JSON_TABLE") { return newer(17, "JSON_TABLE") }
    if window.contains(where: { ["JSON_VALUE", "JSON_QUERY", "JSON_EXISTS"].contains($0) }) {
      return newer(17, "an SQL/JSON query function")
    }
    if window.contains(where: { ["JSON_OBJECT", "JSON_ARRAY", "JSON_ARRAYAGG"].contains($0) }) {
      return newer(16, "an SQL/JSON constructor")
    }
    if words.first == "ALTER", words.contains("ADD"), before == "CONSTRAINT" || here == "NOT",
      window.contains("NOT"), window.contains("NULL")
    {
      return newer(18, "a NOT NULL constraint with a name")
    }
    if near > 0, near <= tokens.count {
      let number = tokens[near - 1]
      if number.kind == .number,
        lexer.text(number).contains("_") || lexer.text(number).hasPrefix("0x")
      {
        return newer(16, "a number written so")
      }
    }
    return nil
  }
}

/// The words that begin a statement at the start of a line.
enum StatementKeywords {
  static func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < 12, Lexer.continuesWord(bytes[end]) {
      end += 1
    }
    guard end < range.upperBound, Lexer.isSpace(bytes[end]) || bytes[end] == UInt8(ascii: ";")
    else {
      return false
    }
    let start = range.lowerBound
    let keywords: [StaticString] = [
      "CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "GRANT", "REVOKE", "COMMENT", "DO",
      "COMMIT", "BEGIN", "SELECT", "TRUNCATE", "SET", "COPY",
    ]
    return keywords.contains { Lexer.equal(bytes, start, end, $0) }
  }
}

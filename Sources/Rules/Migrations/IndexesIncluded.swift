import Facts

/// Foreign keys and the columns that policies compare have an index, and no index stands twice.
package enum IndexesIncluded: Rule {
  package static let proves =
    "Foreign keys and policy columns have a covering index, and no index repeats another."
  package static let why =
    "A policy is a condition of every query; without an index on its column each of them reads the whole table."
  package static let remedy =
    "CREATE INDEX with that column first; drop the index that repeats another"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let tables = subject.tables
    if let missing = subject.withoutTables({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    guard !tables.isEmpty else { return .notChecked("no table was found") }
    let findings = tables.filter { $0.partial != true }.flatMap { uncovered($0) + duplicates($0) }
    if let table = tables.first(where: { $0.partial == true }) {
      return .notChecked(
        "`\(table.name)`: \(table.partialReason ?? "read in part")",
        findings: findings
      )
    }
    return RuleOutcome(
      evidence: tables.map { "`\($0.name)`: \($0.indexes.map(\.name).joined(separator: ", "))" },
      findings: findings
    )
  }

  private static func uncovered(_ table: Table) -> [Finding] {
    var findings: [Finding] = []
    for key in table.foreignKeys where !isCovered(key.columns, by: table) {
      findings.append(
        finding(
          "foreign key `\(key.name)` of `\(table.name)` (\(key.columns.joined(separator: ", "))) has no index",
          path: key.path,
          line: key.line,
          object: table.name
        )
      )
    }
    var seen: Set<String> = []
    for policy in table.policies {
      for column in comparedColumns(of: policy, in: table)
      where seen.insert(column).inserted && !isCovered([column], by: table) {
        findings.append(
          finding(
            "`\(table.name).\(column)` is compared by policy \"\(policy.name)\" and no index over all rows leads with it",
            path: policy.path,
            line: policy.line,
            object: table.name
          )
        )
      }
    }
    return findings
  }

  /// The first keys of a whole (not partial) ordered index are these columns, in any order.
  private static func isCovered(_ columns: [String], by table: Table) -> Bool {
    table.indexes.contains { index in
      index.predicate == nil && index.columns.count >= columns.count
        && (index.method == "btree" || index.method == "hash")
        && Set(index.columns.prefix(columns.count).compactMap(\.name)) == Set(columns)
    }
  }

  /// Columns of the table that the policy compares for equality with something but a constant.
  private static func comparedColumns(of policy: Policy, in table: Table) -> [String] {
    let names = Set(table.columns.map(\.name))
    return [policy.using, policy.withCheck].compactMap(\.self).flatMap { expression in
      let tokens = ExpressionTokens.tokens(of: expression)
      let inner = ExpressionTokens.insideQueries(tokens)
      return tokens.indices.filter { index in
        guard names.contains(tokens[index]) else { return false }
        let isQualified = index > 1 && tokens[index - 1] == "."
        // A column of another table, or a part of a longer name, is none of this one; a bare name
        // in a sub-query may belong to that query's tables.
        if isQualified ? tokens[index - 2] != table.name : inner[index] { return false }
        let before = index - (isQualified ? 3 : 1)
        return isComparison(after: index, tokens) || isComparison(before: before, tokens)
      }.map { tokens[$0] }
    }
  }

  private static func isComparison(after index: Int, _ tokens: [String]) -> Bool {
    guard index + 2 < tokens.count else { return false }
    switch tokens[index + 1] {
    case "=": return !ExpressionTokens.isConstant(tokens[index + 2])
    case "in" where tokens[index + 2] == "(" && index + 3 < tokens.count:
      return !ExpressionTokens.isConstant(tokens[index + 3])
    default: return false
    }
  }

  private static func isComparison(before index: Int, _ tokens: [String]) -> Bool {
    guard index > 0, tokens[index] == "=", !["<", ">", "!", "="].contains(tokens[index - 1]) else {
      return false
    }
    return !ExpressionTokens.isConstant(tokens[index - 1])
  }

  private static func duplicates(_ table: Table) -> [Finding] {
    var findings: [Finding] = []
    for (position, index) in table.indexes.enumerated() where !index.primary {
      let isRepeated = table.indexes.enumerated().contains { other, candidate in
        other != position && candidate.method == index.method && candidate.columns == index.columns
          && candidate.predicate == index.predicate && candidate.include == index.include
          && (candidate.unique || !index.unique)
          && (candidate.unique != index.unique || other < position)
      }
      if isRepeated {
        findings.append(
          finding(
            "index `\(index.name)` of `\(table.name)` repeats another one",
            path: index.path,
            line: index.line,
            object: index.name
          )
        )
      }
    }
    return findings
  }

  package static let examples = [
    RuleExample(
      "the policy's column leads an index",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE crates (id int PRIMARY KEY, shop text);
        CREATE INDEX crates_by_shop ON crates (shop, id DESC);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON crates USING (shop = (SELECT current_setting('app.shop', true)));

        """
      ]
    ),
    RuleExample(
      "a foreign key without an index",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE racks (id int PRIMARY KEY);\nCREATE TABLE crates (id int PRIMARY KEY, rack int REFERENCES racks);\n"
      ]
    ),
    RuleExample(
      "the same index twice",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id int PRIMARY KEY, shop text);\nCREATE INDEX a ON crates (shop);\nCREATE INDEX b ON crates (shop);\n"
      ]
    ),
    RuleExample(
      "a policy's column without an index",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE crates (id int PRIMARY KEY, shop text);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON crates USING (shop = (SELECT current_setting('app.shop', true)));

        """
      ]
    ),
    RuleExample(
      "a constant, and a column of another table",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE seats (person text PRIMARY KEY, shop text);
        CREATE TABLE crates (id int PRIMARY KEY, shop text, state text);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seated ON crates USING (
          state = 'open' AND EXISTS (SELECT 1 FROM seats s WHERE shop = s.person)
        );

        """
      ]
    ),
    RuleExample("no table", .notChecked, files: [:]),
  ]
}

/// Names, numbers and signs of an SQL expression; a string is one `'`.
enum ExpressionTokens {
  /// Whether a token is a literal, which no index is needed for.
  static func isConstant(_ token: String) -> Bool {
    token == "'" || token == "true" || token == "false" || token == "null"
      || token.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
  }

  /// For each token whether it stands in a sub-query that reads from something.
  static func insideQueries(_ tokens: [String]) -> [Bool] {
    var result = [Bool](repeating: false, count: tokens.count)
    var open: [(start: Int, isQuery: Bool)] = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case "(": open.append((index, false))
      case "from":
        if let last = open.indices.last, tokens[open[last].start + 1] == "select" {
          open[last].isQuery = true
        }
      case ")":
        guard let group = open.popLast(), group.isQuery else { continue }
        // An outer query marks again what an inner one marked: at most once for each level.
        for position in group.start...index { result[position] = true }
      default: continue
      }
    }
    return result
  }

  static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: " "): bytes.removeFirst()
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let rest = bytes.dropFirst()
        let end = rest.firstIndex(of: byte) ?? rest.endIndex
        result.append(
          byte == UInt8(ascii: "\"") ? String(decoding: rest[..<end], as: UTF8.self) : "'"
        )
        bytes = bytes[min(end + 1, bytes.endIndex)...]
      case _ where isNamePart(byte):
        let name = bytes.prefix(while: isNamePart)
        result.append(String(decoding: name, as: UTF8.self).lowercased())
        bytes = bytes[name.endIndex...]
      default:
        result.append(String(UnicodeScalar(byte)))
        bytes.removeFirst()
      }
    }
    return result
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

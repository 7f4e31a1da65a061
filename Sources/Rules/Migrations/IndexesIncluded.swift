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
    guard subject.missingTables.isEmpty else {
      return .notChecked("no migration makes \(subject.missingTables.joined(separator: ", "))")
    }
    guard !tables.isEmpty else { return .notChecked("no table was found") }
    if let table = tables.first(where: { $0.partial == true }) {
      return .notChecked("`\(table.name)`: \(table.partialReason ?? "read in part")")
    }
    let findings = tables.flatMap { uncovered($0) + duplicates($0) }
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
            "`\(table.name).\(column)` is compared by policy \"\(policy.name)\" and has no index",
            path: policy.path,
            line: policy.line,
            object: table.name
          )
        )
      }
    }
    return findings
  }

  /// The first keys of a whole (not partial) index are these columns, in any order.
  private static func isCovered(_ columns: [String], by table: Table) -> Bool {
    table.indexes.contains { index in
      index.predicate == nil && index.columns.count >= columns.count
        && Set(index.columns.prefix(columns.count).compactMap(\.name)) == Set(columns)
    }
  }

  /// Columns that stand beside an equals sign in the policy's expressions.
  private static func comparedColumns(of policy: Policy, in table: Table) -> [String] {
    let text = [policy.using, policy.withCheck].compactMap(\.self).joined(separator: " ")
    let tokens = ExpressionTokens.tokens(of: text)
    var result: [String] = []
    for (index, token) in tokens.enumerated()
    where table.columns.contains(where: { $0.name == token }) {
      let isCompared =
        (index + 1 < tokens.count && tokens[index + 1] == "=")
        || (index > 0 && tokens[index - 1] == "=")
      // A column of another table, or a part of a longer name, is none of this one.
      if index > 0, tokens[index - 1] == ".", index > 1, tokens[index - 2] != table.name {
        continue
      }
      if isCompared { result.append(token) }
    }
    return result
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
    RuleExample("no table", .notChecked, files: [:]),
  ]
}

/// Names, numbers and signs of an SQL expression, strings left out.
enum ExpressionTokens {
  static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: " "): bytes.removeFirst()
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let rest = bytes.dropFirst()
        let end = rest.firstIndex(of: byte) ?? rest.endIndex
        if byte == UInt8(ascii: "\"") {
          result.append(String(decoding: rest[..<end], as: UTF8.self))
        }
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

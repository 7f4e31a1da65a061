import Facts

/// Every table in an exposed schema has row security on, and at least one policy.
package enum RowSecurityIncluded: Rule {
  package static let proves =
    "Every table that clients can reach has row security on and at least one policy."
  package static let why =
    "Without row security everybody who has the public key reads and writes every row; with it and without a policy nobody but the service does."
  package static let remedy =
    "ALTER TABLE … ENABLE ROW LEVEL SECURITY, then CREATE POLICY for who may do what; a comment above it, `service role only`, states that nobody else may"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    let tables = subject.tables.filter { subject.exposedSchemas.contains($0.schema) }
    if let missing = subject.withoutTables({ finding($0, object: subject.task?.id) }) {
      return missing
    }
    guard !tables.isEmpty else { return .notChecked("no table in an exposed schema was found") }
    var unknown: [String] = []
    var findings: [Finding] = []
    for table in tables {
      let name = "\(table.schema).\(table.name)"
      switch table.rowSecurity {
      case true? where table.policies.isEmpty && table.partial == true:
        unknown.append("\(name): \(table.partialReason ?? "read in part")")
      case true? where table.policies.isEmpty && table.policiesReason != nil: break
      case true? where table.policies.isEmpty:
        findings.append(
          finding(
            "`\(name)` has row security on and no policy",
            path: table.path,
            line: table.line,
            object: name
          )
        )
      case true?: break
      case false?:
        findings.append(
          finding("`\(name)` has no row security", path: table.path, line: table.line, object: name)
        )
        findings += table.policies.map { policy in
          finding(
            "policy \"\(policy.name)\" has no effect: row security of `\(name)` is off",
            severity: .warning,
            path: policy.path,
            line: policy.line,
            object: name
          )
        }
      case nil: unknown.append("\(name): \(table.rowSecurityReason ?? "not told")")
      }
      findings += table.policies.compactMap { perRowCall($0, name: name) }
    }
    if !unknown.isEmpty { return .notChecked(unknown.joined(separator: "; "), findings: findings) }
    return RuleOutcome(
      evidence: tables.map { table in
        let policies =
          table.policies.isEmpty
          ? "no policy, and \(table.policiesReason ?? "no reason")"
          : "\(table.policies.count) policies"
        return "\(table.path):\(table.line) `\(table.name)`: row security on, \(policies)"
      },
      findings: findings
    )
  }

  /// `auth.uid()` or `current_setting()` that runs once a row instead of once a query.
  ///
  /// Source: the performance advice on row security of Supabase, "wrap functions in select".
  private static func perRowCall(_ policy: Policy, name: String) -> Finding? {
    let calls = ["auth.uid()", "auth.jwt()", "auth.role()", "current_setting("]
    for expression in [policy.using, policy.withCheck].compactMap({ $0?.lowercased() }) {
      for call in calls where SubSelect.holdsBare(call, in: expression) {
        return finding(
          "policy \"\(policy.name)\" of `\(name)` calls \(call.hasSuffix("(") ? call + "…)" : call) for every row",
          severity: .warning,
          path: policy.path,
          line: policy.line,
          object: name,
          hint: "write (SELECT \(call.hasSuffix("(") ? call + "…)" : call))"
        )
      }
    }
    return nil
  }

  package static let examples = [
    RuleExample(
      "row security and a policy",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE crates (id int PRIMARY KEY, owner text);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON crates USING (owner = (SELECT current_setting('app.user', true)));

        """
      ]
    ),
    RuleExample(
      "secured in a later file",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": "CREATE TABLE crates (id int PRIMARY KEY);\n",
        "supabase/migrations/2_b.sql":
          "ALTER TABLE crates ENABLE ROW LEVEL SECURITY;\nCREATE POLICY read ON crates FOR SELECT USING (true);\n",
      ]
    ),
    RuleExample(
      "no policy, with the reason stated",
      .passes,
      files: [
        "supabase/migrations/1_a.sql": """
        -- Service role only: no client reads or writes it.
        CREATE TABLE jobs (id int PRIMARY KEY);
        ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;

        """
      ]
    ),
    RuleExample(
      "no policy, and no reason",
      .fails,
      files: [
        "supabase/migrations/1_a.sql": """
        CREATE TABLE jobs (id int PRIMARY KEY);
        ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
        -- the service role writes the crates
        CREATE TABLE crates (id int PRIMARY KEY);
        ALTER TABLE crates ENABLE ROW LEVEL SECURITY;

        """
      ]
    ),
    RuleExample(
      "a table without row security",
      .fails,
      files: ["supabase/migrations/1_a.sql": "CREATE TABLE crates (id int PRIMARY KEY);\n"]
    ),
    RuleExample(
      "a policy where row security is off",
      .fails,
      files: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id int PRIMARY KEY);\nCREATE POLICY read ON crates FOR SELECT USING (true);\n"
      ]
    ),
    RuleExample("no table", .notChecked, files: [:]),
  ]
}

/// Whether a call stands directly behind SELECT in parentheses.
enum SubSelect {
  /// True when `call` occurs at least once without `(select` right before it.
  static func holdsBare(_ call: String, in expression: String) -> Bool {
    let bytes = Array(expression.utf8)
    let needle = Array(call.utf8)
    guard needle.count <= bytes.count else { return false }
    for start in 0...(bytes.count - needle.count)
    where bytes[start] == needle[0] && bytes[start..<(start + needle.count)].elementsEqual(needle) {
      if start > 0, isWord(bytes[start - 1]) { continue }
      if !isWrapped(bytes[..<start]) { return true }
    }
    return false
  }

  private static func isWrapped(_ before: ArraySlice<UInt8>) -> Bool {
    var rest = before
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    guard rest.suffix(6).elementsEqual("select".utf8) else { return false }
    rest.removeLast(6)
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    return rest.last == UInt8(ascii: "(")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

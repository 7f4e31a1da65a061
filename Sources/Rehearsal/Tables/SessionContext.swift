/// The session of a made-up client: the claims and settings that the policies of a table read.
struct SessionContext: Equatable {
  /// Values by the settings' names.
  var settings: [String: String]

  /// - Parameters:
  ///   - policyTexts: USING and WITH CHECK as the catalog prints them.
  ///   - role: the client's role, as the claims name it.
  init(policyTexts: [String], role: String) {
    var claims: [String: String] = [
      "sub": SampleValues.subject, "role": role, "email": "a@example.com",
    ]
    settings = [
      "request.jwt.claim.sub": SampleValues.subject, "request.jwt.claim.role": role,
      "request.jwt.claim.email": "a@example.com",
    ]
    for text in policyTexts {
      for (name, cast) in Self.settings(in: text)
      where settings[name] == nil && name != "request.jwt.claims" && name.contains(".") {
        settings[name] = Self.value(cast: cast)
      }
      for key in Self.keys(in: text) where claims[key] == nil { claims[key] = SampleValues.subject }
    }
    let pairs = claims.sorted { $0.key < $1.key }.map {
      "\(Self.json($0.key)): \(Self.json($0.value))"
    }
    let flat = pairs.joined(separator: ", ")
    settings["request.jwt.claims"] =
      "{\(flat), \"app_metadata\": {\(flat)}, \"user_metadata\": {\(flat)}}"
  }

  /// Statements that make the settings for the transaction, or take them back.
  func statements(isEmpty: Bool = false) -> String {
    settings.sorted { $0.key < $1.key }.map { name, value in
      "SELECT set_config(\(SQLText.literal(name)), \(SQLText.literal(isEmpty ? "" : value)), true)"
    }.joined(separator: "; ")
  }

  /// What is worth naming: the settings that are no part of every session.
  var names: [String] {
    settings.keys.filter { !$0.hasPrefix("request.jwt.claim.") }.sorted()
  }

  /// `current_setting('name'…)` with the cast that follows.
  private static func settings(in text: String) -> [(name: String, cast: String)] {
    var result: [(String, String)] = []
    for part in text.split(
      separator: "current_setting('",
      maxSplits: .max,
      omittingEmptySubsequences: false
    )
    .dropFirst() {
      let name = String(part.prefix { $0 != "'" })
      let tail = part.drop { $0 != ")" }.drop { $0 == ")" }
      result.append((name, tail.hasPrefix("::") ? String(tail.dropFirst(2).prefix(20)) : ""))
    }
    return result
  }

  /// `->> 'key'`.
  private static func keys(in text: String) -> [String] {
    text.split(separator: "->> '", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0 != "'" })
    }
  }

  private static func value(cast: String) -> String {
    for (type, value) in [
      ("integer", "1"), ("bigint", "1"), ("smallint", "1"), ("numeric", "1"), ("boolean", "true"),
      ("json", "{}"), ("date", "2024-01-01"), ("timestamp", "2024-01-01"),
    ] where cast.hasPrefix(type) {
      return value
    }
    return SampleValues.subject
  }

  private static func json(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

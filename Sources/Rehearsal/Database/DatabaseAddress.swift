/// Where a database is, and who one is there: never printed, and taken out of whatever is.
package struct DatabaseAddress: Sendable {
  /// Keywords of libpq and their values.
  let parameters: [(keyword: String, value: String)]
  /// Names of parameters that libpq does not know (Prisma's `pgbouncer`, `connection_limit`), left out.
  let ignored: [String]
  /// Where the text stood, for messages.
  let source: String
  private let text: String

  /// Reads a URL (`postgresql://…`), or libpq's own `key=value` text.
  ///
  /// `source` names where the text stood, for messages: `SITREP_REHEARSAL_URL`.
  ///
  /// - Throws: `RehearsalError`, which quotes nothing of the text.
  init(_ text: String, from source: String, library: LibPQ) throws(RehearsalError) {
    let trimmed = text.trimmedOfWhiteSpace
    guard !trimmed.isEmpty else {
      throw RehearsalError("\(source) is empty: it holds a URL, postgresql://user@host/database")
    }
    let (known, ignored) = Self.withoutForeignParameters(trimmed, known: library.keywords())
    guard !known.utf8.contains(0), let options = library.options(of: known) else {
      throw RehearsalError(
        "\(source) holds no database URL: write postgresql://user@host:5432/database, with special "
          + "characters of the password percent-encoded"
      )
    }
    self.text = trimmed
    self.source = source
    self.ignored = ignored
    parameters = options.compactMap { option in
      option.value.map { (option.keyword, $0) }
    }
  }

  /// The same server and person, another database, or another person.
  func parameters(
    database: String? = nil,
    user: String? = nil,
    password: String? = nil
  ) -> [(keyword: String, value: String)] {
    var result = parameters
    for (keyword, value) in [("dbname", database), ("user", user), ("password", password)] {
      guard let value else { continue }
      result.removeAll { $0.keyword == keyword }
      result.append((keyword, value))
    }
    result.removeAll { $0.keyword == "application_name" || $0.keyword == "client_encoding" }
    return result + [("application_name", "sitrep"), ("client_encoding", "UTF8")]
  }

  /// A message without what the address holds.
  func redacted(_ message: String) -> String {
    var result = message.replacing(text, with: "<database-url>")
    let secretive: Set<String> = ["user", "password", "host", "hostaddr", "dbname", "service"]
    // Longest first: a short value may be a part of a long one.
    for (keyword, value) in parameters.sorted(by: { $0.value.utf8.count > $1.value.utf8.count })
    where !value.isEmpty && (secretive.contains(keyword) || keyword.hasPrefix("ssl")) {
      // A name such as `postgres` is no secret, and a word of many messages.
      if keyword != "password", value == "postgres" || value.utf8.count < 3 { continue }
      result = result.replacing(value, with: "<\(keyword)>")
    }
    return Self.withoutAddresses(result)
  }

  /// libpq prints the address that a host name stands for: `at "db" (10.0.0.1), port 5432`.
  private static func withoutAddresses(_ text: String) -> String {
    var pieces = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for index in pieces.indices where pieces[index].hasPrefix("(") {
      let inner = pieces[index].drop { $0 == "(" }.prefix { $0 != ")" }
      let isAddress =
        inner.utf8.count > 2 && inner.contains { $0 == "." || $0 == ":" }
        && inner.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
      if isAddress { pieces[index] = pieces[index].replacing(inner, with: "<address>") }
    }
    return pieces.joined(separator: " ")
  }

  /// Takes query parameters out of a URL that other libraries put there and libpq refuses.
  private static func withoutForeignParameters(
    _ text: String,
    known: Set<String>
  ) -> (text: String, ignored: [String]) {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"),
      let question = text.firstIndex(of: "?")
    else { return (text, []) }
    var ignored: [String] = []
    let kept = text[text.index(after: question)...].split(separator: "&").filter { parameter in
      let name = String(parameter.prefix { $0 != "=" })
      if known.contains(name) || name == "ssl" { return true }
      ignored.append(name)
      return false
    }
    let base = text[..<question]
    return (kept.isEmpty ? String(base) : "\(base)?\(kept.joined(separator: "&"))", ignored)
  }
}

extension String {
  var trimmedOfWhiteSpace: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let bytes = utf8.drop(while: isSpace)
    let end = bytes.lastIndex { !isSpace($0) }.map { bytes.index(after: $0) } ?? bytes.startIndex
    return String(bytes[bytes.startIndex..<end]) ?? self
  }
}

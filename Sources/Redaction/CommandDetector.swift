/// Passwords in the short options of well-known tools: `mysql -pX`, `curl -u user:X`, `redis-cli -a X`.
enum CommandDetector {
  private enum Form {
    /// The next argument, or the rest of this one.
    case value
    /// The rest of this argument alone: `-p` by itself asks for the password.
    case attached
    /// `user:password`.
    case userAndPassword
  }

  private struct Tool {
    var name: StaticString
    var option: UInt8
    var form: Form
    /// A second word without which the option means something else.
    var subcommand: StaticString?

    init(_ name: StaticString, _ option: Character, _ form: Form, _ subcommand: StaticString? = nil)
    {
      self.name = name
      self.option = option.asciiValue ?? 0
      self.form = form
      self.subcommand = subcommand
    }
  }

  private static let tools: [Tool] = [
    Tool("mysql", "p", .attached), Tool("mysqldump", "p", .attached),
    Tool("mysqladmin", "p", .attached), Tool("mysqlimport", "p", .attached),
    Tool("mariadb", "p", .attached), Tool("mariadb-dump", "p", .attached),
    Tool("curl", "u", .userAndPassword), Tool("curl", "U", .userAndPassword),
    Tool("http", "a", .userAndPassword), Tool("https", "a", .userAndPassword),
    Tool("xh", "a", .userAndPassword), Tool("ab", "A", .userAndPassword),
    Tool("docker", "p", .value, "login"), Tool("podman", "p", .value, "login"),
    Tool("helm", "p", .value, "login"), Tool("az", "p", .value, "login"),
    Tool("oc", "p", .value, "login"), Tool("cf", "p", .value, "login"),
    Tool("sshpass", "p", .value), Tool("redis-cli", "a", .value), Tool("mongo", "p", .value),
    Tool("mongosh", "p", .value), Tool("mongodump", "p", .value), Tool("ldapsearch", "w", .value),
    Tool("ldapadd", "w", .value), Tool("ldapmodify", "w", .value), Tool("ssh-keygen", "N", .value),
    Tool("ssh-keygen", "P", .value), Tool("zip", "P", .value), Tool("unzip", "P", .value),
    Tool("sqlcmd", "P", .value), Tool("bcp", "P", .value), Tool("isql", "P", .value),
    Tool("7z", "p", .attached), Tool("kadmin", "w", .value), Tool("rabbitmqadmin", "p", .value),
    Tool("influx", "p", .value), Tool("cqlsh", "p", .value), Tool("clickhouse-client", "p", .value),
  ]

  private static let byFirstByte: [[Tool]] = {
    var table = [[Tool]](repeating: [], count: 256)
    for tool in tools { table[Int(tool.name.utf8Start.pointee)].append(tool) }
    return table
  }()

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    let table = byFirstByte
    var index = 0
    while index < text.count {
      guard index == 0 || !isPartOfWord(text[index - 1]), !table[Int(text[index])].isEmpty else {
        index += 1
        continue
      }
      let end = text.first(from: index, limit: index + 20) { !isPartOfWord($0) }
      let length = end - index
      let matching = table[Int(text[index])].filter {
        $0.name.utf8CodeUnitCount == length && text.has($0.name, at: index)
      }
      if !matching.isEmpty, end < text.count, Ascii.isBlank(text[end]) {
        index = find(in: text, from: end, matching, into: &spans)
      } else {
        index = max(end, index + 1)
      }
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    Ascii.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Reads the arguments of one command, to where it ends or is piped on.
  private static func find(
    in text: Bytes,
    from start: Int,
    _ tools: [Tool],
    into spans: inout [SecretSpan]
  ) -> Int {
    var index = start
    var pending: Tool?
    var plain = 0
    var isNamed = false
    let limit = min(text.count, start + 4_096)
    while index < limit {
      index = text.first(from: index, limit: limit) { !Ascii.isBlank($0) }
      if let next = WrappedLine.next(text, after: index), text[index] == UInt8(ascii: "\\") {
        index = next
        continue
      }
      guard index < limit, text[index] >= Ascii.space, text[index] != UInt8(ascii: "|"),
        text[index] != UInt8(ascii: "&"), text[index] != UInt8(ascii: ";"),
        let argument = Argument(text, at: index)
      else { break }
      let isQuoted = argument.inner.lowerBound > index
      if let tool = pending {
        judge(text, joined(text, argument, from: index), tool, isQuoted: isQuoted, into: &spans)
        pending = nil
      } else if text[index] == UInt8(ascii: "-"), argument.inner.count >= 2 {
        pending = option(text, argument, tools, isNamed: isNamed, into: &spans)
      } else {
        plain += 1
        isNamed =
          isNamed
          || tools.contains { tool in
            guard let subcommand = tool.subcommand else { return false }
            return plain <= 2 && text.has(subcommand, at: index)
          }
      }
      index = max(joined(text, argument, from: index).upperBound, argument.end, index + 1)
    }
    return max(index, start)
  }

  /// `app:'x y'`: an argument of which a part is quoted.
  private static func joined(_ text: Bytes, _ argument: Argument, from start: Int) -> Range<Int> {
    guard argument.inner.lowerBound == start, argument.end < text.count,
      Ascii.isQuote(text[argument.end]), argument.end > start,
      text[argument.end - 1] == UInt8(ascii: ":") || text[argument.end - 1] == UInt8(ascii: "="),
      let rest = Argument(text, at: argument.end)
    else { return argument.inner }
    return start..<rest.inner.upperBound
  }

  /// Looks at one option; the tool whose value is the next argument.
  private static func option(
    _ text: Bytes,
    _ argument: Argument,
    _ tools: [Tool],
    isNamed: Bool,
    into spans: inout [SecretSpan]
  ) -> Tool? {
    let start = argument.inner.lowerBound
    if argument.inner.count == 6, text.has("--user", at: start) {
      return tools.first { $0.form == .userAndPassword }
    }
    guard text[start + 1] != UInt8(ascii: "-") else { return nil }
    for tool in tools where tool.subcommand == nil || isNamed {
      if text[start + 1] == tool.option {
        if argument.inner.count == 2 { return tool.form == .attached ? nil : tool }
        judge(
          text,
          start + 2..<argument.inner.upperBound,
          tool,
          isQuoted: false,
          into: &spans
        )
        return nil
      }
      // `-sSu user:password`.
      if tool.form == .userAndPassword, argument.inner.count <= 6,
        text[argument.inner.upperBound - 1] == tool.option
      {
        return tool
      }
    }
    return nil
  }

  private static func judge(
    _ text: Bytes,
    _ range: Range<Int>,
    _ tool: Tool,
    isQuoted: Bool,
    into spans: inout [SecretSpan]
  ) {
    var range = range
    if tool.form == .userAndPassword {
      let colon = text.first(from: range.lowerBound, limit: range.upperBound) {
        $0 == UInt8(ascii: ":")
      }
      guard colon < range.upperBound else { return }
      let user = range.lowerBound..<colon
      range = colon + 1..<range.upperBound
      // `curl -u <key>:` has the key as the user.
      if range.isEmpty {
        guard Randomness.isRandom(text, user), !Placeholder.matches(text, user) else { return }
        spans.append(SecretSpan(range: user, kind: "password", precision: .syntax))
        return
      }
    }
    while let first = range.first, Ascii.isQuote(text[first]) { range.removeFirst() }
    guard range.count >= 3, !Placeholder.matches(text, range),
      text.first(from: range.lowerBound, limit: range.upperBound, where: { $0 == 0x24 })
        == range.upperBound || !isReference(text, range)
    else { return }
    spans.append(SecretSpan(range: range, kind: "password", precision: .syntax))
  }

  /// `$PASS`, `"${PASS}"`, `$(cat file)`.
  private static func isReference(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard text[range.lowerBound] == UInt8(ascii: "$"), range.count > 1 else { return false }
    let next = text[range.lowerBound + 1]
    return Ascii.isWord(next) || next == UInt8(ascii: "{") || next == UInt8(ascii: "(")
  }
}

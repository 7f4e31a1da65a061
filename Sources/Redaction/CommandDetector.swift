/// Passwords in the short options of well-known tools: `mysql -pX`, `curl -u user:X`, `redis-cli -a X`.
enum CommandDetector {
  private enum Form {
    /// The next argument, or the rest of this one.
    case value
    /// The rest of this argument alone: `-p` by itself asks for the password.
    case attached
    /// `user:password`.
    case userAndPassword
    /// `user%password`.
    case userPercentPassword
    /// `user,password`.
    case userCommaPassword
    /// `name=value; …`.
    case cookie
  }

  /// A password that stands as an argument of its own: `cargo login x`.
  private struct Place {
    var tool: StaticString
    var subcommand: StaticString
    /// Of the arguments that are no options, the subcommand not counted.
    var number: Int
  }

  private static let places: [Place] = [
    Place(tool: "cargo", subcommand: "login", number: 1),
    Place(tool: "rclone", subcommand: "obscure", number: 1),
    Place(tool: "rabbitmqctl", subcommand: "add_user", number: 2),
    Place(tool: "rabbitmqctl", subcommand: "change_password", number: 2),
    Place(tool: "rabbitmqctl", subcommand: "authenticate_user", number: 2),
    Place(tool: "vault", subcommand: "login", number: 1),
    Place(tool: "net", subcommand: "user", number: 2),
  ]

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
    Tool("curl", "b", .cookie),
    Tool("wget", "b", .cookie), Tool("snmpget", "A", .value), Tool("snmpget", "X", .value),
    Tool("snmpwalk", "A", .value), Tool("snmpwalk", "X", .value), Tool("snmpset", "A", .value),
    Tool("openssl", "k", .value, "enc"), Tool("openssl", "K", .value, "enc"),
    Tool("smbclient", "U", .userPercentPassword), Tool("rpcclient", "U", .userPercentPassword),
    Tool("mosquitto_pub", "P", .value), Tool("mosquitto_sub", "P", .value),
    Tool("twine", "p", .value), Tool("lftp", "u", .userCommaPassword),
    Tool("supabase", "p", .value, "link"), Tool("supabase", "p", .value, "db"),
    Tool("mongorestore", "p", .value), Tool("mongoexport", "p", .value),
    Tool("ldapwhoami", "w", .value), Tool("xfreerdp", "p", .value), Tool("sqsh", "P", .value),
    Tool("cargo", "\0", .value), Tool("rclone", "\0", .value), Tool("rabbitmqctl", "\0", .value),
    Tool("vault", "\0", .value), Tool("net", "\0", .value), Tool("sqlplus", "\0", .value),
    Tool("sqlldr", "\0", .value), Tool("expdp", "\0", .value), Tool("impdp", "\0", .value),
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
    var place: (place: Place, left: Int)?
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
        pending = option(
          text,
          joined(text, argument, from: index),
          tools,
          isNamed: isNamed,
          into: &spans
        )
      } else {
        plain += 1
        if plain == 1 {
          place = placed(text, argument.inner, tools)
          loginOfOracle(text, argument.inner, tools, into: &spans)
        } else if let found = place {
          place?.left -= 1
          if found.left == 1 {
            judge(text, argument.inner, tools[0], isQuoted: isQuoted, into: &spans)
            place = nil
          }
        }
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

  /// The place of the password behind a subcommand, if it has one.
  private static func placed(_ text: Bytes, _ word: Range<Int>, _ tools: [Tool])
    -> (place: Place, left: Int)?
  {
    guard let tool = tools.first, tool.option == 0 else { return nil }
    let name = String(describing: tool.name)
    return places.first {
      String(describing: $0.tool) == name && $0.subcommand.utf8CodeUnitCount == word.count
        && text.has($0.subcommand, at: word.lowerBound)
    }
    .map { ($0, $0.number) }
  }

  /// `sqlplus user/password@database`.
  private static func loginOfOracle(
    _ text: Bytes,
    _ word: Range<Int>,
    _ tools: [Tool],
    into spans: inout [SecretSpan]
  ) {
    guard let tool = tools.first, tool.option == 0,
      tool.name.utf8Start.pointee == UInt8(ascii: "s")
        || tool.name.utf8CodeUnitCount == 5 && tool.name.utf8Start.pointee != UInt8(ascii: "c")
    else { return }
    let slash = text.first(from: word.lowerBound, limit: word.upperBound) { $0 == 0x2F }
    let end = text.first(from: slash, limit: word.upperBound) { $0 == UInt8(ascii: "@") }
    guard slash > word.lowerBound, end > slash + 3, !Placeholder.matches(text, slash + 1..<end)
    else { return }
    spans.append(SecretSpan(range: slash + 1..<end, kind: "password", precision: .syntax))
  }

  /// `app:'x y'`, `-p'x y'`: an argument of which a part is quoted.
  private static func joined(_ text: Bytes, _ argument: Argument, from start: Int) -> Range<Int> {
    guard argument.inner.lowerBound == start, argument.end < text.count,
      Ascii.isQuote(text[argument.end]), argument.end > start,
      text[argument.end - 1] == UInt8(ascii: ":") || text[argument.end - 1] == UInt8(ascii: "=")
        || text[start] == UInt8(ascii: "-") && argument.end == start + 2,
      let rest = Argument(text, at: argument.end)
    else { return argument.inner }
    return start..<rest.inner.upperBound
  }

  /// Looks at one option; the tool whose value is the next argument.
  private static func option(
    _ text: Bytes,
    _ argument: Range<Int>,
    _ tools: [Tool],
    isNamed: Bool,
    into spans: inout [SecretSpan]
  ) -> Tool? {
    let start = argument.lowerBound
    if argument.count == 6, text.has("--user", at: start) {
      return tools.first { $0.form == .userAndPassword }
    }
    if argument.count == 8, text.has("--cookie", at: start) {
      return tools.first { $0.form == .cookie }
    }
    guard text[start + 1] != UInt8(ascii: "-") else { return nil }
    for tool in tools where tool.subcommand == nil || isNamed {
      if text[start + 1] == tool.option {
        if argument.count == 2 { return tool.form == .attached ? nil : tool }
        judge(
          text,
          start + 2..<argument.upperBound,
          tool,
          isQuoted: false,
          into: &spans
        )
        return nil
      }
      // `-sSu user:password`.
      if tool.form == .userAndPassword, argument.count <= 6,
        text[argument.upperBound - 1] == tool.option
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
    switch tool.form {
    case .cookie:
      guard
        text.first(from: range.lowerBound, limit: range.upperBound, where: { $0 == 0x3D })
          < range.upperBound
      else { return }
      HeaderValue(text: text).cookie(from: range.lowerBound, isResponse: false, into: &spans)
      return
    case .userPercentPassword, .userCommaPassword:
      let mark = UInt8(ascii: tool.form == .userPercentPassword ? "%" : ",")
      let end = text.first(from: range.lowerBound, limit: range.upperBound) { $0 == mark }
      guard end < range.upperBound else { return }
      range = end + 1..<range.upperBound
    case .value, .attached, .userAndPassword: break
    }
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

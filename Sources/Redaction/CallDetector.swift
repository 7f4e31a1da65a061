/// Secrets that are an argument at a known place: of a call in code, of a statement in SQL, of a pipe.
enum CallDetector {
  private struct Call {
    var name: StaticString
    /// Which argument is the secret, from 1 on.
    var number: Int

    init(_ name: StaticString, _ number: Int) {
      self.name = name
      self.number = number
    }
  }

  private static let calls: [Call] = [
    Call("pgp_sym_encrypt(", 2), Call("pgp_sym_decrypt(", 2), Call("jwt.sign(", 2),
    Call("jwt.verify(", 2), Call("jwt.encode(", 2), Call("jwt.decode(", 2),
    Call("createHmac(", 2), Call("HTTPBasicAuth(", 2), Call("basicAuth(", 2),
    Call("basic_auth(", 2), Call("SetBasicAuth(", 2), Call("auth=(", 2), Call("auth = (", 2),
    Call(".login(", 2), Call("hmac.new(", 1), Call("setPassword(", 1), Call("withPassword(", 1),
  ]

  /// Bytes at which something is looked for; each is rare where nothing is.
  private static let triggers: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "(<:hfvV".utf8 { table[Int(byte)] = true }
    return table
  }()

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    triggers.withUnsafeBufferPointer { triggers in
      var index = 0
      while index < text.count {
        while index < text.count, !triggers[Int(text[index])] { index += 1 }
        guard index < text.count else { return }
        look(text, at: index, into: &spans)
        index += 1
      }
    }
  }

  private static func look(_ text: Bytes, at index: Int, into spans: inout [SecretSpan]) {
    switch text[index] {
    case UInt8(ascii: "("):
      for call in calls where text.has(call.name, at: index + 1 - call.name.utf8CodeUnitCount) {
        if let value = argument(text, call.number, from: index + 1) { add(text, value, to: &spans) }
      }
      setting(text, from: index + 1, into: &spans)
    case UInt8(ascii: "<"):
      if text.has("<<<", at: index) { hereString(text, at: index, into: &spans) }
    case UInt8(ascii: ":"):
      if text.has("thin:", at: index - 4) { oracle(text, from: index + 1, into: &spans) }
      if text.has("::add-mask::", at: index) { mask(text, from: index + 12, into: &spans) }
    case UInt8(ascii: "h"):
      if text.has("echo ", at: index - 2) { echo(text, behind: index + 3, into: &spans) }
    case UInt8(ascii: "f"):
      if text.has("printf ", at: index - 5) { echo(text, behind: index + 2, into: &spans) }
    default:
      if text.hasFolded("values", at: index) { values(text, from: index, into: &spans) }
    }
  }

  private static func add(_ text: Bytes, _ range: Range<Int>, to spans: inout [SecretSpan]) {
    guard range.count >= 4, !Placeholder.matches(text, range),
      !range.contains(where: { text[$0] <= Ascii.space }),
      range.contains(where: { !(Ascii.isLower(text[$0]) || text[$0] == 0x5F) })
    else { return }
    spans.append(SecretSpan(range: range, kind: "secret", precision: .context))
  }

  /// The quoted argument of that number; nil when it is an expression.
  private static func argument(_ text: Bytes, _ number: Int, from start: Int) -> Range<Int>? {
    var index = start
    let limit = min(text.count, start + 512)
    for position in 1... {
      index = text.first(from: index, limit: limit) { !Ascii.isSpace($0) }
      // `b'x'`, `r"x"`.
      if index + 1 < limit, Ascii.isLetter(text[index]), Ascii.isQuote(text[index + 1]) {
        index += 1
      }
      guard index < limit else { return nil }
      if let quoted = QuotedValue(text, at: index, limit: 256) {
        if position == number { return quoted.range }
        index = quoted.behind
      } else if position == number {
        return nil
      }
      var depth = 0
      while index < limit {
        let byte = text[index]
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "}") { depth -= 1 }
        if depth < 0 || byte == Ascii.newline && depth == 0 && position > 2 { return nil }
        if byte == UInt8(ascii: ","), depth == 0 { break }
        index += 1
      }
      guard index < limit else { return nil }
      index += 1
    }
    return nil
  }

  /// `define('DB_PASSWORD', 'x')`, `config.set("api.token", "x")`.
  private static func setting(_ text: Bytes, from start: Int, into spans: inout [SecretSpan]) {
    guard start < text.count, Ascii.isQuote(text[start]),
      let name = QuotedValue(text, at: start, limit: 80), !name.range.isEmpty,
      let strength = SecretName.strength(text, name.range),
      let value = argument(text, 2, from: start),
      value.contains(where: { Ascii.isDigit(text[$0]) }) || Randomness.isRandom(text, value),
      SecretValue(text: text, range: value, isQuoted: true)
        .isSecret(beside: strength, isVariable: false)
    else { return }
    spans.append(SecretSpan(range: value, kind: strength.kind, precision: .context))
  }

  /// `jdbc:oracle:thin:user/password@host`.
  private static func oracle(_ text: Bytes, from start: Int, into spans: inout [SecretSpan]) {
    let slash = text.first(from: start, limit: start + 64) { !Ascii.isWord($0) }
    guard slash > start, slash < text.count, text[slash] == UInt8(ascii: "/") else { return }
    let end = text.first(from: slash + 1, limit: slash + 128) {
      $0 == UInt8(ascii: "@") || $0 <= Ascii.space || Ascii.isQuote($0)
    }
    guard end < text.count, text[end] == UInt8(ascii: "@") else { return }
    let value = slash + 1..<end
    guard value.count >= 3, !Placeholder.matches(text, value) else { return }
    spans.append(SecretSpan(range: value, kind: "password", precision: .syntax))
  }

  /// What a workflow says is to be hidden from its log.
  private static func mask(_ text: Bytes, from start: Int, into spans: inout [SecretSpan]) {
    let value = start..<text.first(from: start, limit: start + 2_048) { $0 <= Ascii.space }
    guard value.count >= 4, !Placeholder.matches(text, value) else { return }
    spans.append(SecretSpan(range: value, kind: "secret", precision: .syntax))
  }

  private static let readers: [StaticString] = [
    "--password-stdin", "sudo -S", "--with-token", "chpasswd", "passwd --stdin", "kinit",
    "cryptsetup", "--passphrase-fd 0", "sudo --stdin",
  ]

  /// `docker login --password-stdin <<< x`.
  private static func hereString(_ text: Bytes, at index: Int, into spans: inout [SecretSpan]) {
    let floor = max(0, index - 160)
    let start = (floor..<index).last { text[$0] == Ascii.newline } ?? floor
    guard reads(text, start..<index) else { return }
    let from = text.first(from: index + 3, limit: text.count) { !Ascii.isBlank($0) }
    if let value = Argument(text, at: from)?.inner { piped(text, value, to: &spans) }
  }

  /// `echo x | sudo -S …`: the last argument before the pipe.
  private static func echo(_ text: Bytes, behind start: Int, into spans: inout [SecretSpan]) {
    let end = text.lineEnd(from: start, limit: min(text.count, start + 256))
    var index = start
    var last: Range<Int>?
    while index < end, text[index] != UInt8(ascii: "|") {
      index = text.first(from: index, limit: end) { !Ascii.isBlank($0) }
      guard index < end, text[index] != UInt8(ascii: "|"), let argument = Argument(text, at: index)
      else { break }
      last = argument.inner
      index = max(argument.end, index + 1)
    }
    guard let last, last.upperBound <= index, index < end, text[index] == UInt8(ascii: "|"),
      reads(text, index..<end)
    else { return }
    piped(text, last, to: &spans)
  }

  private static func reads(_ text: Bytes, _ range: Range<Int>) -> Bool {
    range.contains { position in readers.contains { text.has($0, at: position) } }
  }

  /// A password, or `user:password`.
  private static func piped(_ text: Bytes, _ value: Range<Int>, to spans: inout [SecretSpan]) {
    let colon = text.first(from: value.lowerBound, limit: value.upperBound) { $0 == 0x3A }
    let password = colon < value.upperBound ? colon + 1..<value.upperBound : value
    guard password.count >= 4, !Placeholder.matches(text, password),
      text[password.lowerBound] != UInt8(ascii: "-"), text[password.lowerBound] != 0x25
    else { return }
    spans.append(SecretSpan(range: password, kind: "password", precision: .syntax))
  }

  /// `INSERT INTO t (name, password) VALUES ('a', 'x'), ('b', 'y')`.
  private static func values(_ text: Bytes, from start: Int, into spans: inout [SecretSpan]) {
    let floor = max(0, start - 512)
    guard let close = (floor..<start).last(where: { text[$0] == UInt8(ascii: ")") }),
      let open = (floor..<close).last(where: { text[$0] == UInt8(ascii: "(") }),
      (max(0, open - 120)..<open).contains(where: { text.hasFolded("insert into ", at: $0) })
    else { return }
    var columns: [SecretName.Strength?] = []
    var from = open + 1
    while from < close {
      let end = text.first(from: from, limit: close) { $0 == UInt8(ascii: ",") }
      columns.append(SecretName.strength(text, from..<end))
      from = end + 1
    }
    guard columns.contains(where: { $0 != nil }) else { return }
    var row = text.first(from: start + 6, limit: start + 40) { !Ascii.isSpace($0) }
    for _ in 0..<100 {
      guard row < text.count, text[row] == UInt8(ascii: "(") else { return }
      let found = spans.count
      for (column, strength) in columns.enumerated() {
        guard let strength, let value = argument(text, column + 1, from: row + 1),
          SecretValue(text: text, range: value, isQuoted: true)
            .isSecret(beside: strength, isVariable: false)
        else { continue }
        spans.append(SecretSpan(range: value, kind: strength.kind, precision: .context))
      }
      let behind = found < spans.count ? spans[spans.count - 1].range.upperBound : row
      let end = text.first(from: behind, limit: behind + 512) { $0 == UInt8(ascii: ")") }
      let comma = text.first(from: end + 1, limit: end + 8) { !Ascii.isSpace($0) }
      guard comma < text.count, text[comma] == UInt8(ascii: ",") else { return }
      row = text.first(from: comma + 1, limit: comma + 80) { !Ascii.isSpace($0) }
    }
  }
}

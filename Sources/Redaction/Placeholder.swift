/// Values that stand where a secret would: `<password>`, `${VAR}`, `xxxx`, `your-key-here`.
enum Placeholder {
  static func matches(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard let first = range.first, let last = range.last else { return true }
    if text.has("[redacted", at: first) { return true }
    if isReference(text, range, first: text[first], last: text[last]) { return true }
    if isFill(text, range) { return true }
    if isStoreReference(text, range) { return true }
    if range.count <= 80, isWord(text, range) { return true }
    return false
  }

  /// Whether nobody can have meant it as a value; `your-…` counts, `the-words-here` does not.
  ///
  /// For values that are known to be secret, where a doubt is no reason to leave them.
  static func isUnmistakable(_ text: Bytes, _ range: Range<Int>) -> Bool {
    guard let first = range.first, let last = range.last else { return true }
    return isReference(text, range, first: text[first], last: text[last]) || isFill(text, range)
      || text.hasFolded("your-", at: first) || text.hasFolded("your_", at: first)
      || text.has("[redacted", at: first)
  }

  /// `$VAR`, `${VAR}`, `$(command)`, `{{ x }}`, `%VAR%`, `<x>`, `[x]`, `@x@`, `#{x}`, `%{x}`, `%s`.
  private static func isReference(_ text: Bytes, _ range: Range<Int>, first: UInt8, last: UInt8)
    -> Bool
  {
    let start = range.lowerBound
    switch first {
    case UInt8(ascii: "$"):
      guard range.count > 1 else { return true }
      let next = text[start + 1]
      if next == UInt8(ascii: "{") || next == UInt8(ascii: "(") || next == UInt8(ascii: "$") {
        return true
      }
      // `$2b$…` is a bcrypt hash, `$ecret` a password, `$SECRET` a variable.
      let end = text.first(from: start + 1, limit: range.upperBound) { !Ascii.isWord($0) }
      let isWhole =
        end == range.upperBound || text.has("->", at: end) || text.has("::", at: end)
        || text.has("[", at: end) || text.has(".", at: end)
      return (Ascii.isLetter(next) || next == 0x5F) && isWhole
        && !Randomness.isRandom(text, start + 1..<end)
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}") || text.has("{{", at: start)
    case UInt8(ascii: "<"): return true
    case UInt8(ascii: "["): return true
    case UInt8(ascii: "%"):
      return range.count <= 2 || last == UInt8(ascii: "%") || text.has("%{", at: start)
        || text.has("%(", at: start)
    case UInt8(ascii: "#"): return text.has("#{", at: start)
    case UInt8(ascii: "@"): return last == UInt8(ascii: "@") && range.count > 1
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      // A YAML anchor or alias; `&lt;password&gt;` in HTML.
      return text.first(from: start + 1, limit: range.upperBound) {
        !(Ascii.isLetter($0) || $0 == 0x5F || $0 == UInt8(ascii: "-"))
      } == range.upperBound || text.has("&lt;", at: start)
    case UInt8(ascii: "_"):
      return range.count > 4 && text.has("__", at: start)
        && text.has("__", at: range.upperBound - 2)
    default: return false
    }
  }

  /// `vault:secret/data/app#key`: where a store of secrets has it.
  private static func isStoreReference(_ text: Bytes, _ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    guard
      text.has("vault:", at: first) || text.has("ssm:", at: first)
        || text.has("awssm:", at: first) || text.has("secretref:", at: first)
    else { return false }
    return text.first(from: first, limit: range.upperBound) { $0 == 0x2F } < range.upperBound
      || text.has("secretref:", at: first)
  }

  /// `****`, `xxxxxxxx`, `sk-xxxx…`, `abc...`: nothing but filling, or elided.
  private static func isFill(_ text: Bytes, _ range: Range<Int>) -> Bool {
    var fill = 0
    var run = 1
    var longestRun = 1
    for index in range {
      let byte = text[index]
      if byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*")
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == 0x5F
        || byte == UInt8(ascii: "0") || byte == UInt8(ascii: "?") || byte >= 0x80
      {
        fill += 1
      }
      run = index > range.lowerBound && text[index - 1] == byte ? run + 1 : 1
      longestRun = max(longestRun, run)
    }
    if longestRun == range.count, range.count > 1 { return true }
    if fill == range.count { return true }
    if longestRun >= 6, longestRun * 2 >= range.count { return true }
    if fill * 4 >= range.count * 3, longestRun >= 3 { return true }
    let elided =
      text.has("...", at: range.upperBound - 3) || text.has("…", at: range.upperBound - 3)
      || text.has("***", at: range.upperBound - 3)
    return elided && range.count <= 24
  }

  /// A word that says that it is none, or that a value is required here.
  private static func isWord(_ text: Bytes, _ range: Range<Int>) -> Bool {
    var folded: [UInt8] = []
    folded.reserveCapacity(range.count)
    for index in range { folded.append(Ascii.lowercased(text[index])) }
    if exact.contains(folded) { return true }
    return folded.withUnsafeBufferPointer { word in
      for index in word.indices {
        switch word[index] {
        case UInt8(ascii: "y"):
          if index == 0 || !Ascii.isLetter(word[index - 1]), word.has("your", at: index) {
            return true
          }
        case UInt8(ascii: "c"):
          if word.has("changeme", at: index) || word.has("change-me", at: index)
            || word.has("change_me", at: index) || word.has("change-this", at: index)
            || word.has("change_this", at: index) || word.has("change_in_", at: index)
          {
            return true
          }
        case UInt8(ascii: "e"):
          if word.has("example", at: index) || word.has("enter-", at: index)
            || word.has("enter_", at: index)
          {
            return true
          }
        case UInt8(ascii: "p"): if word.has("placeholder", at: index) { return true }
        case UInt8(ascii: "r"):
          if word.has("replace", at: index) || word.has("redacted", at: index) { return true }
        case UInt8(ascii: "d"): if word.has("dummy", at: index) { return true }
        case UInt8(ascii: "n"):
          if word.has("not-a-real", at: index) || word.has("not_a_real", at: index) { return true }
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
          if word.has("-here", at: index) || word.has("_here", at: index)
            || word.has("-goes-", at: index) || word.has("_goes_", at: index)
          {
            return true
          }
        case UInt8(ascii: "i"):
          if word.has("insert-", at: index) || word.has("insert_", at: index) { return true }
        case UInt8(ascii: "m"):
          if index == 0, word.has("my-", at: 0) || word.has("my_", at: 0),
            !Randomness.isRandom(word, 0..<word.count)
          {
            return true
          }
        default: break
        }
      }
      return false
    }
  }

  /// Words that stand for a value, its type, or its state.
  private static let exact: Set<[UInt8]> = Set(
    """
    password passwd pass pwd passphrase secret token key apikey api_key api-key user username
    secret_key secret-key access_token access-token bearer basic test testing null nil none
    undefined true false yes no on off string str text number int integer boolean bool object any
    unknown void never required optional missing present set unset empty blank valid invalid
    expired active inactive enabled disabled hidden masked encrypted hashed stored rotated revoked
    changed updated reset created deleted found ok pass passed fail failed error pending todo tbd
    n/a na varchar uuid jsonb default env secrets value values credentials credential auto random
    generated prompt ask stdin vault keychain 1password bitwarden inherit self same see tba id
    include omit same-origin password123 foo bar baz foobar abc abc123 hunter2example optional;
    string; string, text, varchar, required, configured defined redact sensitive safe and or the is
    """.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  )
}

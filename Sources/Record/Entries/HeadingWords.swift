import Facts

/// A heading without its stamp: who wrote it, and what it is about.
struct HeadingWords {
  /// As written; nil when the heading names nobody.
  var agent: String?
  var title: String

  /// Takes a heading apart; `prefixes` are the folded words that the file's headings begin with again and again.
  init(_ text: String, names: AgentNames, prefixes: Set<String>) {
    title = text
    if let found = Self.bracketed(text, names, prefixes) ?? Self.prefixed(text, names, prefixes) {
      agent = found.agent
      title = found.title
    } else if let found = Self.suffixed(text, names, prefixes) {
      agent = found.agent
      title = found.title
    }
  }

  /// The heading's text around its stamp, with what separated them gone.
  static func withoutStamp(_ source: SourceText, _ range: Range<Int>, _ stamp: Stamp?) -> String {
    guard let stamp, stamp.range.lowerBound >= range.lowerBound,
      stamp.range.upperBound <= range.upperBound
    else { return trimmed(source, range) }
    let before = trimmed(source, range.lowerBound..<stamp.range.lowerBound)
    let after = trimmed(source, stamp.range.upperBound..<range.upperBound)
    if before.isEmpty { return withoutWeekday(after) }
    let isWeekday =
      mayBeginWithWeekday(before)
      && Calendar.isWeekday(String(before.drop { !$0.isLetter && !$0.isNumber }).lowercased())
    if isWeekday || FieldNames.role(of: before) == .date {
      return withoutWeekday(after)
    }
    // `(Manager - 14:20)`: the bracket closes behind the stamp.
    if before.utf8.contains(0x28), let open = before.lastIndex(of: "("),
      !before[open...].contains(")")
    {
      let rest = after.drop { $0 == ")" }
      let closed = trimmed(before) + ")"
      return rest.isEmpty ? closed : closed + " — " + rest
    }
    return after.isEmpty ? before : before + (after.hasPrefix("(") ? " " : " — ") + after
  }

  /// Without blanks and separators at either end, and without brackets that lost their partner.
  static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { trimmed($0, 0..<$0.count) }
  }

  private static func trimmed(_ source: SourceText, _ range: Range<Int>) -> String {
    source.bytes.withUnsafeBufferPointer { trimmed($0, range.clamped(to: 0..<$0.count)) }
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    let range = withoutSeparators(bytes, range)
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard text.utf8.first == 0x28, text.first == "(", text.firstIndex(of: ")") == nil else {
      return text
    }
    return String(text.dropFirst())
  }

  private static func withoutSeparators(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let byte = bytes[low]
      let width = byte == 0x29 || byte == 0x5D ? 1 : separatorWidth(bytes, at: low, before: high)
      guard width > 0 else { break }
      low += width
    }
    while low < high {
      let byte = bytes[high - 1]
      if byte == 0x28 || byte == 0x5B {
        high -= 1
        continue
      }
      // A scalar of more than one byte ends with one that no other scalar begins with.
      let start = byte < 0x80 ? high - 1 : byte == 0xB7 ? high - 2 : high - 3
      guard start >= low, separatorWidth(bytes, at: start, before: high) == high - start else {
        break
      }
      high = start
    }
    return low..<high
  }

  /// `(Friday) - labels`, `Friday: labels` without the day.
  private static func withoutWeekday(_ text: String) -> String {
    guard let first = text.utf8.first, first == 0x28 || isLetter(first), mayBeginWithWeekday(text)
    else { return text }
    let word = text.drop { $0 == "(" }.prefix { $0.isLetter }
    let rest = text.drop { $0 == "(" }.dropFirst(word.count)
    guard Calendar.isWeekday(word.lowercased()), first == 0x28 ? rest.first == ")" : true,
      !rest.isEmpty,
      rest.first != " " || rest.dropFirst().first.map({ "-–—".contains($0) }) ?? false
    else { return text }
    return trimmed(String(rest.drop { $0 == ")" }))
  }

  /// A quick look at the first word; beyond ASCII any may be a day.
  private static func mayBeginWithWeekday(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var low = 0
      while low < bytes.count, !isLetter(bytes[low]) {
        if bytes[low] >= 0x80 { return true }
        low += 1
      }
      var high = low
      while high < bytes.count, isLetter(bytes[high]) { high += 1 }
      if high < bytes.count, bytes[high] >= 0x80 { return true }
      return high - low > 1 && Calendar.mayBeWeekday(bytes[low], bytes[low + 1])
        && Calendar.mayBeWeekday(bytes[low], length: high - low)
    }
  }

  /// Of a logged line what stands in bold at its beginning, else its first sentence.
  static func sentence(_ text: String) -> String {
    let bytes = Array(text.utf8)
    for index in bytes.indices.dropLast() {
      if bytes[index] == 0x2A, bytes[index + 1] == 0x2A {
        let bold = trimmed(String(decoding: bytes[..<index], as: UTF8.self))
        // `**2026-01-05 (Ada)** — counted`: the bold part only says when and who.
        return bold.contains(" ") && !bold.hasPrefix("(") ? bold : text
      }
      if index >= 20, bytes[index] == 0x2E, bytes[index + 1] == 0x20 {
        return String(decoding: bytes[...index], as: UTF8.self)
      }
    }
    return text
  }

  /// Bytes of the separator that begins at an index; 0 where none does.
  private static func separatorWidth(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at index: Int,
    before end: Int
  ) -> Int {
    switch bytes[index] {
    // Blanks and `-:|,;*_` with the back-tick and `~`.
    case 0x20, 0x09, 0x2D, 0x3A, 0x7C, 0x2C, 0x3B, 0x2A, 0x5F, 0x60, 0x7E: return 1
    // `·`
    case 0xC2: return index + 1 < end && bytes[index + 1] == 0xB7 ? 2 : 0
    case 0xE2, 0xEF:
      guard index + 2 < end else { return 0 }
      switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
      // `–`, `—`, `•`, `：`, `～`
      case (0xE2, 0x80, 0x93), (0xE2, 0x80, 0x94), (0xE2, 0x80, 0xA2), (0xEF, 0xBC, 0x9A),
        (0xEF, 0xBD, 0x9E):
        return 3
      default: return 0
      }
    default: return 0
    }
  }

  private typealias Found = (agent: String, title: String)

  /// `[GPT] title`, `@name title`.
  private static func bracketed(_ text: String, _ names: AgentNames, _ prefixes: Set<String>)
    -> Found?
  {
    // Most begin with neither mark.
    guard let first = text.utf8.first, first == 0x5B || first == 0x40 else { return nil }
    if text.first == "[", let close = text.firstIndex(of: "]") {
      let inner = giver(String(text[text.index(after: text.startIndex)..<close]))
      let rest = trimmed(String(text[text.index(after: close)...]))
      guard isName(inner),
        names.canonical(inner) != nil || AgentNames.isWellKnown(inner)
          || prefixes.contains("[" + AgentNames.folded(inner))
      else { return nil }
      return (inner, rest)
    }
    if text.first == "@" {
      let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      guard !name.isEmpty, !isAddress(text.dropFirst(name.count + 1)) else { return nil }
      return (String(name), trimmed(String(text.dropFirst(name.count + 1))))
    }
    return nil
  }

  /// `@ada: …`, `@ada re …`, `@ada @ben …`: who is spoken to, not who speaks.
  private static func isAddress(_ rest: Substring) -> Bool {
    if rest.first == ":" || rest.first == "," { return true }
    let words = rest.drop { $0 == " " }
    return words.first == "@" || words.first == "+" || words.hasPrefix("re ")
      || words.hasPrefix("please ")
  }

  /// `Agent: title`, `Agent — title`, `Claude -> next`, `Claude (model): title`.
  private static func prefixed(_ text: String, _ names: AgentNames, _ prefixes: Set<String>)
    -> Found?
  {
    guard !prefixes.isEmpty || mayBeginWithAgent(text, names),
      let (name, separator, rest) = split(text), isName(name)
    else { return nil }
    let isKnown = names.canonical(name) != nil || AgentNames.isWellKnown(name)
    let isRepeated =
      separator != "-" && !prefixes.isEmpty && !isPartOfWork(name)
      && prefixes.contains(AgentNames.folded(name))
    guard isKnown || isRepeated else { return nil }
    return (name, rest)
  }

  /// A quick look whether what stands before the first separator may name an agent.
  private static func mayBeginWithAgent(_ text: String, _ names: AgentNames) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let end = firstSeparator(bytes)?.lowerBound else { return false }
      let range = withoutSeparators(bytes, 0..<end)
      let words = UnsafeBufferPointer(rebasing: bytes[range])
      return words.first == 0x28 || words.contains { $0 >= 0x80 } || names.mayName(words)
        || AgentNames.mayBeWellKnown(words)
    }
  }

  /// "Task C", "Phase two": a part of the work, however often headings begin with it.
  private static func isPartOfWork(_ name: String) -> Bool {
    let first = name.prefix { $0.isLetter }.lowercased()
    return parts.contains(first)
  }

  private static let parts: Set<String> = [
    "task", "phase", "step", "stage", "sprint", "round", "session", "milestone", "part", "wave",
    "iteration", "day", "week", "epic", "story", "slice", "batch", "track", "iter", "bug", "issue",
    "ticket", "feature", "module", "chapter", "level", "version", "release", "pr",
  ]

  /// `title — Claude`, `title (Claude)`, `title by Claude`.
  private static func suffixed(_ text: String, _ names: AgentNames, _ prefixes: Set<String>)
    -> Found?
  {
    let words: Substring
    let title: Substring
    if text.utf8.last == 0x29, text.last == ")", let open = text.lastIndex(of: "(") {
      words = text[text.index(after: open)..<text.index(before: text.endIndex)]
      title = text[..<open]
    } else if let range = lastSeparator(text) {
      words = text[range.upperBound...]
      title = text[..<range.lowerBound]
    } else if names.canonical(text) != nil || AgentNames.isWellKnown(text) && isName(text) {
      return (text, "")
    } else {
      return nil
    }
    let name = giver(words.hasPrefix("by ") ? String(words.dropFirst(3)) : String(words))
    guard isName(name),
      names.canonical(name) != nil || AgentNames.isWellKnown(name)
        || text.last == ")" && prefixes.contains("(" + AgentNames.folded(name))
    else { return nil }
    return (name, trimmed(String(title)))
  }

  /// The name in the brackets that a text begins with.
  static func inBrackets(_ text: String) -> String? {
    guard text.first == "[", let close = text.firstIndex(of: "]") else { return nil }
    let inner = giver(String(text[text.index(after: text.startIndex)..<close]))
    guard isName(inner), !isPartOfWork(inner), inner.first?.isUppercase ?? false else { return nil }
    return inner
  }

  /// The one word, with a capital, in the brackets that a text ends with; no day and no time of day.
  static func inLastBrackets(_ text: String) -> String? {
    guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
    let inner = String(text[text.index(after: open)..<text.index(before: text.endIndex)])
    guard inner.utf8.count >= 2, inner.utf8.count <= 20, inner.first?.isUppercase ?? false,
      inner.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" }), !isPartOfWork(inner)
    else { return nil }
    let lower = inner.lowercased()
    guard !Calendar.isWeekday(lower), Calendar.month(lower) == nil, !moments.contains(lower) else {
      return nil
    }
    return inner
  }

  private static let moments: Set<String> = [
    "morning", "noon", "midday", "afternoon", "evening", "night", "midnight", "late", "early", "am",
    "pm", "continued", "cont", "draft", "final", "partial", "planned", "pending", "utc", "gmt",
    "local", "today", "yesterday", "eod", "latest", "current", "new", "old", "archived", "shutdown",
    "startup", "retrospective", "retro", "hotfix", "blocked", "resolved", "closed", "open",
  ]

  /// Of `Ada → Ben` the one who hands over.
  private static func giver(_ names: String) -> String {
    guard let (name, separator, _) = split(names), separator == "→" else { return names }
    return name
  }

  private static func lastSeparator(_ text: String) -> Range<String.Index>? {
    var copy = text
    guard let found = copy.withUTF8(lastSeparator) else { return nil }
    let low = text.utf8.index(text.startIndex, offsetBy: found.lowerBound)
    return low..<text.utf8.index(low, offsetBy: found.count)
  }

  /// The last one of the first kind that occurs.
  private static func lastSeparator(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    for separator: StaticString in [" — ", " – ", " - ", " by ", " | ", " @"] {
      let wanted = UnsafeBufferPointer(
        start: separator.utf8Start,
        count: separator.utf8CodeUnitCount
      )
      var found: Int?
      var index = 0
      while index + wanted.count <= bytes.count {
        if bytes[index] == 0x20, bytes[index + 1] == wanted[1],
          bytes[index..<index + wanted.count].elementsEqual(wanted)
        {
          found = index
          index += wanted.count
        } else {
          index += 1
        }
      }
      if let found { return found..<found + wanted.count }
    }
    return nil
  }

  /// The words before the first separator.
  static func split(_ text: String) -> (name: String, separator: String, rest: String)? {
    var text = text
    return text.withUTF8 { bytes in
      guard let found = firstSeparator(bytes) else { return nil }
      let separator =
        switch (bytes[found.lowerBound], found.count) {
        case (0x3A, _): ":"
        case (0x2D, 2): "→"
        case (0xE2, _) where bytes[found.lowerBound + 1] == 0x86: "→"
        default: "-"
        }
      return (
        trimmed(bytes, 0..<found.lowerBound), separator,
        trimmed(bytes, found.upperBound..<bytes.count)
      )
    }
  }

  /// The bytes of a colon, a bar, a dash or an arrow near the beginning.
  private static func firstSeparator(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let limit = min(bytes.count, 60)
    for index in 0..<limit {
      var length = 0
      switch bytes[index] {
      case 0x3A:
        // `14:30` and `10:foo` are no names before a colon.
        if index + 1 == bytes.count || index + 1 < limit && bytes[index + 1] == 0x20 { length = 1 }
      case 0x7C: length = 1
      case 0x2D where index > 0 && bytes[index - 1] == 0x20:
        if index + 1 < limit, bytes[index + 1] == 0x20 { length = 1 }
        if index + 1 < limit, bytes[index + 1] == 0x3E { length = 2 }
      case 0xE2 where index + 2 < limit:
        let isDash = bytes[index + 1] == 0x80 && (0x93...0x94).contains(bytes[index + 2])
        let isArrow = bytes[index + 1] == 0x86 && bytes[index + 2] == 0x92
        if isArrow || isDash && index > 0 { length = 3 }
      default: break
      }
      if length > 0 { return index..<index + length }
    }
    return nil
  }

  /// One to four words with letters, no task id.
  static func isName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 40 else { return false }
    var text = text
    let (words, hasLetter) =
      text.withUTF8 { countWords($0) } ?? (
        text.split(separator: " ").count, text.contains(where: \.isLetter)
      )
    return hasLetter && words <= 4 && !TaskIDs.isWhole(text)
  }

  /// Words and whether one has a letter; nil beyond ASCII.
  private static func countWords(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Bool)? {
    var words = 0
    var hasLetter = false
    var last: UInt8 = 0x20
    for byte in bytes {
      guard byte < 0x80 else { return nil }
      if last == 0x20, byte != 0x20 { words += 1 }
      if isLetter(byte) { hasLetter = true }
      last = byte
    }
    return (words, hasLetter)
  }
}

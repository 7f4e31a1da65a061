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
    else { return trimmed(source.string(range)) }
    let before = trimmed(source.string(range.lowerBound..<stamp.range.lowerBound))
    let after = trimmed(source.string(stamp.range.upperBound..<range.upperBound))
    let isWeekday = Calendar.isWeekday(
      String(before.drop { !$0.isLetter && !$0.isNumber }).lowercased()
    )
    if before.isEmpty || isWeekday || FieldNames.role(of: before) == .date {
      return withoutWeekday(after)
    }
    // `(Manager - 14:20)`: the bracket closes behind the stamp.
    if let open = before.lastIndex(of: "("), !before[open...].contains(")") {
      let rest = after.drop { $0 == ")" }
      let closed = trimmed(before) + ")"
      return rest.isEmpty ? closed : closed + " — " + rest
    }
    return after.isEmpty ? before : before + (after.hasPrefix("(") ? " " : " — ") + after
  }

  /// Without blanks and separators at either end, and without brackets that lost their partner.
  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    var isChanging = true
    while isChanging {
      isChanging = false
      if let first = text.unicodeScalars.first, isSeparator(first) || first == ")" || first == "]" {
        text.unicodeScalars.removeFirst()
        isChanging = true
      }
      if let last = text.unicodeScalars.last, isSeparator(last) || last == "(" || last == "[" {
        text.unicodeScalars.removeLast()
        isChanging = true
      }
    }
    if text.first == "(", text.firstIndex(of: ")") == nil { text.removeFirst() }
    return String(text)
  }

  /// `(Friday) - labels`, `Friday: labels` without the day.
  private static func withoutWeekday(_ text: String) -> String {
    guard let first = text.utf8.first, first == 0x28 || isLetter(first) else { return text }
    let word = text.drop { $0 == "(" }.prefix { $0.isLetter }
    let rest = text.drop { $0 == "(" }.dropFirst(word.count)
    guard Calendar.isWeekday(word.lowercased()), first == 0x28 ? rest.first == ")" : true,
      !rest.isEmpty,
      rest.first != " " || rest.dropFirst().first.map({ "-–—".contains($0) }) ?? false
    else { return text }
    return trimmed(String(rest.drop { $0 == ")" }))
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

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "-", "–", "—", ":", "|", "·", ",", ";", "*", "_", "`", "：", "～", "~", "•": true
    default: false
    }
  }

  private typealias Found = (agent: String, title: String)

  /// `[GPT] title`, `@name title`.
  private static func bracketed(_ text: String, _ names: AgentNames, _ prefixes: Set<String>)
    -> Found?
  {
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
    guard let (name, separator, rest) = split(text), isName(name) else { return nil }
    let isKnown = names.canonical(name) != nil || AgentNames.isWellKnown(name)
    let isRepeated =
      separator != "-" && !isPartOfWork(name) && prefixes.contains(AgentNames.folded(name))
    guard isKnown || isRepeated else { return nil }
    return (name, rest)
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
    if text.last == ")", let open = text.lastIndex(of: "(") {
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
    let bytes = Array(text.utf8)
    for separator in [" — ", " – ", " - ", " by ", " | ", " @"] {
      let wanted = Array(separator.utf8)
      var found: Int?
      var index = 0
      while index + wanted.count <= bytes.count {
        if bytes[index] == 0x20, bytes[index...].starts(with: wanted) {
          found = index
          index += wanted.count
        } else {
          index += 1
        }
      }
      if let found {
        let low = text.utf8.index(text.startIndex, offsetBy: found)
        return low..<text.utf8.index(low, offsetBy: wanted.count)
      }
    }
    return nil
  }

  /// The words before the first separator.
  static func split(_ text: String) -> (name: String, separator: String, rest: String)? {
    let bytes = Array(text.utf8.prefix(60))
    for (index, byte) in bytes.enumerated() {
      var length = 0
      switch byte {
      case 0x3A:
        // `14:30` and `10:foo` are no names before a colon.
        if index + 1 == text.utf8.count || index + 1 < bytes.count && bytes[index + 1] == 0x20 {
          length = 1
        }
      case 0x7C: length = 1
      case 0x2D where index > 0 && bytes[index - 1] == 0x20:
        if index + 1 < bytes.count, bytes[index + 1] == 0x20 { length = 1 }
        if index + 1 < bytes.count, bytes[index + 1] == 0x3E { length = 2 }
      case 0xE2 where index > 0 && index + 2 < bytes.count && bytes[index + 1] == 0x80:
        if bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94 { length = 3 }
      case 0xE2
      where index + 2 < bytes.count && bytes[index + 1] == 0x86 && bytes[index + 2] == 0x92:
        length = 3
      default: break
      }
      guard length > 0 else { continue }
      let name = trimmed(String(decoding: bytes[0..<index], as: UTF8.self))
      let rest = String(decoding: Array(text.utf8)[(index + length)...], as: UTF8.self)
      let isArrow = byte == 0xE2 && bytes[index + 1] == 0x86 || length == 2
      return (name, byte == 0x3A ? ":" : isArrow ? "→" : "-", trimmed(rest))
    }
    return nil
  }

  /// One to four words with letters, no task id.
  static func isName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 40, text.contains(where: \.isLetter) else {
      return false
    }
    guard text.split(separator: " ").count <= 4 else { return false }
    return !TaskIDs.isWhole(text)
  }
}

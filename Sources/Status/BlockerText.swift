/// The words of a blocker without the label that only says that it is one.
enum BlockerText {
  static func short(_ text: String) -> String {
    let line = withoutNumber(DisplayText.line(text))
    guard let colon = colon(in: line) else { return line }
    let label = line[..<colon].lowercased().filter { $0.isLetter || $0 == " " }
    let words = label.split(separator: " ")
    guard words.count <= 2, let first = words.first, labels.contains(String(first)) else {
      return line
    }
    let rest = line[line.index(after: colon)...].drop { $0 == " " }
    return rest.isEmpty ? line : String(rest)
  }

  private static func colon(in line: String) -> String.Index? {
    DisplayText.isPlain(line[...])
      ? line.utf8.firstIndex(of: UInt8(ascii: ":")) : line.firstIndex(of: ":")
  }

  /// Without the number that a list gives it.
  private static func withoutNumber(_ line: String) -> String {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard (1...2).contains(digits.count), rest.hasPrefix(". ") else { return line }
    return String(rest.dropFirst(2))
  }

  private static let labels: Set<String> = [
    "blocker", "blockers", "blocked", "issue", "awaiting", "progress", "status", "next",
  ]

  /// The words of a request without the label that repeats its kind: "CEO decision needed: …".
  static func request(_ text: String) -> String {
    let line = short(text)
    guard let colon = colon(in: line) else { return line }
    let words = line[..<colon].lowercased().split { !$0.isLetter }
    let rest = line[line.index(after: colon)...].drop { $0 == " " }
    guard words.count <= 5, rest.prefix(8).count == 8,
      words.contains(where: { kinds.contains(String($0)) })
    else { return line }
    return String(rest)
  }

  private static let kinds: Set<String> = [
    "decision", "question", "questions", "approval", "asking", "awaiting", "needed", "required",
  ]
}

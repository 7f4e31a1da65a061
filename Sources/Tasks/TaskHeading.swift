import Facts

/// What a heading (or a list item) says about one task.
struct TaskHeading: Equatable {
  var id: TaskID
  /// As written, without the id and what separates it; empty when the line only names the task.
  var title: String
  /// nil when the line says nothing about how the task stands.
  var state: DirectionTask.State?

  /// nil for a line that defines or closes no single task: prose that mentions one, a range, a list.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let (start, id) = TaskID.first(in: bytes) else { return nil }
    let opening = String(decoding: bytes[..<start], as: UTF8.self)
    guard Self.isDecoration(opening), !Self.isFollowedByAnother(bytes, id) else { return nil }
    self.id = id
    title = Self.title(String(decoding: bytes[id.end...], as: UTF8.self))
    state = StateWords.state(opening: opening, title: title)
    if StateWords.isNothingElse(title) { title = "" }
  }

  /// Whether what stands before the id is no sentence: signs, numbers, capitals, a word for "task".
  private static func isDecoration(_ text: String) -> Bool {
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let lower = word.lowercased()
      if connectives.contains(lower) { return false }
      let isCapitals = word.allSatisfy { $0.isNumber || $0.isUppercase }
      guard isCapitals || openers.contains(lower) else { return false }
    }
    return true
  }

  private static let connectives: Set<String> = [
    "after", "and", "before", "blocked", "by", "for", "from", "in", "of", "on", "see", "then",
    "to", "until", "waiting", "with",
  ]

  private static let openers: Set<String> = [
    "active", "critical", "current", "day", "high", "low", "medium", "new", "next", "optional",
    "phase", "priority", "step", "story", "task", "ticket", "todo", "urgent",
  ]

  /// `A-1 to A-3`, `A-1, A-2`, `A-1-3`, `A-1 + A-2`: several tasks in one line define none.
  private static func isFollowedByAnother(_ bytes: [UInt8], _ id: TaskID) -> Bool {
    var index = id.end
    while index < bytes.count, bytes[index] == 0x2A || bytes[index] == 0x60 || bytes[index] == 0x5D
    {
      index += 1
    }
    guard mayJoin(bytes, index) else { return false }
    let rest = String(decoding: bytes[index...], as: UTF8.self)
    let trimmed = rest.drop { $0 == " " }
    let opening = trimmed.prefix(8).lowercased()
    for joint in ["through", "to", "and", "thru", ",", "+", "&", "/", "-", "–", "…", ".."] {
      guard opening.hasPrefix(joint) else { continue }
      let after = trimmed.dropFirst(joint.count)
      // A dash between blanks sets off a title, which may begin with a number.
      if joint == "-" || joint == "–", after.first == " ", trimmed.startIndex != rest.startIndex {
        guard TaskID.read(Array(after.drop { $0 == " " }.utf8), at: 0)?.prefix == id.prefix else {
          continue
        }
        return true
      }
      let next = after.drop { " *`[".contains($0) }
      if joint.first?.isLetter == true, after.first?.isLetter == true { continue }
      if next.first?.isNumber == true { return true }
      if TaskID.read(Array(next.utf8), at: 0) != nil { return true }
    }
    return false
  }

  /// Whether the first byte behind blanks can begin what joins two ids; behind most it is a colon or a dash.
  private static func mayJoin(_ bytes: [UInt8], _ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case 0x61, 0x41, 0x74, 0x54, 0x2C, 0x2B, 0x26, 0x2F, 0x2D, 0x2E: return true
    // Not the em dash, which sets off a title.
    case 0xE2: return index + 2 < bytes.count && bytes[index + 2] != 0x94
    default: return false
    }
  }

  private static func title(_ rest: String) -> String {
    var text = rest[...]
    while let first = text.first, " \t:-–—|/~*`])._".contains(first) { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    if text.hasSuffix("~~"), !text.dropLast(2).contains("~~") { text = text.dropLast(2) }
    if text.hasSuffix("**"), text.dropLast(2).contains("**") == false { text = text.dropLast(2) }
    return String(text)
  }
}

/// The words by which a line says how a task stands.
enum StateWords {
  private static let done: Set<String> = [
    "complete", "completed", "done", "delivered", "finished", "closed", "shipped", "merged",
  ]
  private static let blocked: Set<String> = [
    "blocked", "deferred", "paused", "waiting", "cancelled", "canceled", "hold",
  ]

  /// The state by a leading tick, or by a segment of the title set off by a dash or a parenthesis.
  static func state(opening: String, title: String) -> DirectionTask.State? {
    if opening.unicodeScalars.contains(where: { "✅☑✔".unicodeScalars.contains($0) }) {
      return .done
    }
    if opening.unicodeScalars.contains(where: { "⏸🚫".unicodeScalars.contains($0) }) {
      return .blocked
    }
    // What is struck out is no longer asked for.
    if opening.hasSuffix("~~") { return .done }
    let closing = title.unicodeScalars.reversed().first { $0 != "\u{FE0F}" && $0 != " " }
    if let closing, "✅☑✔".unicodeScalars.contains(closing) { return .done }
    if let closing, "⏸🚫".unicodeScalars.contains(closing) { return .blocked }
    let segments = self.segments(of: title)
    for (index, segment) in segments.enumerated() {
      // The first segment is the title itself: it counts only when the line says nothing else.
      guard index > 0 || isNothingElse(title) else { continue }
      let said = segment.drop { !$0.isLetter }
      let word = said.prefix(while: \.isLetter)
      guard !word.isEmpty else { continue }
      if said.lowercased().hasPrefix("on hold") { return .blocked }
      let isAlone = !said.dropFirst(word.count).contains(where: \.isLetter)
      guard isAlone || word.allSatisfy(\.isUppercase) else { continue }
      let lower = word.lowercased()
      if done.contains(lower) { return .done }
      if blocked.contains(lower) { return .blocked }
    }
    return nil
  }

  /// Whether a title is made of words of state, dates and signs alone.
  static func isNothingElse(_ title: String) -> Bool {
    let opening = title.drop { !$0.isLetter }
    guard !opening.isEmpty else { return !title.isEmpty }
    let first = opening.prefix(while: \.isLetter).lowercased()
    guard done.contains(first) || blocked.contains(first) else { return false }
    let words = title.split(whereSeparator: { !$0.isLetter })
    let filler: Set<String> = ["t", "z", "utc", "all", "on", "and", "yet", "not"]
    return words.allSatisfy { word in
      let lower = word.lowercased()
      return done.contains(lower) || blocked.contains(lower) || filler.contains(lower)
    }
  }

  private static func segments(of title: String) -> [Substring] {
    var segments: [Substring] = []
    let bytes = title.utf8
    var start = bytes.startIndex
    var index = start
    var previous: UInt8 = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      var next = bytes.index(after: index)
      var isBreak = false
      switch byte {
      case 0x28, 0x29, 0x2C, 0x7C, 0x5B, 0x5D: isBreak = true
      case 0x2D: isBreak = previous == 0x20 && next < bytes.endIndex && bytes[next] == 0x20
      case 0xE2
      where bytes[index...].starts(with: "–".utf8) || bytes[index...].starts(with: "—".utf8):
        next = bytes.index(index, offsetBy: 3)
        isBreak = previous == 0x20 && next < bytes.endIndex && bytes[next] == 0x20
      default: break
      }
      if isBreak {
        segments.append(title[start..<index])
        start = next
      }
      previous = byte
      index = next
    }
    segments.append(title[start...])
    return segments
  }
}

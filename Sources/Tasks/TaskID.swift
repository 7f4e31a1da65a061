/// A task's id as it stands in text: `DATA-001`, `AI-OPS-12`, `T007`, `Task 3`.
struct TaskID: Equatable {
  /// As written.
  var text: String
  /// What stands before the number, by which ids of one family are known.
  var prefix: String
  /// The number as written, with a letter or a fraction behind it.
  var number: String
  /// Byte offset behind the id.
  var end: Int
  /// True when hardly anything else looks like this: capitals, a hyphen, and a number of three digits that
  /// begins with a zero or stands before a colon. (`AES-256` is an algorithm.)
  var isCertain: Bool

  /// The id that begins at a byte offset; nil when none does.
  static func read(_ bytes: [UInt8], at start: Int) -> TaskID? {
    guard start < bytes.count, isLetter(bytes[start]) else { return nil }
    if start > 0, isWord(bytes[start - 1]) || bytes[start - 1] == hyphen { return nil }
    return hyphenated(bytes, at: start) ?? joined(bytes, at: start) ?? spoken(bytes, at: start)
  }

  /// The first id at or after a byte offset.
  static func first(in bytes: [UInt8], from start: Int = 0) -> (start: Int, id: TaskID)? {
    var index = start
    while index < bytes.count {
      if let id = read(bytes, at: index) { return (index, id) }
      if isWord(bytes[index]) {
        while index < bytes.count, isWord(bytes[index]) || bytes[index] == hyphen { index += 1 }
      } else {
        index += 1
      }
    }
    return nil
  }

  private static let hyphen = UInt8(ascii: "-")

  /// `WORD-WORD-12`, with `12a` or `1.2` as numbers.
  private static func hyphenated(_ bytes: [UInt8], at start: Int) -> TaskID? {
    var index = start
    while index < bytes.count, index - start < 48 {
      let segment = index
      guard isLetter(bytes[segment]) else { break }
      while index < bytes.count, isLetter(bytes[index]) || isDigit(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == hyphen, index + 1 < bytes.count else { return nil }
      index += 1
      if isDigit(bytes[index]) { return finish(bytes, from: start, digits: index, joint: 1) }
    }
    return nil
  }

  /// `T007`: one to four capitals right before the number.
  private static func joined(_ bytes: [UInt8], at start: Int) -> TaskID? {
    var index = start
    while index < bytes.count, isCapital(bytes[index]), index - start < 5 { index += 1 }
    guard (1...4).contains(index - start), index < bytes.count, isDigit(bytes[index]) else {
      return nil
    }
    // Priorities, quarters and versions are written like that and are no tasks.
    let isOneLetter = index - start == 1
    let digits = bytes[index...].prefix(while: isDigit).count
    if isOneLetter, digits == 1, [0x50, 0x51, 0x56].contains(bytes[start]) { return nil }
    return finish(bytes, from: start, digits: index, joint: 0)
  }

  /// `Task 3`, `Story 1.2`.
  private static func spoken(_ bytes: [UInt8], at start: Int) -> TaskID? {
    for word in ["task", "story", "ticket", "issue"] {
      let length = word.utf8.count
      guard start + length + 1 < bytes.count,
        zip(bytes[start..<start + length], word.utf8).allSatisfy({ $0 | 0x20 == $1 })
      else { continue }
      var index = start + length
      guard bytes[index] == 0x20 else { continue }
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "#") {
        index += 1
      }
      if index < bytes.count, isDigit(bytes[index]) {
        return finish(bytes, from: start, digits: index, joint: 1)
      }
    }
    return nil
  }

  private static func finish(
    _ bytes: [UInt8],
    from start: Int,
    digits: Int,
    joint: Int
  ) -> TaskID? {
    var index = digits
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    let count = index - digits
    guard count <= 9 else { return nil }
    if index < bytes.count, isLetter(bytes[index]),
      index + 1 >= bytes.count || !isWord(bytes[index + 1])
    {
      index += 1
    }
    while index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
      index += 1
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    }
    if index < bytes.count, isWord(bytes[index]) { return nil }
    let prefix = String(decoding: bytes[start..<max(start, digits - joint)], as: UTF8.self)
    let isCapitals = bytes[start..<digits].allSatisfy { !isLetter($0) || isCapital($0) }
    let letters = bytes[start..<digits].count(where: isLetter)
    return TaskID(
      text: String(decoding: bytes[start..<index], as: UTF8.self),
      prefix: prefix,
      number: String(decoding: bytes[digits..<index], as: UTF8.self),
      end: index,
      isCertain: joint == 1 && isCapitals && letters >= 2 && count >= 3
        && (bytes[digits] == 0x30 || index < bytes.count && bytes[index] == UInt8(ascii: ":"))
    )
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }
}

/// Task ids in text: `DATA-001`, `AI-LIBRARIAN-001`, `BAY-029 to BAY-031`, `SHELVES-020, 021, 022`.
///
/// What looks like an id is one only when its prefix is known: from a direction, or because the record's
/// headings begin with it. So `AES-256` is none, and no list of algorithms is needed.
package enum TaskIDs {
  /// One id as written, or one of a range or list that was expanded.
  package struct Mention: Sendable, Equatable {
    package var prefix: String
    package var number: Int
    /// Digits as written, so that `001` stays `001`.
    package var width: Int

    var hasLeadingZero: Bool { String(number).utf8.count < width }

    package var id: String {
      let digits = String(number)
      var id = prefix + "-"
      for _ in 0..<max(0, width - digits.utf8.count) { id += "0" }
      return id + digits
    }
  }

  /// At most so many ids of one range: more is no range of tasks.
  private static let longestRange = 60

  /// All that looks like an id, in order, ranges and lists expanded, without repetition.
  package static func mentions(in text: String) -> [Mention] {
    var text = text
    return text.withUTF8 { mentions($0) }
  }

  static func mentions(_ bytes: UnsafeBufferPointer<UInt8>) -> [Mention] {
    var found: [Mention] = []
    guard mayHoldID(bytes) else { return found }
    var index = 0
    while index < bytes.count {
      guard isCapital(bytes[index]), index == 0 || isBoundary(bytes[index - 1]) else {
        index += 1
        continue
      }
      guard var mention = mention(bytes, &index) else { continue }
      append(mention, &found)
      while let last = following(bytes, &index, mention) {
        if last.isRange, last.number > mention.number,
          last.number - mention.number <= longestRange
        {
          for number in mention.number + 1...last.number {
            append(Mention(prefix: mention.prefix, number: number, width: mention.width), &found)
          }
        } else {
          append(
            Mention(prefix: mention.prefix, number: last.number, width: mention.width),
            &found
          )
        }
        mention.number = last.number
      }
    }
    return found
  }

  /// A quick look for a dash before a digit.
  private static func mayHoldID(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if last == 0x2D, isDigit(byte) { return true }
      last = byte
    }
    return false
  }

  /// Whether the text is one id and nothing else.
  static func isWhole(_ text: String) -> Bool {
    guard let first = text.utf8.first, isCapital(first), let last = text.utf8.last, isDigit(last)
    else { return false }
    let found = mentions(in: text)
    return found.count == 1 && found[0].id == text
  }

  private static func append(_ mention: Mention, _ found: inout [Mention]) {
    if !found.contains(mention), found.count < 200 { found.append(mention) }
  }

  /// Reads `PREFIX-12` with any number of parts of capitals before the number.
  private static func mention(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Mention? {
    let start = index
    var end = index
    var numberStart: Int?
    while end < bytes.count {
      let byte = bytes[end]
      if isCapital(byte) || isDigit(byte) {
        end += 1
      } else if byte == 0x2D || byte == 0x5F, end + 1 < bytes.count,
        isCapital(bytes[end + 1]) || isDigit(bytes[end + 1])
      {
        if byte == 0x2D, isDigit(bytes[end + 1]) {
          var digits = end + 1
          while digits < bytes.count, isDigit(bytes[digits]) { digits += 1 }
          if digits == bytes.count || !isCapital(bytes[digits]) && !isLetter(bytes[digits]) {
            numberStart = end + 1
            end = digits
            break
          }
        }
        end += 1
      } else {
        break
      }
    }
    index = max(end, start + 1)
    guard let numberStart, end - numberStart <= 5, numberStart - start <= 30 else {
      skipWord(bytes, &index)
      return nil
    }
    // `GPT-3.5` and `ID-1x` are no ids.
    if end < bytes.count, isLetter(bytes[end]) || bytes[end] == 0x5F { return nil }
    if end + 1 < bytes.count, bytes[end] == 0x2E, isDigit(bytes[end + 1]) { return nil }
    let prefix = String(decoding: bytes[start..<numberStart - 1], as: UTF8.self)
    guard prefix.utf8.count > 1 else { return nil }
    return Mention(
      prefix: prefix,
      number: number(bytes, numberStart..<end),
      width: end - numberStart
    )
  }

  private static func skipWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index < bytes.count, isLetter(bytes[index]) || isDigit(bytes[index]) { index += 1 }
  }

  /// What continues a list or a range behind an id: `, 021`, `/022`, ` & 016`, ` through BAY-031`.
  private static func following(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ index: inout Int,
    _ mention: Mention
  ) -> (number: Int, isRange: Bool)? {
    var cursor = index
    func blanks() { while cursor < bytes.count, bytes[cursor] == 0x20 { cursor += 1 } }
    func skip(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard cursor + count <= bytes.count else { return false }
      let matches = word.withUTF8Buffer { wanted in
        (0..<count).allSatisfy { bytes[cursor + $0] == wanted[$0] }
      }
      if matches { cursor += count }
      return matches
    }
    blanks()
    let isRange =
      skip("to ") || skip("through ") || skip("thru ") || skip("–") || skip("—") || skip("→")
      || skip("..") || skip("-") || skip("~")
    let isList = !isRange && (skip(",") || skip("/") || skip("&") || skip("+") || skip("and "))
    guard isRange || isList else { return nil }
    blanks()
    if isList { _ = skip("and ") || skip("& ") }
    let prefix = mention.prefix.utf8
    if cursor + prefix.count < bytes.count,
      bytes[cursor..<cursor + prefix.count].elementsEqual(prefix),
      bytes[cursor + prefix.count] == 0x2D
    {
      cursor += prefix.count + 1
    } else if mention.width < 2 {
      return nil
    }
    let start = cursor
    while cursor < bytes.count, isDigit(bytes[cursor]), cursor - start < 6 { cursor += 1 }
    // The number is written with as many digits: `DATA-001, 30 minutes` is no list.
    guard cursor - start == mention.width || start < cursor && bytes[start - 1] == 0x2D && isList
    else { return nil }
    if cursor < bytes.count {
      let next = bytes[cursor]
      if isLetter(next) || next == 0x5F
        || next == 0x3A && !isRange && isList && cursor + 1 < bytes.count
          && isDigit(bytes[cursor + 1])
      {
        return nil
      }
    }
    index = cursor
    return (number(bytes, start..<cursor), isRange)
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    range.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    !isLetter(byte) && !isDigit(byte) && byte != 0x2D && byte != 0x5F && byte != 0x2F
  }
}

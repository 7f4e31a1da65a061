import Mustache

/// Makes one line of a person's words safe to stand in an entry.
///
/// Inline Markdown stays: emphasis, code spans, links. What would start or close a block, forge an entry
/// or a checkbox, hide what follows, or break the line is neutralised, so that an entry reads back as
/// what was meant whatever its values hold.
package enum MarkdownText {
  /// One line: line breaks and control characters become spaces, block markers at its start are
  /// escaped, raw HTML is escaped, and code spans that do not close are.
  package static func inline(_ text: String) -> String {
    var bytes = singleLine(text)
    escapeBlockStart(&bytes)
    return String(decoding: escapeInline(bytes), as: UTF8.self)
  }

  /// Collapses every kind of line break, tab and control character to one space and trims the ends.
  private static func singleLine(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if isBreakOrInvisible(scalar) {
        pendingSpace = pendingSpace || scalar.properties.isWhitespace
        continue
      }
      if pendingSpace, !result.isEmpty { result.append(UInt8(ascii: " ")) }
      pendingSpace = false
      result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    }
    return result
  }

  private static func isBreakOrInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    // Bidirectional controls, zero-width characters and tags hide or reorder what stands beside them.
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Escapes what CommonMark would take for the start of a block at the start of a line or list item.
  private static func escapeBlockStart(_ bytes: inout [UInt8]) {
    guard let first = bytes.first else { return }
    switch first {
    case UInt8(ascii: "#"):
      let marks = bytes.prefix { $0 == first }.count
      if marks == bytes.count || bytes[marks] == UInt8(ascii: " ") {
        bytes.insert(UInt8(ascii: "\\"), at: 0)
      }
    case UInt8(ascii: "="):
      if isThematicBreak(bytes) { bytes.insert(UInt8(ascii: "\\"), at: 0) }
    case UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "["):
      // `[text](url)` stays a link; `[x]`, `[ ]` and `[label]: ` do not stay what they would be.
      if first == UInt8(ascii: "["), isLinkStart(bytes) { return }
      bytes.insert(UInt8(ascii: "\\"), at: 0)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      if startsList(bytes) || isThematicBreak(bytes) { bytes.insert(UInt8(ascii: "\\"), at: 0) }
    case UInt8(ascii: "~"), UInt8(ascii: "`"):
      if bytes.prefix(while: { $0 == first }).count >= 3 {
        bytes.insert(UInt8(ascii: "\\"), at: 0)
        // Each mark needs its own escape: three behind one escaped would be a fence no more,
        // but two behind it would still open a code span.
        var index = 2
        while index < bytes.count, bytes[index] == first {
          bytes.insert(UInt8(ascii: "\\"), at: index)
          index += 2
        }
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      if digits <= 9, digits < bytes.count,
        bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")"),
        digits + 1 == bytes.count || bytes[digits + 1] == UInt8(ascii: " ")
      {
        bytes.insert(UInt8(ascii: "\\"), at: digits)
      }
    default: break
    }
  }

  private static func startsList(_ bytes: [UInt8]) -> Bool {
    bytes[0] != UInt8(ascii: "_") && (bytes.count == 1 || bytes[1] == UInt8(ascii: " "))
  }

  private static func isThematicBreak(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == bytes[0] || $0 == UInt8(ascii: " ") }
  }

  /// `[` … `](` on this line, with more than one character in the brackets.
  private static func isLinkStart(_ bytes: [UInt8]) -> Bool {
    guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
    return close > 2 && close + 1 < bytes.count && bytes[close + 1] == UInt8(ascii: "(")
  }

  /// Escapes raw HTML and code spans that do not close; leaves the inside of closed code spans alone.
  private static func escapeInline(_ bytes: [UInt8]) -> [UInt8] {
    let closers = backtickRunLengths(bytes)
    let holdsLabel = holdsLabel(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"):
        result.append(byte)
        if index + 1 < bytes.count, isASCIIPunctuation(bytes[index + 1]) {
          result.append(bytes[index + 1])
          index += 1
        } else if index + 1 == bytes.count {
          // A lone backslash at the end would be a hard line break, or escape what a template puts behind.
          result.append(byte)
        }
        index += 1
      case UInt8(ascii: "`"):
        let length = runLength(of: byte, in: bytes, at: index)
        if let end = closers.end(ofSpanFrom: index, length: length) {
          result.append(contentsOf: bytes[index..<end])
          index = end
        } else {
          for _ in 0..<length { result.append(contentsOf: [UInt8(ascii: "\\"), byte]) }
          index += length
        }
      case UInt8(ascii: "*"), UInt8(ascii: "_"):
        let length = runLength(of: byte, in: bytes, at: index)
        for _ in 0..<length {
          result.append(
            contentsOf: holdsLabel && length >= 2 ? [UInt8(ascii: "\\"), byte] : [byte]
          )
        }
        index += length
      case UInt8(ascii: "<"):
        if !isAutolink(bytes, at: index) { result.append(UInt8(ascii: "\\")) }
        result.append(byte)
        index += 1
      default:
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  /// Bold text that ends in a colon, or has one behind it (also behind a parenthesis): to a reader of the
  /// record that is the label of a field, and a value must not bring fields of its own.
  private static func holdsLabel(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else {
        index += 1
        continue
      }
      let length = runLength(of: byte, in: bytes, at: index)
      if length >= 2, opensLabel(bytes, at: index, length: length) { return true }
      index += length
    }
    return false
  }

  private static func opensLabel(_ bytes: [UInt8], at start: Int, length: Int) -> Bool {
    let mark = bytes[start]
    var index = start + length
    while index < bytes.count {
      guard bytes[index] == mark else {
        index += 1
        continue
      }
      let closing = runLength(of: mark, in: bytes, at: index)
      if closing >= 2 {
        let inside = bytes[(start + length)..<index].last { $0 != UInt8(ascii: " ") }
        if inside == UInt8(ascii: ":") || endsWithWideColon(bytes[..<index]) { return true }
        var next = skipSpaces(bytes, from: index + closing)
        if next < bytes.count, bytes[next] == UInt8(ascii: "(") {
          guard let close = bytes[next...].firstIndex(of: UInt8(ascii: ")")) else { return false }
          next = skipSpaces(bytes, from: close + 1)
        }
        return next < bytes.count
          && (bytes[next] == UInt8(ascii: ":") || bytes[next...].starts(with: wideColon))
      }
      index += closing
    }
    return false
  }

  /// U+FF1A, the colon of Chinese and Japanese text.
  private static let wideColon: [UInt8] = [0xEF, 0xBC, 0x9A]

  private static func endsWithWideColon(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.suffix(3).elementsEqual(wideColon)
  }

  private static func skipSpaces(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  /// `<scheme:…>` without a space: shown as a link, harmless.
  private static func isAutolink(_ bytes: [UInt8], at start: Int) -> Bool {
    var index = start + 1
    var sawColon = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return sawColon && index > start + 2 }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "<") { return false }
      if byte == UInt8(ascii: ":") { sawColon = true }
      if !sawColon, !(isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)) {
        return false
      }
      index += 1
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  private static func runLength(of byte: UInt8, in bytes: [UInt8], at start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == byte { index += 1 }
    return index - start
  }

  /// Where the backtick runs of each length stand, so that a span's end is found without searching.
  private static func backtickRunLengths(_ bytes: [UInt8]) -> BacktickRuns {
    var runs: [Int: [Int]] = [:]
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "`") {
        let length = runLength(of: bytes[index], in: bytes, at: index)
        runs[length, default: []].append(index)
        index += length
      } else {
        index += 1
      }
    }
    return BacktickRuns(startsByLength: runs)
  }

  private struct BacktickRuns {
    /// Ascending offsets.
    let startsByLength: [Int: [Int]]

    /// The offset behind the closing run of the span that opens at `start`; nil when none closes it.
    func end(ofSpanFrom start: Int, length: Int) -> Int? {
      guard let starts = startsByLength[length] else { return nil }
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= start { low = middle + 1 } else { high = middle }
      }
      return low < starts.count ? starts[low] + length : nil
    }
  }
}

/// The content type under which templates render their values.
struct MarkdownLineContentType: MustacheContentType {
  func escapeText(_ text: String) -> String {
    MarkdownText.inline(text)
  }
}

/// A fenced block that holds captured text as it is.
package enum MarkedFence {
  /// The word in the info string by which a reader knows that the tool wrote the fence, and searches
  /// it neither for entries nor for notes.
  package static let marker = "sitrep"

  /// A fence longer than any run of backticks in `text`; the text ends with a newline of its own.
  package static func wrap(_ text: String) -> String {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let body = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    return "\(fence)text \(marker)\n\(body)\(fence)"
  }
}

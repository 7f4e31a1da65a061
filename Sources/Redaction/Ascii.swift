/// Byte constants and classes; everything here is ASCII, other bytes belong to no class.
enum Ascii {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let escape: UInt8 = 0x1B
  static let space: UInt8 = 0x20

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  @inline(__always) static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  @inline(__always) static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte)
  }
  @inline(__always) static func isWord(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x5F
  }
  @inline(__always) static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }
  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == space || byte &- 0x09 < 5
  }
  @inline(__always) static func lowercased(_ byte: UInt8) -> UInt8 {
    isUpper(byte) ? byte | 0x20 : byte
  }
  /// Base64 in both alphabets, padding included.
  @inline(__always) static func isBase64(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
  @inline(__always) static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
}

typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// Whether `word` stands at `index`.
  @inline(__always)
  func has(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    let start = word.utf8Start
    for offset in 0..<length where self[index + offset] != start[offset] { return false }
    return true
  }

  /// The same without regard to case; `word` is given in lower case.
  @inline(__always)
  func hasFolded(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    let start = word.utf8Start
    for offset in 0..<length where Ascii.lowercased(self[index + offset]) != start[offset] {
      return false
    }
    return true
  }

  /// The first index from `start` on, at most `limit`, at which `condition` holds; else `limit`.
  @inline(__always)
  func first(from start: Int, limit: Int, where condition: (UInt8) -> Bool) -> Int {
    var index = start
    let end = Swift.min(limit, count)
    while index < end, !condition(self[index]) { index += 1 }
    return index
  }

  /// The end of the line that holds `index`, without its line end.
  func lineEnd(from index: Int, limit: Int = .max) -> Int {
    var end = first(from: index, limit: limit) { $0 == Ascii.newline }
    if end > index, end < count, self[end - 1] == Ascii.carriageReturn { end -= 1 }
    return end
  }
}

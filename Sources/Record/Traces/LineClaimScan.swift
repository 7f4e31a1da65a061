/// Reads `path/to/file.sql (20 lines)` backwards from the word `lines`.
///
/// Only a number that stands right behind the file is its number of lines: `about`, `~`, `+20`, and words in
/// between (`added 3 lines to`) make another sentence of it.
enum LineClaimScan {
  static func claim(endingAt word: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (
    subject: String, lines: Int
  )? {
    var end = word + 4
    if end < bytes.count, bytes[end] == UInt8(ascii: "s") { end += 1 }
    if end < bytes.count, isWord(bytes[end]) || bytes[end] == UInt8(ascii: "-") { return nil }
    var index = word - 1
    // `20 lines`, `20-line`, `**20** lines`
    while index >= 0, bytes[index] == 0x20 || bytes[index] == 0x2A || bytes[index] == 0x2D {
      index -= 1
    }
    guard index >= 0, index < word - 1, isDigit(bytes[index]) else { return nil }
    var number = 0
    var scale = 1
    while index >= 0, isDigit(bytes[index]) || bytes[index] == 0x2C && isGroup(index, bytes) {
      if bytes[index] != 0x2C {
        guard scale <= 100_000_000 else { return nil }
        number += Int(bytes[index] - 0x30) * scale
        scale *= 10
      }
      index -= 1
    }
    guard let last = subjectEnd(before: index, in: bytes) else { return nil }
    var first = last
    while first > 0, isPath(bytes[first - 1]) { first -= 1 }
    guard isFile(UnsafeBufferPointer(rebasing: bytes[first...last])) else { return nil }
    return (String(decoding: bytes[first...last], as: UTF8.self), number)
  }

  /// The last byte of the file's name, when nothing but marks and `new`, `created`, `has` stand between.
  private static func subjectEnd(before number: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = number
    guard index >= 0, isMark(bytes[index]) || bytes[index] >= 0x80 else { return nil }
    while index >= 0 {
      let byte = bytes[index]
      // `-20`, `+20` and a range are no number of lines; a dash set apart is a dash.
      if byte == 0x2D, index == number { return nil }
      if isMark(byte) {
        index -= 1
      } else if byte >= 0x80 {
        guard let width = dash(endingAt: index, in: bytes) else { return nil }
        index -= width
      } else if isWord(byte) {
        var first = index
        while first > 0, isWord(bytes[first - 1]) { first -= 1 }
        let before = first > 0 ? bytes[first - 1] : 0x20
        let word = UnsafeBufferPointer(rebasing: bytes[first...index])
        if before == 0x2E || before == 0x2F || before == 0x2D || !mayStandBetween(word) {
          return index
        }
        index = first - 1
      } else {
        return nil
      }
    }
    return nil
  }

  private static let between: [StaticString] = [
    "new", "created", "file", "total", "now", "has", "is",
  ]

  private static func mayStandBetween(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    between.contains { other in
      other.utf8CodeUnitCount == word.count
        && word.indices.allSatisfy { word[$0] | 0x20 == other.utf8Start[$0] }
    }
  }

  /// A dash or an arrow of three bytes; nil for anything else.
  private static func dash(endingAt index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard index >= 2, bytes[index - 2] == 0xE2 else { return nil }
    switch (bytes[index - 1], bytes[index]) {
    case (0x80, 0x93), (0x80, 0x94), (0x86, 0x92): return 3
    default: return nil
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x28, 0x29, 0x2A, 0x2C, 0x2D, 0x3A, 0x3D, 0x5B, 0x5D, 0x60, 0x7C: true
    default: false
    }
  }

  private static func isGroup(_ comma: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    comma > 0 && isDigit(bytes[comma - 1])
  }

  /// A name with an extension: a path, or the last part of one.
  private static func isFile(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var dot = path.count - 1
    while dot > 0, path[dot] != UInt8(ascii: ".") { dot -= 1 }
    guard dot > 0 else { return false }
    let tail = path[(dot + 1)...]
    return !tail.isEmpty && tail.count <= 10 && tail.allSatisfy { isWord($0) }
      && tail.contains { !isDigit($0) }
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == 0x2D || byte == 0x2E || byte == 0x2F || byte == 0x40 || byte == 0x2B
      || byte >= 0x80
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

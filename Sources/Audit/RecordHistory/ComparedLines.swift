import Facts

/// The lines of one version of a file, as versions are compared: blank ones left out, white space ignored.
struct ComparedLines: Sendable {
  struct Line: Sendable {
    /// 1-based.
    var number: Int
    /// Of everything but white space, the marks before a heading, and what stands in a task box.
    var hash: UInt64
    /// Bytes that are no white space.
    var weight: Int
    /// 0 without a task box, 1 for an empty one, else the first byte of what stands in it.
    var box: UInt8

    /// Whether a later line says the same: a box that was empty may have been ticked since.
    func isKept(as later: Line) -> Bool {
      hash == later.hash && (box == later.box || box == 1)
    }
  }

  let lines: [Line]

  init(_ text: SourceText) {
    var lines: [Line] = []
    text.bytes.withUnsafeBufferPointer { bytes in
      for number in 1...max(1, text.lineStarts.count) {
        let range = text.lineRange(number)
        if let line = Self.line(UnsafeBufferPointer(rebasing: bytes[range]), number: number) {
          lines.append(line)
        }
      }
    }
    self.lines = lines
  }

  /// Positions in `lines` of a range of 1-based lines.
  func positions(_ range: ClosedRange<Int>) -> Range<Int> {
    let start = position(atOrAfter: range.lowerBound)
    return start..<max(start, position(atOrAfter: range.upperBound + 1))
  }

  private func position(atOrAfter number: Int) -> Int {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What a line with this text alone would be compared by.
  static func hash(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { line($0, number: 1)?.hash } ?? 0
  }

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, number: Int) -> Line? {
    let box = boxContent(bytes)
    var line = Line(number: number, hash: 0xCBF2_9CE4_8422_2325, weight: 0, box: 0)
    if let box {
      let first = bytes[box].first { !isBlank($0) }
      line.box = first ?? 1
    }
    var isBeforeText = true
    for (index, byte) in bytes.enumerated() where !isBlank(byte) {
      if isBeforeText, byte == UInt8(ascii: "#") { continue }
      isBeforeText = false
      if let box, box.contains(index) { continue }
      line.hash = (line.hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      line.weight += 1
    }
    return line.weight == 0 ? nil : line
  }

  /// The bytes between the brackets of `- [ ]`, `1. [x]` or `> * [✓]`; nil where no task box stands.
  private static func boxContent(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var index = 0
    func skipBlanks() { while index < bytes.count, isBlank(bytes[index]) { index += 1 } }
    skipBlanks()
    while index < bytes.count, bytes[index] == UInt8(ascii: ">") {
      index += 1
      skipBlanks()
    }
    let marker = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      guard index == marker else { return nil }
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      guard index > marker else { return nil }
    default: return nil
    }
    index += 1
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return nil }
    let start = index + 1
    // One character, of up to four bytes with a variation selector behind it.
    guard let end = bytes[start...].prefix(8).firstIndex(of: UInt8(ascii: "]")), end > start else {
      return nil
    }
    let content = bytes[start..<end]
    guard content.count == 1 || content.allSatisfy({ $0 >= 0x80 }) else { return nil }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
  }
}

/// One line of a record without what only lays it out: quote marks, list markers, status marks, label.
struct ContentLine {
  /// Bytes before the content, list markers not counted: how deep it is nested.
  var indent = 0
  var isItem = false
  /// What the line begins with.
  var mark: StatusMark?
  /// A label, without emphasis and colon; empty range when there is none.
  var label = 0..<0
  /// Everything behind the label; the whole content without one.
  var value: Range<Int>
  /// Label and value, without marks and list markers.
  var content: Range<Int>
  /// Struck through, or a box that is ticked.
  var isStruck = false
  /// The label stands in emphasis: it opens a field of its own.
  var isBold = false
  /// Begins with a bold run that is no label: a title between paragraphs.
  var isStrong = false
  /// Begins with a number and a period, also behind `#` marks.
  var isNumbered = false

  var hasLabel: Bool { !label.isEmpty }

  init(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
    var low = range.lowerBound
    let high = range.upperBound
    let start = low
    while low < high, Self.isBlank(bytes[low]) || bytes[low] == 0x3E { low += 1 }
    indent = low - start
    // `- `, `* `, `1. `, `2) `; one behind another in `- 1. x`.
    while let next = Self.listMarker(at: low, high, bytes) {
      isItem = true
      low = next
      while low < high, Self.isBlank(bytes[low]) { low += 1 }
    }
    while low < high, bytes[low] == 0x23 { low += 1 }
    while low < high, Self.isBlank(bytes[low]) { low += 1 }
    isNumbered =
      low < high && bytes[low] &- 0x30 < 10 && Self.listMarker(at: low, high, bytes) != nil
    low = Self.skipMarks(low, high, bytes, &mark, &isStruck)
    content = low..<high
    value = content
    if low + 1 < high, bytes[low] == 0x7E, bytes[low + 1] == 0x7E { isStruck = true }
    splitLabel(bytes)
    if hasLabel {
      var second: StatusMark?
      let past = Self.skipMarks(value.lowerBound, high, bytes, &second, &isStruck)
      if second != nil || past > value.lowerBound { value = past..<high }
      mark = second ?? mark
    }
  }

  /// A bold run that a colon ends or follows, or a few plain words before a colon.
  private mutating func splitLabel(_ bytes: UnsafeBufferPointer<UInt8>) {
    var low = content.lowerBound
    let high = content.upperBound
    var stars = 0
    while low < high, bytes[low] == 0x2A || bytes[low] == 0x5F, stars < 3 {
      low += 1
      stars += 1
    }
    let limit = min(high, low + 90)
    if stars >= 2 {
      isStrong = true
      // Behind the emphasis a mark may stand: `**⚠️ BLOCKER**:`.
      let text = Self.skipMarks(low, limit, bytes, &mark, &isStruck)
      guard let close = Self.firstIndex(of: 0x2A, 0x5F, in: text..<limit, bytes) else { return }
      var end = close
      var past = close
      while past < high, bytes[past] == 0x2A || bytes[past] == 0x5F { past += 1 }
      while past < high, Self.isBlank(bytes[past]) { past += 1 }
      if let width = Self.colonWidth(endingAt: close, from: text, bytes) {
        end = close - width
      } else if past < high, bytes[past] == 0x28,
        let parenthesis = Self.firstIndex(of: 0x29, 0x29, in: past..<min(high, past + 60), bytes),
        let width = Self.colonWidth(at: parenthesis + 1, high, bytes)
      {
        // `**Blockers** (2):`
        past = parenthesis + 1 + width
      } else if let width = Self.colonWidth(at: past, high, bytes) {
        past += width
      } else if past >= high || Self.isDash(past, high, bytes) {
        if past < high { past += bytes[past] == 0x2D ? 1 : 3 }
      } else {
        return
      }
      while past < high, Self.isBlank(bytes[past]) { past += 1 }
      label = text..<max(text, end)
      isBold = true
      isStrong = false
      value = min(past, high)..<high
      return
    }
    // At most five plain words before a colon that a blank or the end of the line follows.
    var index = content.lowerBound
    var words = 1
    let plainLimit = min(high, index + 60)
    while index < plainLimit {
      let byte = bytes[index]
      if let width = Self.colonWidth(at: index, high, bytes) {
        let past = index + width
        guard index > content.lowerBound, width == 3 || past >= high || Self.isBlank(bytes[past])
        else { return }
        label = content.lowerBound..<index
        var valueStart = past
        while valueStart < high, Self.isBlank(bytes[valueStart]) { valueStart += 1 }
        value = valueStart..<high
        return
      }
      if byte == 0x20 { words += 1 }
      guard words <= 5, byte != 0x2E, byte != 0x28, byte != 0x60, byte != 0x2C, byte != 0x2A
      else { return }
      index += 1
    }
  }

  // MARK: bytes

  private static func listMarker(
    at low: Int,
    _ high: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard low < high else { return nil }
    let byte = bytes[low]
    if byte == 0x2D || byte == 0x2A || byte == 0x2B {
      guard low + 1 >= high || isBlank(bytes[low + 1]) else { return nil }
      return low + 1
    }
    if byte == 0xE2, low + 2 < high, bytes[low + 1] == 0x80, bytes[low + 2] == 0xA2 {
      return low + 3
    }
    var index = low
    while index < high, index < low + 4, bytes[index] &- 0x30 < 10 { index += 1 }
    guard index > low, index + 1 < high, bytes[index] == 0x2E || bytes[index] == 0x29,
      isBlank(bytes[index + 1])
    else { return nil }
    return index + 1
  }

  /// Skips blanks, boxes and emoji; keeps what the first telling one says.
  private static func skipMarks(
    _ start: Int,
    _ high: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ mark: inout StatusMark?,
    _ isStruck: inout Bool
  ) -> Int {
    var low = start
    while low < high {
      let byte = bytes[low]
      if isBlank(byte) {
        low += 1
      } else if byte == 0x5B, low + 2 < high, bytes[low + 2] == 0x5D {
        switch bytes[low + 1] {
        case 0x78, 0x58:
          mark = mark ?? .done
          isStruck = true
        case 0x21: mark = mark ?? .exclamation
        case 0x20, 0x7E, 0x2D: mark = mark ?? .openBox
        default: return low
        }
        low += 3
      } else if byte == 0xE2 || byte == 0xF0 || byte == 0xEF {
        let width = byte == 0xF0 ? 4 : 3
        guard low + width <= high else { return low }
        var scalar = UInt32(byte & (byte == 0xF0 ? 0x07 : 0x0F))
        for offset in 1..<width { scalar = scalar << 6 | UInt32(bytes[low + offset] & 0x3F) }
        if let found = StatusMark(scalar) {
          mark = mark ?? found
        } else if !(scalar >= 0x1F000 || scalar == 0xFE0F || scalar == 0x200D
          || scalar >= 0x2300 && scalar < 0x2C00)
        {
          return low
        }
        low += width
      } else {
        return low
      }
    }
    return low
  }

  private static func firstIndex(
    of first: UInt8,
    _ second: UInt8,
    in range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == first || bytes[index] == second && bytes[index] != 0x5F { return index }
      index += 1
    }
    return nil
  }

  private static func colonWidth(
    at index: Int,
    _ high: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard index < high else { return nil }
    if bytes[index] == 0x3A { return 1 }
    if bytes[index] == 0xEF, index + 2 < high, bytes[index + 1] == 0xBC, bytes[index + 2] == 0x9A {
      return 3
    }
    return nil
  }

  private static func colonWidth(
    endingAt end: Int,
    from low: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    if end - 1 >= low, bytes[end - 1] == 0x3A { return 1 }
    if end - 3 >= low, bytes[end - 3] == 0xEF, bytes[end - 2] == 0xBC, bytes[end - 1] == 0x9A {
      return 3
    }
    return nil
  }

  private static func isDash(
    _ index: Int,
    _ high: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if bytes[index] == 0x2D { return index + 1 < high && isBlank(bytes[index + 1]) }
    return index + 2 < high && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && (bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }
}

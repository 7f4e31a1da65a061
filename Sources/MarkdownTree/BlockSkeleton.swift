import Facts
internal import Glibc

/// What is left of a source when only its blocks matter: of each line its beginning, and `x` for its text.
///
/// No block depends on what stands behind the first letter of a line, but for the ends of HTML blocks: lines
/// with `>` keep their text. Lines and columns of what begins a block stay as they are. Depth is bounded:
/// nobody nests sixty lists, except to hang a reader. A definition of a link reference stays a paragraph.
///
/// Of items of one line that follow each other only the first and the last are left: the parser is in the same
/// state behind each of them, so that those between are items like the first one, or text like it.
struct BlockSkeleton {
  static let deepestNesting = 64
  /// Bytes at the beginning of a line that may hold block syntax.
  static let longestPrefix = 128

  private let source: UnsafeBufferPointer<UInt8>
  private let result: UnsafeMutablePointer<UInt8>
  private var count = 0
  /// Where the next `>` stands, or the end of the source; known from the place that was asked for last.
  private var nextAngle = -1
  /// Of the line that was appended last.
  private var item = ItemLine()

  /// What decides how a line that is an item, and nothing but its text, is taken.
  private struct ItemLine: Equatable {
    var indentation = 0
    /// The byte of a bullet, or the one behind a number; 0 where the line is no item, or more than one.
    var marker: UInt8 = 0
    var digits = 0
    /// Only a list that begins with one may end a paragraph.
    var isOne = false
    var hasTab = false
    /// Whether the text is left as one letter.
    var hasLetter = false
    /// Of the line in the skeleton, its end included.
    var length = 0

    /// Whether a line can be one of several that are all the same; text five blanks behind the marker is code.
    var repeats: Bool {
      let gap = length - indentation - digits - 3
      return marker != 0 && hasLetter && !hasTab && gap > 0 && gap <= 4
    }
  }

  /// Calls `body` with the skeleton, every line of it ended, and the line of the source that each of its lines
  /// stands for, counted from 1; both are gone afterwards.
  static func with<Result>(
    _ source: SourceText,
    from start: Int,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Int32>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: source.lineStarts.count) { lines in
      with(source, from: start, lines) { bytes, count in
        body(bytes, UnsafeBufferPointer(rebasing: lines[..<count]))
      }
    }
  }

  private static func with<Result>(
    _ source: SourceText,
    from start: Int,
    _ lines: UnsafeMutableBufferPointer<Int32>,
    _ body: (UnsafeBufferPointer<UInt8>, _ lineCount: Int) -> Result
  ) -> Result {
    let capacity = source.bytes.count + source.lineStarts.count + 1
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { space in
      guard let base = space.baseAddress else {
        return body(UnsafeBufferPointer(start: nil, count: 0), 0)
      }
      return source.bytes.withUnsafeBufferPointer { bytes in
        var skeleton = BlockSkeleton(source: bytes, result: base)
        var last = ItemLine()
        var repetitions = 0
        var lineCount = 0
        source.lineStarts.withUnsafeBufferPointer { starts in
          for index in 0..<starts.count {
            let isLast = index + 1 == starts.count
            let end = isLast ? bytes.count : starts[index + 1] - 1
            let low = max(start, starts[index])
            if isLast, low >= end { break }
            let count = skeleton.count
            skeleton.item = ItemLine()
            skeleton.appendLine(from: low, to: end)
            skeleton.append(0x0A)
            skeleton.item.length = skeleton.count - count
            let isRepeated = skeleton.item.repeats && skeleton.item == last
            repetitions = isRepeated ? repetitions + 1 : 0
            last = skeleton.item
            if repetitions > 1 {
              // It stands where the one before it stood.
              skeleton.count = count
              lineCount -= 1
            }
            lines[lineCount] = Int32(clamping: index + 1)
            lineCount += 1
          }
        }
        return body(UnsafeBufferPointer(start: base, count: skeleton.count), lineCount)
      }
    }
  }

  private init(source: UnsafeBufferPointer<UInt8>, result: UnsafeMutablePointer<UInt8>) {
    self.source = source
    self.result = result
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    result[count] = byte
    count += 1
  }

  private mutating func appendLine(from start: Int, to lineEnd: Int) {
    let end = lineEnd > start && source[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
    var index = start
    var containers = 0
    var indentation = 0
    let limit = min(end, start + Self.longestPrefix)
    while index < limit {
      let byte = source[index]
      switch byte {
      case 0x20: indentation += 1
      case 0x09:
        indentation += 4
        item.hasTab = true
      case 0x3E:
        containers += 1
        item.marker = 0
        if isTooDeep(containers, indentation) { return appendMasked(index, end) }
      case 0x2D, 0x2A, 0x2B:
        guard index + 1 == end || isBlank(source[index + 1]) else {
          return byte != 0x2B && isRun(of: byte, index, end)
            ? appendBytes(index, end) : appendText(index, end)
        }
        containers += 1
        if isTooDeep(containers, indentation) { return appendMasked(index, end) }
        item.marker = containers == 1 ? byte : 0
        item.indentation = indentation
      case 0x30...0x39:
        var past = index + 1
        while past < end, past - index < 9, source[past] &- 0x30 < 10 { past += 1 }
        guard past < end, source[past] == 0x2E || source[past] == 0x29,
          past + 1 == end || isBlank(source[past + 1])
        else { return appendText(index, end) }
        containers += 1
        if isTooDeep(containers, indentation) { return appendMasked(index, end) }
        item.marker = containers == 1 ? source[past] : 0
        item.indentation = indentation
        item.digits = past - index
        item.isOne = source[past - 1] == 0x31 && source[index..<past - 1].allSatisfy { $0 == 0x30 }
        while index < past {
          append(source[index])
          index += 1
        }
        append(source[past])
        index += 1
        continue
      case 0x23:
        var past = index + 1
        while past < end, source[past] == 0x23 { past += 1 }
        guard past - index <= 6, past == end || isBlank(source[past]) else {
          return appendText(index, end)
        }
        while index < past {
          append(byte)
          index += 1
        }
        if index < end {
          append(0x20)
          if hasAngle(index, end) { appendBytes(index, end) }
        }
        return
      case 0x3D, 0x5F:
        return isRun(of: byte, index, end) ? appendBytes(index, end) : appendText(index, end)
      case 0x60, 0x7E:
        // A backtick in the info string of a fence of backticks makes it none.
        let isFence = index + 2 < end && source[index + 1] == byte && source[index + 2] == byte
        return isFence ? appendBytes(index, end) : appendText(index, end)
      case 0x3C: return appendBytes(index, end)
      case 0x5B: return appendMasked(index, end)
      default: return appendText(index, end)
      }
      append(byte)
      index += 1
    }
    if index < end, containers > 0 || !isRun(of: 0x20, index, end) { appendMasked(index, end) }
  }

  private func isTooDeep(_ containers: Int, _ indentation: Int) -> Bool {
    containers > Self.deepestNesting || indentation >= Self.longestPrefix
  }

  /// A letter for the text of a line; all of it where an HTML block may end.
  @inline(__always)
  private mutating func appendText(_ index: Int, _ end: Int) {
    guard hasAngle(index, end) else {
      item.hasLetter = true
      return append(0x78)
    }
    appendBytes(index, end)
  }

  /// Text that would begin a block if it stood as it is.
  private mutating func appendMasked(_ index: Int, _ end: Int) {
    append(0x78)
    guard hasAngle(index + 1, end) else {
      item.hasLetter = true
      return
    }
    appendBytes(index + 1, end)
  }

  @inline(__always)
  private mutating func hasAngle(_ start: Int, _ end: Int) -> Bool {
    if nextAngle < start {
      nextAngle = source.count
      if start < source.count, let base = source.baseAddress,
        let found = memchr(base + start, 0x3E, source.count - start)
      {
        nextAngle = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      }
    }
    return nextAngle < end
  }

  /// Bytes as they are, but for those that end a line or are no text.
  private mutating func appendBytes(_ start: Int, _ end: Int) {
    var index = start
    while index < end {
      let byte = source[index]
      append(byte == 0x0D ? 0x20 : byte == 0 ? 0x78 : byte)
      index += 1
    }
  }

  /// Whether nothing but one character and blanks stands up to the end: a break, an underline.
  private func isRun(of byte: UInt8, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end, source[index] == byte || isBlank(source[index]) { index += 1 }
    return index == end
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }
}

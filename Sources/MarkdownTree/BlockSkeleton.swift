import Facts

/// What is left of a source when only its blocks matter: of each line its beginning, and `x` for its text.
///
/// The reader wants blocks. cmark-gfm always parses inlines too, which takes most of its time, and some of
/// them (brackets, emphasis, comments) can be made to take very long. No block depends on what stands
/// behind the first letter of a line, but for the ends of HTML blocks: lines with `>` keep their text, with every
/// character masked that could begin an inline. Lines and columns of what begins a block stay as they are.
/// Depth is bounded in the same way: nobody nests sixty lists, except to hang a reader.
struct BlockSkeleton {
  static let deepestNesting = 64
  /// Bytes at the beginning of a line that may hold block syntax.
  static let longestPrefix = 128
  /// Lines in a row that may begin with `<` before it loses its meaning: the first of them opens the HTML
  /// block, and in a paragraph each unfinished comment would be searched to the end.
  static let mostAngleLines = 16

  private let source: UnsafeBufferPointer<UInt8>
  private let result: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var angleLines = 0

  /// Calls `body` with the skeleton, which is gone afterwards.
  static func with(
    _ source: SourceText,
    from start: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let capacity = source.bytes.count + source.lineStarts.count
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, capacity)) { space in
      guard let base = space.baseAddress else { return }
      source.bytes.withUnsafeBufferPointer { bytes in
        var skeleton = BlockSkeleton(source: bytes, result: base)
        let starts = source.lineStarts
        for index in starts.indices {
          let isLast = index + 1 == starts.count
          let end = isLast ? bytes.count : starts[index + 1] - 1
          skeleton.appendLine(from: max(start, starts[index]), to: end)
          if !isLast { skeleton.append(0x0A) }
        }
        body(UnsafeBufferPointer(start: base, count: skeleton.count))
      }
    }
  }

  private init(source: UnsafeBufferPointer<UInt8>, result: UnsafeMutablePointer<UInt8>) {
    self.source = source
    self.result = result
  }

  private mutating func append(_ byte: UInt8) {
    result[count] = byte
    count += 1
  }

  private mutating func append(_ range: Range<Int>) {
    for index in range { append(source[index]) }
  }

  private mutating func appendLine(from start: Int, to lineEnd: Int) {
    let end = lineEnd > start && source[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
    var index = start
    var containers = 0
    var indentation = 0
    var isFence = false
    var last: UInt8 = 0  // the last byte that is no blank
    let limit = min(end, start + Self.longestPrefix)
    prefix: while index < limit {
      let byte = source[index]
      switch byte {
      case 0x20: indentation += 1
      case 0x09: indentation += 4
      case 0x3C where opensHTML(after: last) && end - start < 4_096:
        angleLines += 1
        if angleLines <= Self.mostAngleLines {
          appendText(index..<end)
          return
        }
        break prefix
      case 0x60 where last == 0x60 && index >= start + 2 && source[index - 2] == 0x60:
        isFence = true
      case 0x3E, 0x2A, 0x2B, 0x2D, 0x2E, 0x29:
        if byte == 0x3E || index + 1 == end || isBlank(source[index + 1]) {
          containers += 1
          if containers > Self.deepestNesting || indentation >= Self.longestPrefix { break prefix }
        }
      case 0x21...0x40, 0x5B...0x60, 0x7B...0x7E: break
      default: break prefix
      }
      append(byte)
      if !isBlank(byte) { last = byte }
      index += 1
    }
    if index == end {
      if last == 0 { angleLines = 0 }
    } else if isFence || index == limit && isUniform(from: start, to: end) {
      // A backtick in its info string makes it no fence.
      appendText(index..<end)
    } else if index == limit && last == 0 && isBlank(from: index, to: end) {
      angleLines = 0
    } else {
      append(Self.replacement)
      if hasAngle(index + 1..<end) { appendMasked(index + 1..<end) }
    }
  }

  /// An HTML block begins where a block may begin: after blanks, `>` and list markers.
  private func opensHTML(after last: UInt8) -> Bool {
    switch last {
    case 0, 0x3E, 0x2A, 0x2B, 0x2D, 0x2E, 0x29: true
    default: false
    }
  }

  private func hasAngle(_ range: Range<Int>) -> Bool {
    for index in range where source[index] == 0x3E { return true }
    return false
  }

  /// Text as it is, without what is no text or would end the line.
  private mutating func appendText(_ range: Range<Int>) {
    for index in range {
      let byte = source[index]
      append(byte == 0x0D ? 0x20 : byte == 0 ? Self.replacement : byte)
    }
  }

  private mutating func appendMasked(_ range: Range<Int>) {
    for index in range {
      let byte = source[index]
      let next = index + 1 < range.upperBound ? source[index + 1] : 0
      switch byte {
      case 0x0D: append(0x20)
      case 0x3C where next == 0x2F: append(byte)  // `</script>` ends its block anywhere on a line
      case 0x5D where next == 0x5D || next == 0x3E: append(byte)  // `]]>` ends a CDATA block
      case 0x2A, 0x5F, 0x5B, 0x5D, 0x26, 0x5C, 0x60, 0x3C, 0x00: append(Self.replacement)
      default: append(byte)
      }
    }
  }

  private func isBlank(from start: Int, to end: Int) -> Bool {
    for index in start..<end where !isBlank(source[index]) { return false }
    return true
  }

  /// Whether the line is one character over and over: a thematic break, an underline, a fence.
  private func isUniform(from start: Int, to end: Int) -> Bool {
    var seen: UInt8 = 0
    for index in start..<end where !isBlank(source[index]) {
      if seen == 0 { seen = source[index] }
      if source[index] != seen { return false }
    }
    switch seen {
    case 0x2A, 0x2D, 0x5F, 0x3D, 0x60, 0x7E: return true
    default: return false
    }
  }

  private static let replacement: UInt8 = 0x78

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }
}

import Facts

/// A copy of the source in which nothing is left of the inline level but its length.
///
/// The reader wants blocks. cmark-gfm always parses inlines too, which takes most of its time, and some
/// of them (brackets, emphasis, comments) can be made to take very long. So every character that could
/// begin an inline is replaced by `x` where it cannot matter for the blocks; positions stay. Depth is
/// bounded in the same way: nobody nests sixty lists, except to hang a reader.
struct InlineMask {
  static let deepestNesting = 64
  /// Bytes at the beginning of a line that may hold block syntax.
  static let longestPrefix = 128
  /// Lines in a row that may begin with `<` before it loses its meaning: the first of them opens the HTML
  /// block, and in a paragraph each unfinished comment would be searched to the end.
  static let mostAngleLines = 16

  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var angleLines = 0

  /// The caller frees the result; its first `source.bytes.count` bytes are the masked text.
  static func masked(_ source: SourceText) -> UnsafeMutableBufferPointer<UInt8> {
    let copy = copy(source)
    var mask = InlineMask(bytes: copy)
    let starts = source.lineStarts
    for index in starts.indices {
      let isLast = index + 1 == starts.count
      let end = isLast ? source.bytes.count : starts[index + 1] - 1
      mask.maskLine(from: starts[index], to: end, isLast: isLast)
    }
    return copy
  }

  static func copy(_ source: SourceText) -> UnsafeMutableBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.bytes.count + 1)
    _ = copy.update(fromContentsOf: source.bytes)
    return copy
  }

  private init(bytes: UnsafeMutableBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private mutating func maskLine(from start: Int, to end: Int, isLast: Bool) {
    var index = start
    var containers = 0
    var indentation = 0
    var isFence = false
    var last: UInt8 = 0  // the last byte that is no blank
    let limit = min(end, start + Self.longestPrefix)
    prefix: while index < limit {
      let byte = bytes[index]
      switch byte {
      case 0x20: indentation += 1
      case 0x09: indentation += 4
      case 0x3C where opensHTML(after: last) && end - start < 4_096:
        angleLines += 1
        if angleLines <= Self.mostAngleLines {
          maskControls(from: index, to: end, isLast: isLast)
          return
        }
        break prefix
      case 0x60 where last == 0x60 && index >= start + 2 && bytes[index - 2] == 0x60:
        isFence = true
      case 0x3E, 0x2A, 0x2B, 0x2D, 0x2E, 0x29:
        if byte == 0x3E || index + 1 == end || isBlank(bytes[index + 1]) {
          containers += 1
          if containers > Self.deepestNesting || indentation >= Self.longestPrefix {
            bytes[index] = Self.replacement
            break prefix
          }
        }
      case 0x21...0x40, 0x5B...0x60, 0x7B...0x7E: break
      default: break prefix
      }
      if !isBlank(byte) { last = byte }
      index += 1
    }
    if index == end {
      if last == 0 { angleLines = 0 }
      return
    }
    if index == limit {
      if isUniform(from: start, to: end) { return }
      if last == 0 { index = maskFirst(from: index, to: end) }
    }
    maskInlines(from: index, to: end, isFence: isFence, isLast: isLast)
  }

  /// An HTML block begins where a block may begin: after blanks, `>` and list markers.
  private func opensHTML(after last: UInt8) -> Bool {
    switch last {
    case 0, 0x3E, 0x2A, 0x2B, 0x2D, 0x2E, 0x29: true
    default: false
    }
  }

  private func maskInlines(from start: Int, to end: Int, isFence: Bool, isLast: Bool) {
    for index in start..<end {
      let byte = bytes[index]
      guard Self.isInline(byte) else { continue }
      let next = index + 1 < end ? bytes[index + 1] : 0
      switch byte {
      case 0x60 where isFence: continue  // a backtick in its info string makes it no fence
      case 0x3C where next == 0x2F: continue  // `</script>` ends its block anywhere on a line
      case 0x5D where next == 0x5D || next == 0x3E: continue  // `]]>` ends a CDATA block
      case 0x0D:
        if index + 1 < end || isLast { bytes[index] = 0x20 }
      default: bytes[index] = Self.replacement
      }
    }
  }

  /// A NUL is no text, and a carriage return in the middle of a line ends no line here.
  private func maskControls(from start: Int, to end: Int, isLast: Bool) {
    for index in start..<end {
      if bytes[index] == 0 { bytes[index] = Self.replacement }
      if bytes[index] == 0x0D, index + 1 < end || isLast { bytes[index] = 0x20 }
    }
  }

  /// Beyond any real indentation the first character that is no blank loses its meaning.
  private func maskFirst(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, isBlank(bytes[index]) { index += 1 }
    if index < end, bytes[index] != 0x0D { bytes[index] = Self.replacement }
    return index
  }

  /// Whether the line is one character over and over: a thematic break, an underline, a fence.
  private func isUniform(from start: Int, to end: Int) -> Bool {
    var seen: UInt8 = 0
    for index in start..<end where !isBlank(bytes[index]) && bytes[index] != 0x0D {
      if seen == 0 { seen = bytes[index] }
      if bytes[index] != seen { return false }
    }
    switch seen {
    case 0x2A, 0x2D, 0x5F, 0x3D, 0x60, 0x7E: return true
    default: return false
    }
  }

  private static let replacement: UInt8 = 0x78

  private static func isInline(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2A, 0x5F, 0x5B, 0x5D, 0x26, 0x5C, 0x60, 0x3C, 0x00, 0x0D: true
    default: false
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }
}

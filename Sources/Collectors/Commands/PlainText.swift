/// What a program printed, as text that can stand in a report: no escape sequences, no control or
/// invisible characters but newline and tab.
enum PlainText {
  /// The bytes as plain text.
  ///
  /// Where they are cut (the beginning of more) the last line, of which a part may be missing, is
  /// left out: half of a secret is not recognised as one.
  static func of(_ bytes: [UInt8], isCut: Bool = false) -> String {
    var text = String.UnicodeScalarView()
    var scalars = Scanner(String(decoding: kept(bytes, isCut: isCut), as: UTF8.self))
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0x1B: scalars.skipEscape()
      case 0x9B: scalars.skipControlSequence()
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F: scalars.skipControlString()
      case 0x0D:
        if scalars.peek != "\n" { text.append("\n") }
      case 0x09, 0x0A: text.append(scalar)
      case ..<0x20, 0x7F...0x9F: continue
      default:
        if isInvisible(scalar) { continue }
        text.append(scalar)
      }
    }
    return String(text)
  }

  private static func kept(_ bytes: [UInt8], isCut: Bool) -> ArraySlice<UInt8> {
    guard isCut else { return bytes[...] }
    let window = max(0, bytes.count - 1 << 16)
    if let newline = bytes[window...].lastIndex(of: 0x0A) { return bytes[...newline] }
    return bytes[..<window]
  }

  /// Bidirectional controls, zero-width characters, byte order marks, tags.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Source: ECMA-48, 5.4 (control sequences) and 5.6 (control strings).
  private struct Scanner {
    private let scalars: String.UnicodeScalarView
    private var index: String.Index

    init(_ text: String) {
      scalars = text.unicodeScalars
      index = scalars.startIndex
    }

    var peek: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

    mutating func next() -> Unicode.Scalar? {
      guard index < scalars.endIndex else { return nil }
      defer { index = scalars.index(after: index) }
      return scalars[index]
    }

    mutating func skipEscape() {
      guard let scalar = peek, (0x20..<0x7F).contains(scalar.value) else { return }
      _ = next()
      switch scalar {
      case "[": skipControlSequence()
      case "]", "P", "X", "^", "_": skipControlString()
      default:
        // An escape of two or three characters: intermediates, then the final one.
        var last = scalar
        while last.value < 0x30, let following = next() { last = following }
      }
    }

    /// Parameters and intermediates, then one final character.
    mutating func skipControlSequence() {
      while let scalar = peek, (0x20..<0x7F).contains(scalar.value) {
        _ = next()
        if scalar.value >= 0x40 { return }
      }
    }

    /// Up to BEL or ST; a string that is not closed ends with its line.
    mutating func skipControlString() {
      while let scalar = peek, scalar != "\n", scalar.value != 0x1B {
        _ = next()
        if scalar.value == 0x07 || scalar.value == 0x9C { return }
      }
      guard peek?.value == 0x1B else { return }
      _ = next()
      if peek == "\\" { _ = next() }
    }
  }
}

import Redaction

/// What a program printed, as text that can stand in a report.
enum PlainText {
  /// The bytes without escape sequences and control characters.
  ///
  /// Where they are cut (the beginning of more) the last line, of which a part may be missing, is left out:
  /// half of a secret is not recognised as one.
  static func of(_ bytes: [UInt8], isCut: Bool = false) -> String {
    var plain = Array(kept(bytes, isCut: isCut))
    // A line that a terminal would overwrite is a line: what it said must not be lost to the verdict.
    for index in plain.indices where plain[index] == 0x0D {
      if index + 1 == plain.count || plain[index + 1] != 0x0A { plain[index] = 0x0A }
    }
    return ControlCharacters.removed(from: plain)
  }

  private static func kept(_ bytes: [UInt8], isCut: Bool) -> ArraySlice<UInt8> {
    guard isCut else { return bytes[...] }
    let window = max(0, bytes.count - 1 << 16)
    if let newline = bytes[window...].lastIndex(of: 0x0A) { return bytes[...newline] }
    return bytes[..<window]
  }
}

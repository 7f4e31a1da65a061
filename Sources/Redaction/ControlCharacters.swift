/// Takes out of captured text what steers a terminal or hides from a reader.
package enum ControlCharacters {
  /// Text that is safe to print and to keep.
  ///
  /// No escape sequences, no control characters but `\n` and tab, no bidirectional controls, no
  /// invisible characters; of a progress line that was overwritten with `\r` the last state. Invalid
  /// UTF-8 becomes U+FFFD.
  package static func removed(from bytes: [UInt8]) -> String {
    // Repaired first: bytes that become neighbours must not become a character.
    let text = String(decoding: bytes, as: UTF8.self)
    return String(decoding: stripped(Array(text.utf8)), as: UTF8.self)
  }

  package static func removed(from text: String) -> String {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }
    }
    return isPlain == true ? text : removed(from: Array(text.utf8))
  }

  /// The same, except that these sequences stay: the program's own colours.
  package static func removed(from text: String, keeping sequences: [String]) -> String {
    guard text.utf8.contains(Ascii.escape) else { return removed(from: text) }
    var result = ""
    for (number, part) in text.split(separator: "\u{1B}", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard number > 0 else {
        result += removed(from: String(part))
        continue
      }
      let whole = "\u{1B}" + part
      if let kept = sequences.first(where: whole.hasPrefix) {
        result += kept + removed(from: String(whole.dropFirst(kept.count)))
      } else {
        result += removed(from: whole)
      }
    }
    return result
  }

  /// JSON in which what cannot be seen is written as `\u` escapes; it means the same.
  package static func escapedForJSON(_ json: String) -> String {
    let bytes = Array(json.utf8)
    guard bytes.contains(where: { $0 == 0x7F || $0 >= 0xC2 }) else { return json }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte == 0x7F {
          output += Array("\\u007f".utf8)
          index += 1
        } else if byte >= 0xC2, invisibleEnd(text, at: index) > index,
          let (scalar, length) = decode(text, at: index)
        {
          for unit in String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf16 {
            let digits = String(unit, radix: 16)
            output += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
          }
          index += length
        } else {
          output.append(byte)
          index += 1
        }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// One line: as above, with line ends and tabs made visible as `\n`, `\r`, `\t`; for file names.
  package static func singleLine(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x00..<0x20, 0x7F..<0xA0:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default:
        if isInvisible(scalar.value) {
          result += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  private static func stripped(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var lineStart = 0
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte >= 0x20, byte < 0x7F {
          output.append(byte)
          index += 1
          continue
        }
        let next = invisibleEnd(text, at: index)
        if next > index {
          index = next
          continue
        }
        // What the joiner followed may be gone.
        if let (scalar, length) = decode(text, at: index), isInvisible(scalar),
          (output.last ?? 0) < 0x80
        {
          index += length
          continue
        }
        switch byte {
        case Ascii.newline:
          output.append(byte)
          lineStart = output.count
        case Ascii.tab: output.append(byte)
        case Ascii.carriageReturn:
          // Overwritten by what follows; `\r\n` and a last `\r` only end the line.
          let end = text.first(from: index, limit: text.count) { $0 != Ascii.carriageReturn }
          if end < text.count, text[end] != Ascii.newline {
            output.removeSubrange(lineStart...)
          }
          index = end - 1
        case 0x00..<0x20, 0x7F: break
        default: output.append(byte)
        }
        index += 1
      }
    }
    return output
  }

  /// The end of the escape sequence, control or invisible character at `index`.
  ///
  /// `index` itself when there is none; `\n`, `\r` and tab are none.
  static func invisibleEnd(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    switch byte {
    case Ascii.escape: return escapeEnd(text, at: index)
    case 0xC2:
      guard index + 1 < text.count else { return index }
      let next = text[index + 1]
      if next == 0x9B { return sequenceEnd(text, from: index + 2) }
      if next == 0x9D || next == 0x90 || next == 0x9E || next == 0x9F || next == 0x98 {
        return stringEnd(text, from: index + 2)
      }
      return (0x80..<0xA0).contains(next) || next == 0xAD ? index + 2 : index
    case 0xCC...0xF3:
      guard let (scalar, length) = decode(text, at: index), isInvisible(scalar) else {
        return index
      }
      // A joiner inside an emoji, or a variation selector behind one, is part of what is seen.
      if scalar == 0x200D || scalar == 0xFE0F || scalar == 0xFE0E, index >= 3,
        text[index - 1] >= 0x80
      {
        return index
      }
      return index + length
    default: return index
    }
  }

  private static func escapeEnd(_ text: Bytes, at index: Int) -> Int {
    guard index + 1 < text.count else { return index + 1 }
    switch text[index + 1] {
    case UInt8(ascii: "["): return sequenceEnd(text, from: index + 2)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      return stringEnd(text, from: index + 2)
    case 0x20..<0x30:
      // Character sets: ESC ( B.
      let end = text.first(from: index + 2, limit: index + 6) { !(0x20..<0x30).contains($0) }
      return end < text.count && text[end] >= 0x30 && text[end] < 0x7F ? end + 1 : end
    case 0x30..<0x7F: return index + 2
    default: return index + 1
    }
  }

  /// Parameters, intermediates and the final byte of a control sequence.
  private static func sequenceEnd(_ text: Bytes, from start: Int) -> Int {
    let end = text.first(from: start, limit: start + 256) { !(0x20..<0x40).contains($0) }
    return end < text.count && text[end] >= 0x40 && text[end] < 0x7F ? end + 1 : end
  }

  /// The end of a control string.
  ///
  /// Without one, only the introducer goes: the rest may be text that somebody needs.
  private static func stringEnd(_ text: Bytes, from start: Int) -> Int {
    let end = text.first(from: start, limit: start + 4_096) {
      $0 == 0x07 || $0 == Ascii.escape || $0 == Ascii.newline
    }
    guard end < text.count, end < start + 4_096 else { return start }
    if text[end] == 0x07 { return end + 1 }
    if text[end] == Ascii.escape { return text.has("\\", at: end + 1) ? end + 2 : end }
    return start
  }

  private static func decode(_ text: Bytes, at index: Int) -> (UInt32, Int)? {
    let first = text[index]
    guard first >= 0xC2 else { return nil }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= text.count else { return nil }
    var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length {
      guard text[index + offset] & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F)
    }
    return (scalar, length)
  }

  /// Characters without a look of their own: bidirectional controls, joiners, fillers, tags.
  ///
  /// Source: Unicode, Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and the line and
  /// paragraph separators, which some readers take as line ends.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}

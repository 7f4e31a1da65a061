extension Redactor {
  /// Takes the secrets out of the texts of a JSON document, each by itself; its keys and its form stay.
  ///
  /// - Parameter json: a document that an encoder made.
  /// - Returns: a document of the same form.
  package func redact(json: String) -> String {
    let bytes = Array(json.utf8)
    var output: [UInt8] = []
    var copied = 0
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        guard text[index] == UInt8(ascii: "\"") else {
          index += 1
          continue
        }
        let from = index + 1
        var hasEscape = false
        index = from
        while index < text.count, text[index] != UInt8(ascii: "\"") {
          if text[index] == UInt8(ascii: "\\") {
            hasEscape = true
            index += 1
          }
          index += 1
        }
        let range = from..<min(index, text.count)
        index += 1
        let next = text.first(from: index, limit: text.count) { !Ascii.isSpace($0) }
        let isKey = next < text.count && text[next] == UInt8(ascii: ":")
        guard !isKey, range.count >= 6 else { continue }
        let value =
          hasEscape
          ? JSONText.decoded(text, range) : Array(UnsafeBufferPointer(rebasing: text[range]))
        let result = redact(bytes: value)
        guard !result.findings.isEmpty else { continue }
        output += text[copied..<range.lowerBound]
        output += JSONText.encoded(result.bytes)
        copied = range.upperBound
      }
    }
    guard copied > 0 else { return json }
    output += bytes[copied...]
    return String(decoding: output, as: UTF8.self)
  }
}

/// The text of a JSON string as bytes, and back.
private enum JSONText {
  static func decoded(_ text: Bytes, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
        result.append(text[index])
        index += 1
        continue
      }
      index += 2
      switch text[index - 1] {
      case UInt8(ascii: "n"): result.append(Ascii.newline)
      case UInt8(ascii: "r"): result.append(Ascii.carriageReturn)
      case UInt8(ascii: "t"): result.append(Ascii.tab)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "u"):
        var scalar = unit(text, at: index, limit: range.upperBound)
        index += 4
        if scalar & 0xFC00 == 0xD800, text.has("\\u", at: index) {
          let low = unit(text, at: index + 2, limit: range.upperBound)
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
          index += 6
        }
        let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        result += Array(String(Character(character)).utf8)
      default: result.append(text[index - 1])
      }
    }
    return result
  }

  private static func unit(_ text: Bytes, at start: Int, limit: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<min(start + 4, max(start, limit)) {
      let byte = text[index]
      value = value << 4 | UInt32(Ascii.isDigit(byte) ? byte - 0x30 : ((byte | 0x20) &- 0x57) & 15)
    }
    return value
  }

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case Ascii.newline: result += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case Ascii.carriageReturn: result += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case Ascii.tab: result += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 0..<0x20:
        result += Array("\\u00".utf8)
        result += [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 }
      default: result.append(byte)
      }
    }
    return Array(ControlCharacters.escapedForJSON(String(decoding: result, as: UTF8.self)).utf8)
  }
}

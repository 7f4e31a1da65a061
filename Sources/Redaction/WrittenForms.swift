/// The ways in which programs write a value: the patterns that a known value is looked for by.
enum WrittenForms {
  /// As it is, percent-encoded, escaped for JSON, HTML and the shell, in hex, and in base64 at each of
  /// the three alignments; those of base64 at least `shortest` long.
  static func all(of value: [UInt8], shortest: Int) -> [[UInt8]] {
    var forms = [
      value, percentEncoded(value, upper: true), percentEncoded(value, upper: false),
      percentEncoded(value, upper: true, keeping: ":/?#[]@!$&'()*+,;="),
      percentEncoded(value, upper: true, keeping: "!'()*"), form(value),
      escaped(value, ["\"": "\\\"", "\\": "\\\\"]),
      escaped(value, ["\"": "\\\"", "\\": "\\\\", "/": "\\/"]),
      // As encoders write it that think of HTML.
      escaped(
        value,
        [
          "\"": "\\\"", "\\": "\\\\", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026",
          "'": "\\u0027",
        ]
      ),
      escaped(
        value,
        ["\"": "\\\"", "\\": "\\\\", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026"]
      ),
      escaped(value, ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"]),
      escaped(value, ["<": "&lt;", ">": "&gt;", "&": "&amp;"]),
      escaped(value, ["'": "'\\''"]), hex(value, upper: false), hex(value, upper: true),
    ]
    for alignment in 0..<3 {
      for alphabet in [Base64.standard, Base64.urlSafe] {
        let encoded = Base64.interior(of: value, alignment: alignment, alphabet: alphabet)
        if encoded.count >= shortest { forms.append(encoded) }
      }
    }
    return forms
  }

  private static func escaped(
    _ value: [UInt8],
    _ escapes: KeyValuePairs<Unicode.Scalar, String>
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(value.count)
    for byte in value {
      if let escape = escapes.first(where: { $0.key.value == UInt32(byte) }) {
        result += escape.value.utf8
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func hex(_ value: [UInt8], upper: Bool) -> [UInt8] {
    let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// As forms are sent: a space is `+`.
  private static func form(_ value: [UInt8]) -> [UInt8] {
    value.flatMap { byte in
      byte == Ascii.space ? [UInt8(ascii: "+")] : percentEncoded([byte], upper: true)
    }
  }

  private static func percentEncoded(
    _ value: [UInt8],
    upper: Bool,
    keeping plain: StaticString = ""
  ) -> [UInt8] {
    let plain = UnsafeBufferPointer(start: plain.utf8Start, count: plain.utf8CodeUnitCount)
    let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    var result: [UInt8] = []
    for byte in value {
      let isUnreserved =
        Ascii.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "~") || plain.contains(byte)
      if isUnreserved {
        result.append(byte)
      } else {
        result.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return result
  }

  /// The passwords of the addresses in a value, as they stand there and decoded.
  static func passwords(inAddress value: [UInt8]) -> [ArraySlice<UInt8>] {
    var spans: [SecretSpan] = []
    value.withUnsafeBufferPointer { URLCredentialDetector.find(in: $0, into: &spans) }
    return spans.flatMap { [value[$0.range], percentDecoded(value[$0.range])[...]] }
  }

  private static func percentDecoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = value.startIndex
    while index < value.endIndex {
      if value[index] == 0x25, index + 2 < value.endIndex,
        let byte = UInt8(String(decoding: value[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(value[index])
        index += 1
      }
    }
    return result
  }
}

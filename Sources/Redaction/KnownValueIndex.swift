/// Finds known values, also percent-encoded and in base64, without asking what they look like.
struct KnownValueIndex: Sendable {
  private struct Pattern {
    var bytes: [UInt8]
    var kind: String
  }

  private static let shortest = 12
  private var patterns: [UInt64: [Pattern]] = [:]
  /// One bit for each hash of the first eight bytes: nearly every position is decided here.
  private var filter: [UInt64] = []

  init(_ secrets: [KnownSecret]) {
    for secret in secrets {
      // A value of several lines is found line by line, however it is indented; of an address also the
      // password by itself.
      for part in secret.bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        + WrittenForms.passwords(inAddress: secret.bytes)
      {
        let value = Self.trimmed(part)
        guard value.count >= Self.shortest, Self.isSpecific(value) else { continue }
        for form in WrittenForms.all(of: value, shortest: Self.shortest) {
          add(Pattern(bytes: form, kind: secret.kind))
        }
      }
    }
  }

  /// Adds a pattern that is not known yet.
  private mutating func add(_ pattern: Pattern) {
    if filter.isEmpty { filter = [UInt64](repeating: 0, count: 1_024) }
    let key = pattern.bytes.withUnsafeBufferPointer { Self.key($0, at: 0) }
    let isKnown = patterns[key]?.contains { $0.bytes == pattern.bytes } ?? false
    guard !isKnown else { return }
    let bit = Self.bit(key)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    patterns[key, default: []].append(pattern)
  }

  func find(in text: Bytes, into spans: inout [SecretSpan]) {
    guard !patterns.isEmpty, text.count >= Self.shortest else { return }
    guard let joined = JoinedLines(text) else {
      findPlain(in: text, into: &spans)
      return
    }
    // A value may be broken over lines anywhere.
    var found: [SecretSpan] = []
    joined.bytes.withUnsafeBufferPointer { findPlain(in: $0, into: &found) }
    for var span in found {
      span.range = joined.original(span.range)
      spans.append(span)
    }
  }

  private func findPlain(in text: Bytes, into spans: inout [SecretSpan]) {
    guard text.count >= Self.shortest else { return }
    var index = 0
    var key = Self.key(text, at: 0)
    let last = text.count - 8
    while true {
      let bit = Self.bit(key)
      if filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0, let candidates = patterns[key] {
        for pattern in candidates {
          guard let end = Self.match(pattern.bytes, text, at: index) else { continue }
          spans.append(
            SecretSpan(range: index..<end, kind: pattern.kind, precision: .shape)
          )
        }
      }
      guard index < last else { return }
      key = key << 8 | UInt64(text[index + 8])
      index += 1
    }
  }

  private static func match(_ pattern: [UInt8], _ text: Bytes, at start: Int) -> Int? {
    guard start + pattern.count <= text.count else { return nil }
    for (offset, byte) in pattern.enumerated() where text[start + offset] != byte { return nil }
    return start + pattern.count
  }

  private static func key(_ text: Bytes, at index: Int) -> UInt64 {
    var key: UInt64 = 0
    for offset in 0..<8 { key = key << 8 | UInt64(text[index + offset]) }
    return key
  }

  @inline(__always)
  private static func bit(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes
    while let first = bytes.first, Ascii.isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, Ascii.isSpace(last) { bytes.removeLast() }
    return Array(bytes)
  }

  /// Not a label that stands in every file of its kind, nor one character repeated.
  private static func isSpecific(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      !text.has("-----", at: 0) && Set(bytes).count > 3
        && !Placeholder.isUnmistakable(text, 0..<text.count)
    }
  }
}

/// Base64 of a value that stands somewhere inside encoded text.
enum Base64 {
  static let standard = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  static let urlSafe = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
  )

  /// The characters that depend on the value alone when `alignment` bytes stand before it.
  static func interior(of value: [UInt8], alignment: Int, alphabet: [UInt8]) -> [UInt8] {
    let bytes = [UInt8](repeating: 0, count: alignment) + value
    var result: [UInt8] = []
    var bits = 0
    var width = 0
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      width += 8
      while width >= 6 {
        width -= 6
        result.append(alphabet[bits >> width & 63])
      }
    }
    // The first characters mix in what stands before.
    return Array(result.dropFirst(alignment == 0 ? 0 : alignment + 1))
  }
}

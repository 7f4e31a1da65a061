/// Reads the name of a picture file backwards from the dot before its extension.
enum PictureScan {
  static func target(withExtensionAt dot: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let end = end(ofExtensionAt: dot, in: bytes) else { return nil }
    var first = dot
    while first > 0, isName(bytes[first - 1]) { first -= 1 }
    // In `](name with blanks.png)` and `](<…>)` the brackets tell where the name begins.
    if let link = linkStart(before: first, in: bytes) { first = link }
    guard first < dot, bytes[dot - 1] != 0x2F else { return nil }
    return decoded(bytes[first..<end])
  }

  private static func end(ofExtensionAt dot: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for name in ["png", "jpg", "jpeg", "gif", "webp"] as [StaticString] {
      let end = dot + 1 + name.utf8CodeUnitCount
      guard end <= bytes.count else { continue }
      let isThere = name.withUTF8Buffer { wanted in
        wanted.indices.allSatisfy { bytes[dot + 1 + $0] | 0x20 == wanted[$0] }
      }
      if isThere, end == bytes.count || !isLetterOrDigit(bytes[end]) { return end }
    }
    return nil
  }

  /// Where a link's target begins whose middle stands at an offset; nil when it is in none.
  private static func linkStart(before first: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = first
    while index > 1, first - index < 300 {
      let byte = bytes[index - 1]
      if byte == 0x28, bytes[index - 2] == 0x5D {
        return bytes[index] == 0x3C ? index + 1 : index
      }
      if byte == 0x0A || byte == 0x29 || byte == 0x28 { return nil }
      index -= 1
    }
    return nil
  }

  /// `%20` and its like as the bytes that they stand for.
  private static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value != 0
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    if byte >= 0x80 || isLetterOrDigit(byte) { return true }
    switch byte {
    case 0x25, 0x26, 0x2B, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x40, 0x5F, 0x7E: return true
    default: return false
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

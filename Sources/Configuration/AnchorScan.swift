/// Finds YAML anchors before the file is composed: a few lines of them expand to billions of values.
///
/// Anything that could be an anchor is taken for one, also inside a block of text: refusing is safe.
enum AnchorScan {
  /// The offset of the first `&name` where a value may begin; nil when there is none.
  static func firstAnchor(in bytes: [UInt8]) -> Int? {
    var mayBegin = true
    var isTag = false
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { index += 1 }
        if byte == open { quote = nil }
        if byte != 0x0A {
          index += 1
          continue
        }
        quote = nil
      }
      switch byte {
      case 0x0A, 0x0D:
        mayBegin = true
        isTag = false
      case UInt8(ascii: " "), 0x09:
        if isTag { mayBegin = true }
        isTag = false
      case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "["),
        UInt8(ascii: "{"), UInt8(ascii: ","):
        mayBegin = true
      case UInt8(ascii: "#") where index == 0 || bytes[index - 1] <= 0x20:
        while index + 1 < bytes.count, bytes[index + 1] != 0x0A { index += 1 }
      case UInt8(ascii: "&") where mayBegin && startsName(bytes, at: index + 1):
        return index
      case UInt8(ascii: "!") where mayBegin:
        isTag = true
        mayBegin = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if mayBegin, closes(byte, in: bytes, from: index + 1) { quote = byte }
        mayBegin = false
      default:
        mayBegin = false
      }
      index += 1
    }
    return nil
  }

  private static func startsName(_ bytes: [UInt8], at index: Int) -> Bool {
    index < bytes.count && bytes[index] > 0x20
  }

  /// A quote that does not close on its line may be an apostrophe in a block of text: look at what follows.
  private static func closes(_ quote: UInt8, in bytes: [UInt8], from index: Int) -> Bool {
    for byte in bytes[index...] {
      if byte == 0x0A { return false }
      if byte == quote { return true }
    }
    return false
  }
}

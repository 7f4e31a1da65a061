import Foundation

/// Finds a key that an object has twice: readers differ in which of the two values they take.
///
/// Source: RFC 8259, section 4.
enum RepeatedKey {
  /// The first key of the outermost object that stands in it a second time; `bytes` is JSON that a parser
  /// has taken.
  static func first(in bytes: [UInt8]) -> String? {
    var seen: Set<String> = []
    var depth = 0
    var isKey = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        isKey = depth == 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): isKey = depth == 1
      case UInt8(ascii: ":"): isKey = false
      case UInt8(ascii: "\""):
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard isKey, index < bytes.count else { break }
        let key = decoded(bytes[start...index])
        if !seen.insert(key).inserted { return key }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `"\u0061"` and `"a"` are the same key.
  private static func decoded(_ literal: ArraySlice<UInt8>) -> String {
    (try? JSONDecoder().decode(String.self, from: Data(literal)))
      ?? String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
  }
}

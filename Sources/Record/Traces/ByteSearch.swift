#if canImport(Glibc)
internal import Glibc
#endif

/// Where bytes occur in a file, without making text of it.
enum ByteSearch {
  /// Offsets of a text of at least four bytes, in order, without overlaps.
  static func offsets(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    let count = text.utf8CodeUnitCount
    let whole = UnsafeRawBufferPointer(bytes)
    guard count >= 4, whole.count >= count, let base = whole.baseAddress else { return [] }
    // Four bytes at once tell nearly always.
    let head = UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt32.self)
    var offsets: [Int] = []
    var index = 0
    while index <= whole.count - count {
      if base.loadUnaligned(fromByteOffset: index, as: UInt32.self) == head,
        memcmp(base + index, text.utf8Start, count) == 0
      {
        offsets.append(index)
        index += count
      } else {
        index += 1
      }
    }
    return offsets
  }

  /// Offsets of a byte, in order.
  static func offsets(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    guard let base = bytes.baseAddress else { return [] }
    var offsets: [Int] = []
    var start = 0
    while start < bytes.count, let hit = memchr(base + start, Int32(byte), bytes.count - start) {
      let offset = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      offsets.append(offset)
      start = offset + 1
    }
    return offsets
  }
}

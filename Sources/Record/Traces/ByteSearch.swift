#if canImport(Glibc)
internal import Glibc
#endif

/// Where bytes occur in a file, without making text of it.
enum ByteSearch {
  /// Offsets of a text, in order, without overlaps.
  static func offsets(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    let count = text.utf8CodeUnitCount
    guard count > 0, bytes.count >= count, let base = bytes.baseAddress else { return [] }
    // Source: R. N. Horspool, "Practical fast searching in strings": the last byte tells how far to go on.
    var steps = [Int](repeating: count, count: 256)
    for index in 0..<count - 1 { steps[Int(text.utf8Start[index])] = count - 1 - index }
    var offsets: [Int] = []
    steps.withUnsafeBufferPointer { steps in
      let last = text.utf8Start[count - 1]
      var end = count - 1
      while end < bytes.count {
        let byte = bytes[end]
        let start = end - count + 1
        if byte == last, memcmp(base + start, text.utf8Start, count) == 0 {
          offsets.append(start)
          end += count
        } else {
          end += steps[Int(byte)]
        }
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

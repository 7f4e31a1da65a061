/// A text without terminal escapes and invisible characters, with the way back to the original.
///
/// nil when there is nothing to leave out, which is nearly always.
struct VisibleView {
  let bytes: [UInt8]
  private let offsets: [Int]

  init?(_ original: [UInt8]) {
    guard original.contains(Ascii.escape) || original.contains(0xE2) || original.contains(0xC2)
    else { return nil }
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    var index = 0
    original.withUnsafeBufferPointer { text in
      bytes.reserveCapacity(text.count)
      offsets.reserveCapacity(text.count + 1)
      while index < text.count {
        let next = ControlCharacters.invisibleEnd(text, at: index)
        if next > index {
          index = next
          continue
        }
        bytes.append(text[index])
        offsets.append(index)
        index += 1
      }
      offsets.append(text.count)
    }
    guard bytes.count < original.count else { return nil }
    self.bytes = bytes
    self.offsets = offsets
  }

  func original(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return offsets[range.lowerBound]..<offsets[range.lowerBound] }
    return offsets[range.lowerBound]..<offsets[range.upperBound - 1] + 1
  }
}

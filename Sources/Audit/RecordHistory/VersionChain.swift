import Facts

#if canImport(Glibc)
internal import Glibc
#endif

/// Which versions of a file have to be read: one that a later one only added to is the beginning of that one.
struct VersionChain: Sendable {
  /// Of one version: the version that is read for it, and the last line of that one which belongs to it.
  struct Place: Sendable {
    var version: Int
    var lastLine: Int
  }

  /// By index of the graph's blobs; nil for a version that could not be read.
  let places: [Place?]
  /// The versions that are read, in ascending order.
  let read: [Int]

  init(_ graph: VersionGraph, texts: [SourceText?]) {
    let ends = texts.map { $0.map { Self.contentEnd(of: $0.bytes) } }
    var longer = [Int?](repeating: nil, count: texts.count)
    for step in graph.steps {
      guard let new = step.new, let newText = texts[new], let newEnd = ends[new] else { continue }
      for case let old? in step.olds where longer[old] == nil {
        guard let oldText = texts[old], let oldEnd = ends[old] else { continue }
        if oldEnd < newEnd, Self.isBeginning(oldText.bytes, end: oldEnd, of: newText.bytes) {
          longer[old] = new
        }
      }
    }
    var read: Set<Int> = []
    places = texts.indices.map { index in
      guard let end = ends[index] else { return nil }
      // Each one is longer than the one before it, so that this ends.
      var version = index
      while let next = longer[version] { version = next }
      guard let text = texts[version] else { return nil }
      read.insert(version)
      let isWhole = version == index
      return Place(
        version: version,
        lastLine: isWhole ? text.lineStarts.count : end == 0 ? 0 : text.line(at: end - 1)
      )
    }
    self.read = read.sorted()
  }

  /// The bytes up to the last that is no white space.
  private static func contentEnd(of bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = bytes.count
      while end > 0, isBlank(bytes[end - 1]) { end -= 1 }
      return end
    }
  }

  /// Whether `new` begins with the first `end` bytes of `old`, and its next line with what it added.
  private static func isBeginning(_ old: [UInt8], end: Int, of new: [UInt8]) -> Bool {
    let isPrefix = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        guard end > 0, let first = old.baseAddress, let second = new.baseAddress else {
          return true
        }
        return memcmp(first, second, end) == 0
      }
    }
    guard isPrefix else { return false }
    return new[end...].first { !isBlank($0) || $0 == 0x0A }.map { $0 == 0x0A } ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

import Facts

/// A line that says that several tasks of one family are done: `✅ AB-013-016: …`, `AB-001 THROUGH 004 COMPLETE`.
struct ClosedTasks: Equatable {
  var prefix: String
  var first: Int
  var last: Int

  /// nil for a line that names no range, or does not say that it is done.
  init?(heading text: String) {
    let bytes = Array(text.utf8)
    guard let (start, id) = TaskID.first(in: bytes), let first = Int(id.number) else { return nil }
    let opening = String(decoding: bytes[..<start], as: UTF8.self)
    guard let (end, last) = Self.end(bytes, after: id), last > first else { return nil }
    let rest = String(decoding: bytes[end...], as: UTF8.self)
    let title = String(rest.drop { " :-–—*".contains($0) })
    guard StateWords.state(opening: opening, title: title) == .done else { return nil }
    prefix = id.prefix
    self.first = first
    self.last = last
  }

  func contains(_ id: TaskID) -> Bool {
    guard id.prefix == prefix, let number = Int(id.number) else { return false }
    return number >= first && number <= last
  }

  /// The number behind a word or a dash that means "up to", and the offset behind it.
  private static func end(_ bytes: [UInt8], after id: TaskID) -> (Int, Int)? {
    var index = id.end
    func skipBlanks() {
      while index < bytes.count, [0x20, 0x2A, 0x60].contains(bytes[index]) { index += 1 }
    }
    skipBlanks()
    let rest = String(decoding: bytes[index...].prefix(12), as: UTF8.self).lowercased()
    guard let joint = ["through", "thru", "to", "-", "–", "…", ".."].first(where: rest.hasPrefix)
    else {
      return nil
    }
    index += joint.utf8.count
    skipBlanks()
    // The second id may be written out.
    if let second = TaskID.read(bytes, at: index) {
      guard second.prefix == id.prefix, let last = Int(second.number) else { return nil }
      return (second.end, last)
    }
    let digits = bytes[min(index, bytes.count)...].prefix(while: TaskID.isDigit)
    guard (1...6).contains(digits.count), let last = Int(String(decoding: digits, as: UTF8.self))
    else {
      return nil
    }
    return (digits.endIndex, last)
  }
}

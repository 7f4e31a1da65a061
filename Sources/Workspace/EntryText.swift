/// The bytes that an append adds: a title for a new file, a line that closes what stands open in it, a blank line
/// before the entry, the file's line ends.
struct EntryText {
  let bytes: [UInt8]
  /// 1-based lines of the entry in the file that results.
  let firstLine: Int
  let lastLine: Int

  init(existing: [UInt8], closing: String? = nil, entry: String, title: String) {
    let newline: [UInt8] = Self.usesCRLF(existing) ? [0x0D, 0x0A] : [0x0A]
    var prefix: [UInt8] = []
    // A byte order mark alone is an empty file, too.
    if existing.isEmpty || existing == [0xEF, 0xBB, 0xBF] {
      prefix += Array("# \(title)".utf8) + newline + newline
    } else {
      if existing.last == 0x0D {
        prefix.append(0x0A)
      } else if existing.last != 0x0A {
        prefix += newline
      }
      if let closing {
        prefix += Array(closing.utf8) + newline + newline
      } else if !Self.endsWithBlankLine(existing) {
        prefix += newline
      }
    }
    var body: [UInt8] = []
    for byte in entry.utf8 where byte != 0x0D {
      if byte == 0x0A { body += newline } else { body.append(byte) }
    }
    if body.last != 0x0A { body += newline }
    bytes = prefix + body
    let linesBefore = existing.count { $0 == 0x0A } + prefix.count { $0 == 0x0A }
    firstLine = linesBefore + 1
    lastLine = linesBefore + body.count { $0 == 0x0A }
  }

  /// The first line end of a file is that of all.
  private static func usesCRLF(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(of: 0x0A), first > 0 else { return false }
    return bytes[first - 1] == 0x0D
  }

  private static func endsWithBlankLine(_ bytes: [UInt8]) -> Bool {
    var index = bytes.count - 1
    var newlines = 0
    while index >= 0 {
      switch bytes[index] {
      case 0x0A: newlines += 1
      case 0x0D, 0x20, 0x09: break
      default: return newlines >= 2
      }
      index -= 1
    }
    return true
  }
}

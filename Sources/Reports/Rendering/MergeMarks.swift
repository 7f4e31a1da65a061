/// Lines of an entry that no other entry has, so that git's union merge keeps entries apart.
///
/// Source: git's `xdl_merge` below `XDL_MERGE_ZEALOUS`, which the union driver uses: where two branches added
/// text at the same place, lines that both additions share are taken once, at the beginning and at the end of
/// them however few, within them as soon as four stand in a row. Two reports of one agent share most of their
/// lines, so they would come out woven into each other. With a comment of its own first, last and behind three
/// lines at most, an entry shares nothing that long.
package enum MergeMarks {
  /// The most lines that stand between two marks.
  private static let distance = 3

  /// The entry with its marks: invisible comments, and a number before each line of captured text.
  ///
  /// `salt` tells apart entries of the same text: their agent and moment.
  package static func marked(_ entry: String, salt: String) -> String {
    let id = identifier(entry + salt)
    let mark = "<!-- \(id) -->"
    var lines: [Substring] = entry.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    var result = [mark]
    var run = 0
    var fence: Substring?
    for (index, line) in lines.enumerated() {
      if let opening = fence {
        let isClosing = line.hasPrefix(opening) && line.allSatisfy { $0 == "`" }
        if isClosing { fence = nil }
        result.append(isClosing ? String(line) : "\(id)| \(line)")
        run = isClosing ? 1 : 0
        continue
      }
      // A label keeps what follows it, so the mark goes before.
      if run >= distance || (run == distance - 1 && endsWithLabel(line)) {
        result.append(indentation(of: index > 0 ? lines[index - 1] : "") + mark)
        run = 0
      }
      result.append(String(line))
      run += 1
      if line.hasPrefix("```") { fence = line.prefix { $0 == "`" } }
    }
    result.append(mark)
    return result.joined(separator: "\n") + "\n"
  }

  private static func endsWithLabel(_ line: Substring) -> Bool {
    line.hasSuffix(":") || line.hasSuffix(":**")
  }

  /// Within the list item that a line is, so that the list goes on behind the mark.
  private static func indentation(of line: Substring) -> String {
    let blanks = line.prefix { $0 == " " }
    let rest = line.dropFirst(blanks.count)
    let digits = rest.prefix { ("0"..."9").contains($0) }
    let isBullet = rest.hasPrefix("- ") || rest.hasPrefix("* ")
    let isNumber = !digits.isEmpty && rest.dropFirst(digits.count).hasPrefix(". ")
    let width = isBullet ? 2 : isNumber ? digits.count + 2 : 0
    return String(repeating: " ", count: blanks.count + width)
  }

  /// FNV-1a: eight digits are enough to tell the entries of one file apart.
  private static func identifier(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(UInt32(truncatingIfNeeded: hash ^ (hash >> 32)), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

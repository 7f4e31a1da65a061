/// A migration's path as a direction writes it: `supabase/migrations/YYYYMMDDHHMMSS_create_x.sql`.
///
/// Placeholders for the time (`YYYYMMDDHHMMSS`, `YYYYMMDD`, `<timestamp>`, `[ts]`, `{date}`, `XXXX`) stand for digits,
/// other bracketed ones for any text; the rest is compared as it is.
package struct MigrationPathPattern: Sendable, Equatable {
  package let text: String
  private let pieces: [Piece]

  private enum Piece: Sendable, Equatable {
    case literal([UInt8])
    case digits
    case anything
  }

  package init(_ text: String) {
    self.text = text
    self.pieces = Self.pieces(of: Array(text.utf8))
  }

  /// Whether a path is of this pattern.
  package func matches(_ path: String) -> Bool {
    Self.matches(Array(path.utf8)[...], pieces[...])
  }

  /// Whether a path names the same thing in the same folder, whatever its version and its verb.
  ///
  /// `create_`, `add_` and `_table` come and go between a plan and a file; the words that remain are compared.
  package func resembles(_ path: String) -> Bool {
    if matches(path) { return true }
    let wanted = Self.subject(of: text)
    return !wanted.isEmpty && wanted == Self.subject(of: path)
      && Self.folder(of: Self.stem(of: text)) == Self.folder(of: Self.stem(of: path))
  }

  private static func pieces(of bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    func placeholder(_ piece: Piece) {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
      if pieces.last != piece { pieces.append(piece) }
    }
    var index = 0
    while index < bytes.count {
      // Few enough placeholders that trying every split stays cheap.
      if let close = closing(bytes[index]), pieces.count < 8,
        let end = bytes[(index + 1)...].prefix(48).firstIndex(of: close)
      {
        placeholder(isTime(bytes[(index + 1)..<end]) ? .digits : .anything)
        index = end + 1
      } else if let end = timeLetters(
        bytes,
        from: index,
        continues: pieces.last == .digits && literal == [UInt8(ascii: "-")]
      ) {
        placeholder(.digits)
        index = end
      } else {
        literal.append(bytes[index])
        index += 1
      }
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }

  private static func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "<"): UInt8(ascii: ">")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
  }

  /// Whether a word for time stands in a placeholder, in any case.
  private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
    timeWords.contains { wanted in
      word.indices.dropLast(wanted.count - 1).contains { start in
        wanted.indices.allSatisfy { word[start + $0] | 0x20 == wanted[$0] }
      }
    }
  }

  private static let timeWords = [
    "time", "date", "stamp", "yyyy", "version", "ts", "number", "nnn",
  ].map { Array($0.utf8) }

  /// The end of a run such as `YYYYMMDDHHMMSS`, `YYYY-MM-DD`, `XXXXXX` that is a word of its own.
  private static func timeLetters(
    _ bytes: [UInt8],
    from start: Int,
    continues: Bool = false
  ) -> Int? {
    if start > 0, TaskID.isWord(bytes[start - 1]), bytes[start - 1] != UInt8(ascii: "_") {
      return nil
    }
    var end = start
    while end < bytes.count, "YMDHSTXNymdhsxn".utf8.contains(bytes[end]) { end += 1 }
    guard end - start >= (continues ? 2 : 3), end == bytes.count || !TaskID.isLetter(bytes[end])
    else { return nil }
    let run = Set(bytes[start..<end].map { $0 & 0xDF })
    let startsAsYear =
      (continues || bytes[start] & 0xDF == UInt8(ascii: "Y"))
      && run.isSubset(of: Set("YMDHST".utf8))
    return startsAsYear || run.count == 1 && run.isSubset(of: Set("XN".utf8)) ? end : nil
  }

  private static func matches(_ path: ArraySlice<UInt8>, _ pieces: ArraySlice<Piece>) -> Bool {
    guard let piece = pieces.first else { return path.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let literal):
      return path.starts(with: literal) && matches(path.dropFirst(literal.count), rest)
    case .digits:
      let digits = path.prefix(while: TaskID.isDigit)
      return !digits.isEmpty && matches(path.dropFirst(digits.count), rest)
    case .anything:
      // Up to the next literal, which a placeholder never spans with a folder.
      guard case .literal(let next)? = rest.first else {
        return !path.isEmpty && !path.contains(UInt8(ascii: "/"))
      }
      var index = path.startIndex
      while index < path.endIndex, path[index] != UInt8(ascii: "/") {
        if index > path.startIndex, path[index...].starts(with: next),
          matches(path[index...].dropFirst(next.count), rest.dropFirst())
        {
          return true
        }
        index += 1
      }
      return false
    }
  }

  /// The path without what every migration's ends with; Prisma's name is that of the folder.
  private static func stem(of path: String) -> Substring {
    for suffix in ["/migration.sql", ".sql"] where path.hasSuffix(suffix) {
      return path.dropLast(suffix.count)
    }
    return path[...]
  }

  private static func folder(of path: Substring) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }

  /// The words of a name that say what it is about.
  private static func subject(of path: String) -> [ArraySlice<UInt8>] {
    let name = Array(stem(of: path).utf8)
    let first = name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return name[first...].split(whereSeparator: separators.contains).filter { word in
      !idle.contains { word.elementsEqual($0) } && !word.allSatisfy(TaskID.isDigit)
        && timeLetters(Array(word), from: 0) == nil && !isTime(word)
    }
  }

  private static let separators = Array("_-. []<>{}".utf8)
  private static let idle = ["create", "add", "new", "table", "tables", "migration"].map {
    Array($0.utf8)
  }
}

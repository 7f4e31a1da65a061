import Facts

/// What looks like ids of tasks in the title and the fields of an entry.
struct TaskUses {
  private(set) var mentions: [TaskIDs.Mention] = []
  /// Those of the heading and the task fields.
  private(set) var uses: [TaskPrefixes.Use] = []

  /// `roles` are those of the entry's fields; a file that is one entry has a title and no heading.
  init(of entry: Entry, roles: [FieldRole?], isFile: Bool) {
    take(entry.title, isHeading: !isFile)
    for (index, role) in roles.prefix(60).enumerated()
    where (role == .task || role == .workingOn) && !entry.fields[index].text.isEmpty {
      take(Self.firstLine(entry.fields[index].text), isHeading: role == .task)
    }
  }

  private mutating func take(_ text: String, isHeading: Bool) {
    let found = TaskIDs.mentions(in: text)
    for mention in found where !mentions.contains(mention) { mentions.append(mention) }
    guard isHeading, let first = found.first else { return }
    for mention in found { uses.append(.init(mention: mention, isSubject: false)) }
    let id = first.id
    guard text.utf8.starts(with: id.utf8) else { return }
    let rest = text.utf8.dropFirst(id.utf8.count)
    // A combining mark makes another character of the id's last digit.
    if let next = rest.first, next >= 0x80, !text.hasPrefix(id) { return }
    let isSubject = found.count > 1 || Self.endsSubject(rest)
    uses.append(.init(mention: first, isSubject: isSubject))
  }

  /// Whether a colon, a dash or nothing follows.
  private static func endsSubject(_ rest: Substring.UTF8View) -> Bool {
    let words = rest.drop { $0 == 0x20 }
    guard let first = words.first else { return true }
    if first < 0x80, words.dropFirst().first ?? 0 < 0x80 {
      switch first {
      case 0x3A, 0x2D, 0x2C, 0x26, 0x2F, 0x28: return true
      default: return false
      }
    }
    let characters = Substring(rest).drop { $0 == " " }
    return characters.first.map { ":—–-,&/(→".contains($0) } ?? true
  }

  private static func firstLine(_ text: String) -> String {
    String(decoding: text.utf8.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}

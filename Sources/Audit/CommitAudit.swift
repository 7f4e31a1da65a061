import Facts
import Record
import Workspace

/// Commits that the record names: true where the repository holds them, never false where it does not.
enum CommitAudit {
  private struct Mention {
    var file: AuditSource.File
    var line: Int
    var id: String
  }

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext]
  ) throws(GitError) -> [AuditClaim] {
    var mentions: [Mention] = []
    for (file, context) in zip(source.files, contexts) {
      for line in 1...file.text.lineStarts.count where context.isText(line) {
        mentions += CommitWords.ids(in: file.text, line).map {
          Mention(file: file, line: line, id: $0)
        }
      }
    }
    let ids = Array(Set(mentions.map(\.id))).sorted()
    let commits = Dictionary(
      zip(ids, try source.repository.commits(named: ids)).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
    return mentions.map { mention in
      var claim = AuditClaim(
        path: mention.file.document.path,
        line: mention.line,
        agent: mention.file.agent(ofLine: mention.line),
        kind: .commit,
        text: mention.file.text.text(ofLine: mention.line).trimmedOfBlanks,
        subject: mention.id,
        claimed: "exists",
        revision: mention.file.blame.commit(ofLine: mention.line)?.id
      )
      guard let commit = commits[mention.id] ?? nil else {
        claim.reason = "this clone holds no commit of that id, or several"
        return claim
      }
      claim.verdict = .holds
      claim.actual = commit
      claim.verdictAtTip = .holds
      claim.actualAtTip = commit
      claim.command = "git show --no-patch \(mention.id)"
      if source.history.commit(commit) == nil { claim.reason = "it is on another branch" }
      return claim
    }
  }
}

/// Finds ids of commits in a line of text.
enum CommitWords {
  /// Ids of 7 to 40 hexadecimal digits, with a letter and a digit among them, in lines that speak of commits.
  static func ids(in text: SourceText, _ line: Int) -> [String] {
    let range = text.lineRange(line)
    var found: [String] = []
    var speaksOfCommits = false
    var start = range.lowerBound
    text.bytes.withUnsafeBufferPointer { bytes in
      while start < range.upperBound {
        guard isWord(bytes[start]) else {
          start += 1
          continue
        }
        var end = start
        while end < range.upperBound, isWord(bytes[end]) { end += 1 }
        let word = bytes[start..<end]
        if isID(word) {
          let id = String(decoding: word, as: UTF8.self)
          if !found.contains(id) { found.append(id) }
        } else if speaks(word) {
          speaksOfCommits = true
        }
        start = end
      }
    }
    if speaksOfCommits { return found }
    return leadingID(in: text, range).map { [$0] } ?? []
  }

  /// `- 1a2b3c4 - what it did`, `2. **1a2b3c4**: what it did`: an item of a list that begins with an id as git prints it.
  private static func leadingID(in text: SourceText, _ range: Range<Int>) -> String? {
    text.bytes.withUnsafeBufferPointer { bytes in
      var index = range.lowerBound
      func skip(_ isSkipped: (UInt8) -> Bool) {
        while index < range.upperBound, isSkipped(bytes[index]) { index += 1 }
      }
      skip { $0 == 0x20 || $0 == 0x09 }
      let mark = index
      skip { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "+") }
      if index == mark {
        skip { (0x30...0x39).contains($0) }
        guard index > mark, index < range.upperBound, ".)".utf8.contains(bytes[index]) else {
          return nil
        }
        index += 1
      }
      guard index < range.upperBound, bytes[index] == 0x20 else { return nil }
      // Marks and pictures say nothing; letters and digits do.
      skip { $0 == 0x20 || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "`") || $0 >= 0x80 }
      let start = index
      skip(isWord)
      let word = bytes[start..<index]
      guard isID(word), (7...12).contains(word.count) || word.count == 40 else { return nil }
      skip { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "`") || $0 == 0x20 }
      guard index < range.upperBound,
        bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "-")
          || bytes[index] == UInt8(ascii: "(") || bytes[index] == 0xE2
      else { return nil }
      return String(decoding: word, as: UTF8.self)
    }
  }

  /// What stands together with an id would make it something else: a file's name, a path, a number.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
  }

  private static func isID(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard (7...40).contains(word.count) else { return false }
    var hasDigit = false
    var hasLetter = false
    for byte in word {
      switch byte {
      case 0x30...0x39: hasDigit = true
      case 0x61...0x66: hasLetter = true
      default: return false
      }
    }
    return hasDigit && hasLetter
  }

  private static func speaks(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let cues = [
      "commit", "sha", "hash", "revision", "cherry", "pushed", "merged", "reverted", "shipped",
      "landed",
    ]
    return cues.contains { cue in
      word.count >= cue.utf8.count && zip(word, cue.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
  }
}

/// What the words of a line say of an approval: given, taken back, or nothing.
///
/// Wishes, conditions, questions and denials give nothing; what may be either is none.
enum ApprovalWords {
  enum Saying: Equatable {
    case given, withdrawn
  }

  /// - Parameters:
  ///   - words: of the line, in small letters.
  ///   - line: the line itself, in small letters.
  ///   - isHedged: whether what stands before a word takes it back, or makes it a wish.
  /// - Returns: nil for a line that says neither.
  static func saying(
    _ words: [String],
    in line: String,
    isHedged: (_ before: Int) -> Bool
  ) -> Saying? {
    if isWithdrawn(words, isHedged: isHedged) { return .withdrawn }
    if line.contains("❌") || line.contains("approved: [ ]") { return nil }
    for index in words.indices {
      guard let end = phrase(words, at: index, line) else { continue }
      if !isHedged(index), !isDenied(words, from: end), !isIntent(words, at: index) {
        return .given
      }
    }
    return nil
  }

  /// The place behind a phrase that gives an approval; nil where none begins.
  private static func phrase(_ words: [String], at index: Int, _ line: String) -> Int? {
    func follows(_ next: String...) -> Bool { words[(index + 1)...].starts(with: next) }
    switch words[index] {
    case "approved", "lgtm", "greenlit", "greenlighted": return index + 1
    case "go" where follows("ahead"): return index + 2
    case "ship" where follows("it"): return index + 2
    case "signed" where follows("off"): return index + 2
    case "sign" where follows("off"): return index + 2
    case "signoff": return index + 1
    case "approval":
      let rest = words[(index + 1)...].prefix(4)
      if let given = rest.firstIndex(where: {
        ["granted", "given", "received", "obtained"].contains($0)
      }) {
        return isHedgedApproval(words[index..<given]) ? nil : given + 1
      }
      return line.contains("✅") ? index + 1 : nil
    default: return nil
    }
  }

  private static func isHedgedApproval(_ words: ArraySlice<String>) -> Bool {
    words.contains { ["not", "be", "never", "until", "once", "no"].contains($0) }
  }

  /// `approved: pending`, `sign-off: no`, `LGTM once the tests pass`, `approved if`, `approved, not yet applied` is given.
  private static func isDenied(_ words: [String], from index: Int) -> Bool {
    let rest = words[index...]
    if let first = rest.first, ["no", "none", "not", "n", "tbd", "todo"].contains(first) {
      // `approved, not applied yet` denies the other.
      return !(first == "not" && rest.dropFirst().contains { $0.hasPrefix("appl") })
    }
    return rest.prefix(4).contains { conditions.contains($0) }
  }

  private static let conditions: Set<String> = [
    "pending", "needed", "required", "requested", "outstanding", "missing", "awaited", "awaiting",
    "waiting", "expired", "if", "once", "until", "unless", "provided", "subject", "conditional",
    "conditionally", "assuming", "request", "requests", "status", "process", "needs",
  ]

  /// `I'll go ahead`, `we ship it`, `let's sign off`: who speaks so means to do something.
  private static func isIntent(_ words: [String], at index: Int) -> Bool {
    guard ["go", "ship", "sign"].contains(words[index]) else { return false }
    let before = words[max(0, index - 2)..<index]
    return before.contains { word in
      ["i", "we", "to", "let", "lets", "let's", "let’s", "please", "then"].contains(word)
        || word.hasSuffix("'ll") || word.hasSuffix("’ll")
    }
  }

  // MARK: Taken back

  private static func isWithdrawn(_ words: [String], isHedged: (Int) -> Bool) -> Bool {
    for index in words.indices {
      let word = words[index]
      if ["rejected", "disapproved", "vetoed", "unapproved"].contains(word), !isHedged(index) {
        return true
      }
      if word == "longer", index > 0, words[index - 1] == "no",
        words[(index + 1)...].prefix(2).contains("approved")
      {
        return true
      }
      let isTakenBack = ["withdr", "revok", "rescind", "retract"].contains { word.hasPrefix($0) }
      // `REVOKE` alone is SQL.
      if isTakenBack || ["cancelled", "canceled", "denied", "declined"].contains(word),
        !isHedged(index), words.contains(where: nouns.contains)
      {
        return true
      }
    }
    return false
  }

  private static let nouns: Set<String> = [
    "approval", "approved", "lgtm", "signoff", "off", "ahead", "approvals",
  ]
}

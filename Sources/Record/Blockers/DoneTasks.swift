import Facts

/// The tasks that a line says are done as a whole: "BAY-029 COMPLETE", "✅ BAY-029: …", not "BAY-029 tests done".
struct DoneTasks {
  let mentions: TaskMentions
  let bytes: UnsafeBufferPointer<UInt8>

  func ids(in tokens: [Token], isTicked: Bool) -> [String] {
    guard !tokens.contains(where: { isPart($0) }) else { return [] }
    let isPartial = tokens.contains { Self.partial.contains($0.hash) }
    if isTicked, !isPartial, let end = endOfIDs(tokens, from: 0), beginsTitle(tokens, end) {
      return mentions.ids(in: Array(tokens[..<end]), bytes)
    }
    // "BAY-029: Parcel page (2h → Complete)"
    if !isPartial, let end = endOfIDs(tokens, from: 0),
      let last = tokens.lastIndex(where: { !isSign($0) }),
      last > end, Self.done.contains(tokens[last].hash), isSign(tokens[last - 1])
    {
      return mentions.ids(in: Array(tokens[..<end]), bytes)
    }
    for index in tokens.indices where index > 0 && Self.done.contains(tokens[index].hash) {
      // Between the ids and the word only signs may stand.
      var end = index
      while end > 0, isSign(tokens[end - 1]) { end -= 1 }
      var start = end
      while start > 0, isID(tokens[start - 1]) || isJoint(tokens[start - 1]) { start -= 1 }
      while start < end, !isID(tokens[start]) { start += 1 }
      if start > 0,
        tokens[start - 1].has([.wait, .pending, .conditional])
          || SentenceJudge.before.contains(tokens[start - 1].hash)
      {
        continue
      }
      guard start < end, isID(tokens[end - 1]) || tokens[end - 1].isNumber else { continue }
      return mentions.ids(in: Array(tokens[start..<end]), bytes)
    }
    return []
  }

  /// One past the ids that a line begins with; nil when it begins otherwise.
  private func endOfIDs(_ tokens: [Token], from start: Int) -> Int? {
    guard start < tokens.count, isID(tokens[start]) else { return nil }
    var end = start + 1
    while end + 1 < tokens.count, isJoint(tokens[end]),
      isID(tokens[end + 1]) || tokens[end + 1].isNumber
    {
      end += 2
    }
    return end
  }

  /// Behind the id stands nothing, a sign, or a title with a capital; "docs pulled" is no title.
  private func beginsTitle(_ tokens: [Token], _ index: Int) -> Bool {
    guard index < tokens.count else { return true }
    return isSign(tokens[index]) || tokens[index].capitalised
  }

  /// "85%": a part of it.
  private func isPart(_ token: Token) -> Bool {
    guard token.isNumber, token.range.upperBound < bytes.count else { return false }
    let next = bytes[token.range.upperBound]
    return next == 0x25 && !(token.range.count == 3 && bytes[token.range.lowerBound] == 0x31)
  }

  private func isID(_ token: Token) -> Bool {
    token.allCaps && token.hasDigit && !mentions.ids(in: [token], bytes).isEmpty
  }

  private func isJoint(_ token: Token) -> Bool {
    if case .stop = token.kind { return true }
    return token.isNumber || token.has([.to, .link]) || Self.joints.contains(token.hash)
  }

  private func isSign(_ token: Token) -> Bool {
    switch token.kind {
    case .stop, .colon, .mark: true
    default: false
    }
  }

  private static let done = WordSet([
    "complete", "completed", "done", "finished", "delivered", "shipped",
  ])
  private static let joints = WordSet(["and", "through", "thru"])
  private static let partial = WordSet([
    "partial", "partially", "partly", "started", "starting", "assigned", "wip", "nearly", "almost",
    "incomplete", "unfinished",
  ])
}

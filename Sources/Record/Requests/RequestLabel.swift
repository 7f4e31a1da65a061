import Facts

/// A label or a heading that announces questions, decisions or approvals asked of people.
struct RequestLabel: Equatable {
  var kind: Request.Kind
  var person: String?
  /// What stands in the label is the request; a bare "Questions" needs what follows.
  var standsAlone: Bool
  /// "Decisions needed" announces a list, each item of which is one.
  var isList = false

  /// What a label announces, or what stands in brackets at its end: "What unblocks the most (user actions)".
  init?(_ tokens: [Token], names: NameTable, bytes: UnsafeBufferPointer<UInt8>) {
    if let whole = RequestLabel(all: tokens, names: names, bytes: bytes) {
      self = whole
      return
    }
    guard let open = tokens.lastIndex(where: { bytes[$0.range.lowerBound] == 0x28 }), open > 0,
      open + 3 < tokens.count, bytes[tokens[tokens.count - 1].range.lowerBound] == 0x29,
      var inner = RequestLabel(
        all: Array(tokens[(open + 1)..<(tokens.count - 1)]),
        names: names,
        bytes: bytes
      ), inner.kind == .approval
    else { return nil }
    inner.isList = true
    self = inner
  }

  private init?(all tokens: [Token], names: NameTable, bytes: UnsafeBufferPointer<UInt8>) {
    guard tokens.contains(where: { $0.has(Self.telling) || Self.action.contains($0.hash) }) else {
      return nil
    }
    let words = tokens.filter { if case .word = $0.kind { true } else { false } }
    guard !words.isEmpty, words.count <= 9 else { return nil }
    var union: WordClass = []
    for word in words { union.formUnion(word.classes) }
    // "Questions answered", "Decisions made", "Decision: approve" are over.
    if !union.isDisjoint(with: [.answered, .resolved, .complete, .past, .negation, .conditional]) {
      return nil
    }
    // "Ada asked:" quotes what she asked; "asked Ada" asks her.
    if let verb = words.firstIndex(where: { Self.asking.contains($0.hash) }),
      words[..<verb].indices.contains(where: { names.name(at: $0, in: words)?.end == verb })
    {
      return nil
    }
    let person = Self.person(words, names) ?? Self.stranger(words, bytes) ?? Self.role(words, bytes)
    // "Active decisions", "Current decisions" are those that were made.
    let isOpen = words.contains { $0.has(.still) && !Self.present.contains($0.hash) }
    let isWanted =
      !union.isDisjoint(with: [.need, .pending, .wait]) || isOpen || Self.isPoint(words)
    if union.contains(.question) {
      // "Question 1" below "Questions for …" and "Open questions" as well as a named person.
      self.init(kind: .question, person: person, standsAlone: false)
    } else if union.contains(.ask), words.count <= 4,
      person != nil || words.count <= 2 && words.last?.hash == Self.asks
    {
      self.init(kind: .question, person: person, standsAlone: false)
    } else if union.contains(.credential),
      union.contains(.need) && words.count <= 4
        || words.contains(where: { Self.request == $0.hash })
    {
      self.init(kind: .credential, person: person, standsAlone: false)
    } else if union.contains(.decision), isWanted,
      // "Clarification for the manager" gives one.
      union.contains(.need) || !words.contains(where: { Self.clarification == $0.hash })
    {
      self.init(kind: .decision, person: person, standsAlone: true)
    } else if union.contains(.approval), isWanted {
      self.init(kind: .approval, person: person, standsAlone: true)
    } else if words.count <= 5, union.contains(.need), let person, names.isPerson(person),
      !words.contains(where: { WaitingOn.learning.contains($0.hash) })
    {
      // "CEO deploy required"
      self.init(kind: .approval, person: person, standsAlone: true)
    } else if words.count <= 4, words.contains(where: { Self.action.contains($0.hash) }),
      person != nil && isWanted || words.first?.has(.role) == true
    {
      self.init(kind: .approval, person: person, standsAlone: true)
    } else {
      return nil
    }
    isList = standsAlone && words.contains { Self.plurals.contains($0.hash) }
  }

  init(kind: Request.Kind, person: String?, standsAlone: Bool, isList: Bool = false) {
    self.kind = kind
    self.person = person
    self.standsAlone = standsAlone
    self.isList = isList
  }

  /// The kind of one request under this label: its own words first.
  func kind(of tokens: [Token]) -> Request.Kind {
    guard kind == .question else { return kind }
    var union: WordClass = []
    for token in tokens.prefix(12) { union.formUnion(token.classes) }
    return union.contains(.credential) && union.contains(.need) ? .credential : kind
  }

  private static func person(_ words: [Token], _ names: NameTable) -> String? {
    for index in words.indices {
      if let found = names.name(at: index, in: words) { return found.display }
    }
    for index in words.indices.dropFirst() where words[index - 1].has([.link, .to]) {
      if let person = names.person(at: words[index]) { return person }
    }
    return nil
  }

  /// "Decision needed from Noor": nobody that the configuration knows, but a name.
  private static func stranger(_ words: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard words.count > 2, let last = words.last, last.capitalised, !last.allCaps,
      last.classes.isEmpty, !last.hasDigit, leads.contains(words[words.count - 2].hash)
    else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[last.range]), as: UTF8.self)
  }

  /// The role that is to decide: "Pending director decisions".
  private static func role(_ words: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard words.contains(where: { $0.has([.decision, .approval]) }),
      let role = words.first(where: { $0.has(.role) })
    else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[role.range]), as: UTF8.self)
  }

  private static let leads = WordSet(["from", "for", "by", "to"])

  /// "Decision point", "decision required", "decisions for …".
  private static func isPoint(_ words: [Token]) -> Bool {
    words.contains { point.contains($0.hash) }
  }

  private static let present = WordSet(["active", "current", "currently", "ongoing"])
  private static let point = WordSet([
    "point", "points", "for", "requested", "request", "requests", "from", "open",
  ])
  /// Without one of these, or a word for an action, a label asks for nothing.
  private static let telling: WordClass = [
    .question, .ask, .credential, .decision, .approval, .need,
  ]
  private static let plurals = WordSet([
    "decisions", "approvals", "decisiones", "decyzje", "entscheidungen", "décisions",
    "decisioni", "beslissingen", "решения",
  ])
  private static let clarification = FoldedHash.of("clarification")
  private static let asking = WordSet(["asked", "asks", "requested", "requests"])
  private static let asks = FoldedHash.of("asks")
  private static let request = FoldedHash.of("request")
  private static let action = WordSet(["action", "actions"])
}

/// A sentence that says that somebody answered or did what was asked.
struct AnswerSentence {
  /// Who answered; nil when it does not say.
  var person: String?

  /// With `classes`, what all of the words mean, most sentences are not looked at.
  init?(_ tokens: [Token], among classes: WordClass = .any, judge: SentenceJudge) {
    guard !classes.isDisjoint(with: [.answered, .complete]) else { return nil }
    for index in tokens.indices where tokens[index].has([.answered, .complete]) {
      let low = Swift.max(0, index - 4)
      let high = Swift.min(tokens.count, index + 4)
      let around = tokens[low..<high]
      guard !around.contains(where: { $0.has([.negation, .conditional, .wait, .pending, .must]) })
      else { continue }
      if let who = Self.doer(of: index, tokens, judge) {
        person = who
        return
      }
      // "Questions answered", "credentials received".
      if tokens[index].has(.answered),
        around.contains(where: { $0.has([.question, .decision, .approval, .credential]) })
      {
        person = nil
        return
      }
    }
    return nil
  }

  /// Who stands right before the verb, or behind "by": "CEO approved", "applied by Manager".
  private static func doer(of verb: Int, _ tokens: [Token], _ judge: SentenceJudge) -> String? {
    var starts = Array(max(0, verb - 3)..<verb)
    if verb + 2 < tokens.count, tokens[verb + 1].has(.link) { starts.append(verb + 2) }
    for start in starts {
      if let name = judge.finder.names.name(at: start, in: tokens), judge.isPerson(name.display),
        name.end == verb || start > verb
      {
        return name.display
      }
      if tokens[start].has(.role), tokens[start].range.count > 3, tokens[verb].has(.answered),
        start == verb - 1 || start > verb
      {
        return judge.finder.text(of: tokens[start])
      }
    }
    return nil
  }
}

/// A sentence that says that somebody answered or did what was asked.
struct AnswerSentence {
  /// Who answered; nil when it does not say.
  var person: String?

  init?(_ tokens: [Token], judge: SentenceJudge) {
    for index in tokens.indices where tokens[index].has([.answered, .complete]) {
      let low = Swift.max(0, index - 4)
      let high = Swift.min(tokens.count, index + 4)
      let around = tokens[low..<high]
      guard !around.contains(where: { $0.has([.negation, .conditional, .wait, .pending, .must]) })
      else { continue }
      let name = (low..<high).lazy.compactMap { judge.finder.names.name(at: $0, in: tokens) }
        .first { judge.isPerson($0.display) }
      if let name {
        person = name.display
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
}

package import Facts
package import Rules
import Tasks

extension DefinitionOfDone {
  /// The lists with every item decided by the rule that its words map to.
  ///
  /// - Parameters:
  ///   - lists: of this type.
  ///   - evidence: of the repository as it is now.
  ///   - facts: what decides items and is no part of the tree.
  ///   - rules: which rule proves which item, by its text.
  /// - Returns: the same lists in the same order.
  package func decided(
    _ lists: [Checklist],
    by evidence: Evidence,
    facts: ProofFacts,
    rules: [String: String]
  ) -> [Checklist] {
    let subjects = TaskSubjects(
      record: record,
      directions: directions,
      evidence: evidence,
      facts: facts
    )
    let whole = facts.subject(evidence, task: nil)
    return lists.map { list in
      // What lies outside of the repository is about something else.
      if list.path.hasPrefix("/") { return list }
      let subject = subjects.subject(of: list)
      var list = list
      list.items = list.items.map { item in
        let rule = rules[item.text]
        guard let rule, item.state != .unknown else {
          return ItemVerdict.decide(item, rule: nil, subject: whole)
        }
        if let subject {
          return ItemVerdict.decide(item, rule: rule, subject: subject).keeping(item.evidence)
        }
        guard Self.rulesOfTheWhole.contains(rule) else {
          var item = item
          item.rule = rule
          item.reason = "which files it is about is not told"
          return item
        }
        return ItemVerdict.decide(item, rule: rule, subject: whole).keeping(item.evidence)
      }
      return list
    }
  }

  /// Rules that look at the whole repository, whatever the task.
  private static let rulesOfTheWhole: Set<String> = [
    NoMigrationCommands.id, PrismaValidatePasses.id, PrismaFormatPasses.id,
  ]
}

extension Checklist.Item {
  /// Who ticked it stays beside what proves it.
  fileprivate func keeping(_ lines: [String]) -> Checklist.Item {
    var item = self
    for line in lines where !item.evidence.contains(line) { item.evidence.append(line) }
    return item
  }
}

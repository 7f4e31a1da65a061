package import Facts

/// Decides the items of a checklist by the rules that prove them.
package enum ItemVerdict {
  /// The item with its verdict, reason and evidence; unchanged when no rule can tell.
  ///
  /// - **proven**: the rule passes on the tree as it is, whether the item is ticked or not;
  /// - **contradicted**: ticked, and the rule fails;
  /// - **open**: not ticked, and the rule fails;
  /// - **stale**: an entry proved it, and what that read has changed since;
  /// - **not-checked**: the rule cannot be evaluated, with the reason; an open item stays open.
  package static func decide(
    _ item: Checklist.Item,
    rule id: String?,
    subject: RuleSubject
  ) -> Checklist.Item {
    var item = item
    item.rule = id
    guard item.state != .unknown else { return item }
    guard let id, let rule = RuleBook.rule(id) else {
      if item.reason == nil { item.reason = "no rule can tell" }
      return item
    }
    let outcome = rule.evaluate(subject).accepting(subject.waived)
    let errors = outcome.findings.filter { $0.severity == .error }
    switch outcome.decision {
    case .passed:
      item.verdict = .proven
      item.reason = nil
      item.evidence = outcome.evidence
    case .failed:
      item.verdict = item.state == .done ? .contradicted : .open
      item.reason = errors.first?.message
      item.evidence = errors.map { finding in
        let place =
          finding.path.map { path in finding.line.map { "\(path):\($0) " } ?? "\(path) " } ?? ""
        return place + finding.message
      }
    case .stale(let reason):
      item.verdict = .stale
      item.reason = reason
      item.evidence = outcome.evidence
    case .notChecked(let reason):
      item.verdict = item.state == .done ? .notChecked : .open
      item.reason = reason
    }
    return item
  }
}

import Collectors
import Configuration
import Facts
import Record
import Rules
import Status
import Workspace

extension EvidenceGathering {
  /// The lists with every item decided, from the evidence and from what only the record and the history tell.
  func decide(
    _ lists: [Checklist],
    of definition: DefinitionOfDone,
    by evidence: Evidence,
    record: FeedbackRecord
  ) -> [Checklist] {
    let rules = DefinitionOfDone.rules(of: lists, settings: repository.settings)
    return definition.decided(
      lists,
      by: evidence,
      facts: ProofGathering(
        repository: repository,
        world: world,
        record: record,
        tasks: definition.tasks
      ).facts(
        for: Set(rules.values),
        evidence: evidence,
        firstCommits: { git.firstCommits(of: $0) }
      ),
      rules: rules
    )
  }
}

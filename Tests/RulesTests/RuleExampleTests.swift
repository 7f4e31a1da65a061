import Configuration
import Facts
import Rules
import Testing

@Suite struct RuleExampleTests {
  @Test(arguments: RuleBook.rules.map { $0.id })
  func examplesAreDecidedAsTheySay(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    #expect(!rule.examples.isEmpty)
    // An example with a record is decided through the tool: RecordedExampleTests.
    for example in rule.examples where !example.hasRecord {
      let outcome = judge(rule, on: example.files)
      switch (example.expectation, outcome.decision) {
      case (.passes, .passed), (.fails, .failed), (.notChecked, .notChecked): continue
      default:
        Issue.record(
          "\(id), \(example.title): \(outcome.decision) \(outcome.findings.map(\.message))"
        )
      }
    }
  }

  @Test(arguments: RuleBook.rules.map { $0.id })
  func aFailingExampleContradictsATick(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    for example in rule.examples where !example.hasRecord {
      let subject = RuleSubject(evidence: evidence(of: example.files))
      for state in [Checklist.Item.State.open, .done] {
        let item = Checklist.Item(line: 1, text: "x", marker: "[x]", state: state)
        let verdict = ItemVerdict.decide(item, rule: id, subject: subject).verdict
        let expected: Checklist.Verdict =
          switch example.expectation {
          case .passes: .proven
          case .fails: state == .done ? .contradicted : .open
          case .notChecked: state == .done ? .notChecked : .open
          }
        #expect(verdict == expected, "\(id), \(example.title)")
      }
    }
  }

  @Test func everyMappedRuleIsInTheBook() {
    let unknown = ChecklistMapping.defaults.compactMap(\.rule).filter { RuleBook.rule($0) == nil }
    #expect(unknown == [])
  }

  @Test func idsAreUnique() {
    #expect(Set(RuleBook.rules.map { $0.id }).count == RuleBook.rules.count)
  }

  @Test(arguments: RuleBook.rules.map { $0.id })
  func nothingToLookAtIsNeverProven(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    guard case .notChecked(let reason) = judge(rule, on: [:]).decision else {
      Issue.record("\(id) decided without anything to look at")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func warningsNeverDecide() {
    let outcome = judge(
      FieldTypesMatch.self,
      on: [
        "supabase/migrations/1_a.sql":
          "CREATE TABLE crates (id serial PRIMARY KEY, label varchar(40) DEFAULT 'new');\n",
        "prisma/schema.prisma": """
        model Crate {
          id    Int    @id @default(autoincrement())
          label String @default("new")

          @@map("crates")
        }

        """,
      ]
    )
    #expect(outcome.decision == .passed)
    #expect(outcome.findings.map(\.severity) == [.warning, .warning])
    #expect(outcome.findings.map(\.line) == [3, 3])
  }
}

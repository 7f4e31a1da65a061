import Facts
import TestSupport
import Testing

@testable import Status

@Suite struct RollCallTests {
  @Test func whoNeedsTheManagerStandsFirst() {
    let call = Team.call()
    #expect(call.agents.map(\.agent) == ["data", "web", "docs", "maps", "mail"])
    #expect(call.agents.map(\.standing) == [.blocked, .asking, .asking, .overdue, .overdue])
  }

  @Test func aSilentAgentIsALine() throws {
    let maps = try #require(Team.call().agents.first { $0.agent == "maps" })
    #expect(maps.lastEntry == nil)
    #expect(maps.overdue)
    #expect(maps.ageSeconds == nil)
  }

  @Test func theLastEntryIsTheLastBeforeNow() throws {
    let call = Team.call()
    let mail = try #require(call.agents.first { $0.agent == "mail" })
    #expect(mail.lastEntry?.path == "feedback/mail/2026-02-03.md")
    #expect(mail.ageSeconds == 27_000)
    #expect(call.laterEntries == [RecordPlace(path: "feedback/mail/2026-02-04.md", line: 1)])
  }

  @Test func noneForAnotherTaskKeepsTheBlocker() throws {
    let data = try #require(Team.call().agents.first { $0.agent == "data" })
    #expect(data.blockers.map(\.tasks) == [["DATA-001"]])
    #expect(data.blockers.first?.waitingOn == "Manager")
    #expect(data.blockers.first?.since == Timestamp(iso8601: "2026-02-03T09:10:00Z"))
    #expect(data.checklist.total == 3)
    #expect(data.checklist.claimed == 1)
  }

  @Test func theSameRequestOfTwoAgentsIsOne() {
    let shared = Team.call().sharedRequests
    #expect(shared.count == 1)
    #expect(shared.first?.agents == ["web", "docs"])
    #expect(shared.first?.frees == 2)
    #expect(shared.first?.of == "CEO")
  }

  @Test func sinceLeavesWhatIsNew() {
    let call = Team.call(since: Timestamp(iso8601: "2026-02-03T12:00:00Z"))
    #expect(call.agents.flatMap(\.blockers).isEmpty)
    #expect(call.sharedRequests.first?.frees == 2)
  }

  @Test func whatCouldNotBeReadIsNamed() {
    #expect(Team.call().notChecked.map(\.path) == ["feedback/mail/notes.md:1"])
  }

  @Test(arguments: [80, 120])
  func noLineIsWiderThanTheTerminal(columns: Int) throws {
    let text = StatusText(
      Team.call(),
      columns: columns,
      isColored: false,
      names: Team.names
    ).render()
    for line in text.split(separator: "\n") {
      #expect(DisplayText.width(String(line)) <= columns)
    }
    #expect(try Golden.difference(text, from: "status-\(columns).txt") == nil)
  }

  @Test func ofFewAgentsEveryBlockerIsShown() {
    func text(agents: Int) -> String {
      let blockers = (1...2).map { number in
        Blocker(
          agent: "a1",
          path: "LOG.md",
          line: number,
          since: nil,
          text: "\(number). Thing \(number)"
        )
      }
      let statuses = (1...agents).map { number in
        var status = AgentStatus(agent: "a\(number)")
        status.standing = number == 1 ? .blocked : .overdue
        status.blockers = number == 1 ? blockers : []
        status.overdue = true
        status.ageSeconds = 133 * 86_400
        return status
      }
      return StatusText(
        RollCall(now: Team.now, agents: statuses),
        columns: 80,
        isColored: false
      ).render()
    }
    #expect(text(agents: 3).contains("blocked since unknown: Thing 2  LOG.md:2\n"))
    #expect(text(agents: 4).contains("blocked since unknown: Thing 1  LOG.md:1  (+1)\n"))
    #expect(text(agents: 4).contains("a2     133d! no report yet\n"))
  }

  @Test(arguments: [
    ("none (all done)", ""), ("None", ""), ("n/a", ""), ("nonempty rows", "nonempty rows"),
  ])
  func whoDoesNothingIsNotSaidToDoIt(field: String, expected: String) {
    #expect(StatusWords.work(field) == expected)
  }

  @Test func markdownIsAsItWasAgreed() throws {
    let text = StatusMarkdown(Team.call(), names: Team.names).render()
    #expect(try Golden.difference(text, from: "status.md") == nil)
  }

  @Test func colourAddsNothingButColour() {
    let plain = StatusText(Team.call(), columns: 100, isColored: false).render()
    let colored = StatusText(Team.call(), columns: 100, isColored: true).render()
    var stripped = ""
    var inEscape = false
    for character in colored {
      if character == "\u{1B}" { inEscape = true }
      if !inEscape { stripped.append(character) }
      if inEscape, character == "m" { inEscape = false }
    }
    #expect(stripped == plain)
    #expect(colored != plain)
  }
}

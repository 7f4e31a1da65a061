import Facts
import Record
import TestSupport
import Testing

@testable import Status

@Suite struct ListViewTests {
  @Test func blockersOfATerminalAndOfMarkdown() throws {
    let blockers = Team.record.ledger(until: Team.now).blockers
    let table = RowTable(blockers: blockers)
    let text = table.text(columns: 80, isColored: false)
    #expect(text.hasPrefix("2026-02-03 09:10  data  open  Manager  "))
    #expect(text.contains("feedback/data/2026-02-03.md:7"))
    for line in text.split(separator: "\n") { #expect(DisplayText.width(String(line)) <= 80) }
    #expect(table.markdown().split(separator: "\n").count == blockers.count + 2)
  }

  @Test func nothingToListIsSaid() {
    #expect(RowTable(blockers: []).text(columns: 80, isColored: false) == "none\n")
    #expect(RowTable(blockers: []).markdown() == "None.\n")
  }

  @Test func aPipeInATitleStaysInItsCell() {
    var entry = Entry(path: "a.md", line: 1, endLine: 1, level: 2, heading: "a | b")
    entry.blocked = nil
    let markdown = RowTable(entries: [entry]).markdown()
    #expect(markdown.contains("a \\| b"))
    #expect(markdown.contains("unclear"))
  }

  @Test func theSumIsTheNumberOfMarkers() {
    var list = Checklist(path: "a.md", line: 3, heading: "Definition of Done")
    list.items = [
      Checklist.Item(line: 4, text: "one", marker: "[x]", state: .done),
      Checklist.Item(line: 5, text: "two", marker: "[ ]", state: .open),
      Checklist.Item(line: 6, text: "three", marker: "[~]", state: .unknown),
    ]
    let text = ChecklistText([list]).text(columns: 80, isColored: false)
    #expect(text.contains("3 markers: 1 done, 1 open, 1 not understood"))
    #expect(ChecklistText([list]).markdown().contains("- [x] one — **claimed**"))
  }

  @Test(arguments: [
    ("Definition of Done (each table)", true), ("DoD", true), ("Acceptance criteria", true),
    ("Done when", true), ("Definition of terms", false), ("Work done", false), ("", false),
  ])
  func aDefinitionOfDoneSaysSo(heading: String, expected: Bool) {
    #expect(
      DefinitionOfDone.isOne(Checklist(path: "a.md", line: 1, heading: heading)) == expected
    )
  }
}

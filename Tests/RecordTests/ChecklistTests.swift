import Facts
import Record
import Testing

struct ChecklistTests {
  private func record(_ texts: String...) -> FeedbackRecord {
    let files = texts.enumerated().map { index, text in
      SourceFile(path: "feedback/data/2026-03-0\(index + 1).md", text: text)
    }
    return RecordReader(agents: ["data"], tasks: ["LEND-002"]).read(files: files)
  }

  @Test(arguments: [
    ("- [x] a", Checklist.Item.State.done), ("- [X] a", .done), ("- [ ] a", .open),
    ("- [~] a", .unknown), ("- [-] a", .unknown), ("- [x] validate → N/A", .unknown),
    ("- [x] apply → READY (pending DevOps)", .unknown), ("- [x] review (awaiting CEO)", .unknown),
    ("- [x] deploy - not yet", .unknown), ("- [x] list pending tasks in the page", .done),
    ("- [x] shows N/A for empty cells", .done), ("- [x] rollback (skipped)", .unknown),
    ("- [x] the blocked queue is drained", .done), ("- [ ] wait (pending)", .open),
  ])
  func states(text: String, state: Checklist.Item.State) throws {
    let item = try #require(record(text + "\n").checklists.first?.items.first)
    #expect(item.state == state)
    #expect((item.reason == nil) == (state != .unknown))
  }

  @Test func labelsSplitAList() {
    let text = """
      ## Definition of Done

      **Schema**:
      - [x] one
        wrapped
      - [ ] two
      **Evidence**:
      - [x] three

      ### Later
      - [ ] four
      - ✅ five
      """
    let lists = record(text).checklists
    #expect(lists.map(\.heading) == ["Schema", "Evidence", "Later"])
    #expect(lists.map { $0.items.map(\.text) } == [["one wrapped", "two"], ["three"], ["four"]])
  }

  @Test func markersInHTMLCountAndInCommentsDoNot() {
    let text = "<details>\n- [x] a\n</details>\n\n<!--\n- [x] b\n-->\n\n<pre>\n- [x] c\n</pre>\n"
    #expect(record(text).checklists.flatMap(\.items).map(\.line) == [2])
  }

  /// Ticked, and later open again, is open; who ticked it when is kept.
  @Test func aDefinitionOfDoneOverDays() throws {
    let first = """
      ## 2026-03-01T10:00:00Z — Data: LEND-002 start
      - [x] Row security on → yes
      - [ ] Indexes
      """
    let second = """
      ## 2026-03-02T10:00:00Z — Data: LEND-002 again
      - [ ] Row security on
      - [x] Indexes (2)
      """
    let histories = record(first, second).history(ofTask: "LEND-002")
    #expect(histories.map(\.state) == [.open, .done])
    #expect(histories[0].ticks.map(\.state) == [.done, .open])
    let tick = try #require(histories[1].doneBy)
    #expect(tick.agent == "data" && tick.line == 3)
    #expect(tick.timestamp?.iso8601 == "2026-03-02T10:00:00Z")
    #expect(tick.path == "feedback/data/2026-03-02.md")
  }

  /// CommonMark reads the lines below as text of the paragraph; the author wrote boxes.
  @Test func markersThatContinueAParagraphCount() {
    let lists = record(
      """
      Remaining:
      2. [ ] second
      3. [x] third

      - [x] outer
            - [ ] indented too far
      - [ ] last

      -     [x] code behind a dash
      """
    ).checklists
    #expect(lists.flatMap(\.items).map(\.line) == [2, 3, 5, 6, 7])
    #expect(lists.first?.heading == "Remaining")
    #expect(lists.flatMap(\.items).map(\.text).contains("outer"))
  }

  /// Whatever stands around them, the items are as many as the markers that were put in.
  @Test func markersAreConserved() {
    var random = Generator(state: 3)
    let noise = [
      "text", "", "- item", "- [link](x)", "```\n- [x] code\n```", "<!--\n- [ ] hidden\n-->",
      "## Heading", "> quote", "**Label**:", "| a |\n|---|\n| [x] |", "- [GPT] said", "---",
    ]
    let markers = ["- [x] m", "* [ ] m", "1. [X] m", "  - [~] m", "> - [-] m", "+ [!] m", "- [ ]"]
    for _ in 0..<300 {
      var expected = 0
      var parts: [String] = []
      for _ in 0..<20 {
        if random.next() % 2 == 0 {
          parts.append(noise[Int(random.next() % UInt64(noise.count))])
        } else {
          parts.append(markers[Int(random.next() % UInt64(markers.count))])
          expected += 1
        }
        // A blank line lets any list begin.
        parts.append("")
      }
      let text = parts.joined(separator: "\n")
      let lists = record(text).checklists
      #expect(ChecklistTotals(lists: lists).markers == expected, "\(text)")
    }
  }
}

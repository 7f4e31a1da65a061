import Facts
import MarkdownTree
import Testing

struct MarkdownDocumentTests {
  private func shape(_ text: String) -> [String] {
    MarkdownDocument(path: "a.md", text: text).nodes.dropFirst().map {
      "\($0.kind) \($0.firstLine)-\($0.lastLine)"
    }
  }

  @Test func blocksWithLinesInDocumentOrder() {
    let text = """
      # One *two*

      text
      more

      - a
        - b
      > quote

      ---
      """
    #expect(
      shape(text) == [
        "heading 1-1", "paragraph 3-4", "list 6-7", "item 6-7", "paragraph 6-6", "list 7-7",
        "item 7-7", "paragraph 7-7", "blockQuote 8-8", "paragraph 8-8", "thematicBreak 10-10",
      ]
    )
  }

  @Test func parentsAndSubtrees() {
    let document = MarkdownDocument(path: "a.md", text: "- a\n  - b\n\nend\n")
    #expect(document.children(of: 0).map { document.nodes[$0].kind } == [.list, .paragraph])
    let item = document.children(of: document.children(of: 0)[0])[0]
    #expect(document.children(of: item).map { document.nodes[$0].kind } == [.paragraph, .list])
  }

  @Test(arguments: [
    ("# A *b* [c](d)", 1, "A *b* [c](d)"), ("## Title ##", 2, "Title"), ("### C#", 3, "C#"),
    ("Set *it*\n====", 1, "Set *it*"), ("Two\nlines\n---", 2, "Two\nlines"), ("#", 1, ""),
    ("###### six", 6, "six"), ("## ##", 2, ""),
  ])
  func headings(text: String, level: Int, title: String) throws {
    let document = MarkdownDocument(path: "a.md", text: text)
    let heading = try #require(document.indices(of: .heading).first)
    #expect(Int(document.nodes[heading].level) == level)
    #expect(document.headingText(heading) == title)
  }

  @Test func fencesWithInfoAndContent() throws {
    let text = "- item\n\n  ```sql x=1\n  SELECT 1;\n    two\n  ```\n\n~~~\nrest\n"
    let document = MarkdownDocument(path: "a.md", text: text)
    let fences = document.indices(of: .codeFence)
    try #require(fences.count == 2)
    #expect(document.fenceInfo(fences[0]) == "sql x=1")
    #expect(document.codeText(fences[0]) == "SELECT 1;\n  two")
    #expect(document.codeLines(fences[0]) == 4..<6)
    #expect(!document.nodes[fences[0]].unclosed)
    #expect(document.nodes[fences[1]].unclosed)
    #expect(document.unclosedFence == 8)
    #expect(document.isCode(line: 3) && document.isCode(line: 6) && document.isCode(line: 9))
    #expect(!document.isCode(line: 1) && !document.isCode(line: 7))
  }

  @Test func aClosedFenceAtTheEndIsClosed() {
    #expect(MarkdownDocument(path: "a.md", text: "```\na\n```").unclosedFence == nil)
    #expect(MarkdownDocument(path: "a.md", text: "```\n```\n").unclosedFence == nil)
    #expect(MarkdownDocument(path: "a.md", text: "```\na\n    ```\n").unclosedFence == 1)
  }

  @Test func commentsAreNoContent() {
    let text = "<!-- one\n- [ ] two\n-->\n- [ ] three\n\n<!-- four -->\nfive\n"
    let document = MarkdownDocument(path: "a.md", text: text)
    #expect(document.isComment(line: 2))
    #expect(document.isComment(line: 6))
    #expect(!document.isComment(line: 4) && !document.isComment(line: 7))
  }

  @Test func tablesAreReadFromTheirLines() throws {
    let text = "**Label**:\n| a | b \\| c |\n|---|:-:|\n| 1 | 2 |\nx | y\n\nend\n"
    let document = MarkdownDocument(path: "a.md", text: text)
    #expect(
      shape(text) == ["paragraph 1-1", "table 2-5", "paragraph 7-7"]
    )
    let table = try #require(document.indices(of: .table).first)
    let rows = MarkdownTable.rows(of: document.nodes[table], in: document.source)
    #expect(rows.map(\.line) == [2, 4, 5])
    #expect(
      rows.map { $0.cells.map(document.source.string) } == [
        ["a", "b \\| c"], ["1", "2"], ["x", "y"],
      ]
    )
  }

  @Test(arguments: ["a | b\n---\n", "| a | b |\n|---|\n", "a\nb\n", "| a |\n| b |\n"])
  func notEveryPipeIsATable(text: String) {
    #expect(MarkdownDocument(path: "a.md", text: text).indices(of: .table).isEmpty)
  }

  @Test func byteOrderMarkAndCarriageReturns() {
    let document = MarkdownDocument(path: "a.md", text: "\u{FEFF}# A\r\n\r\n- b\r\n")
    #expect(document.nodes.dropFirst().map(\.kind) == [.heading, .list, .item, .paragraph])
    #expect(document.headingText(1) == "A")
  }

  @Test func aLoneCarriageReturnEndsNoLine() {
    let document = MarkdownDocument(path: "a.md", text: "a\rb\n\n# C\r")
    #expect(document.nodes.dropFirst().map { Int($0.firstLine) } == [1, 3])
  }

  @Test func aCommentEndsWhereItIsClosed() {
    let document = MarkdownDocument(path: "a.md", text: "a\n\n<!-- b\nc\n- [x] d -->\ne\n")
    #expect((1...6).map(document.isComment) == [false, false, true, true, true, false])
  }
}

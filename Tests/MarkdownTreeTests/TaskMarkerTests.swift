import Facts
import MarkdownTree
import Testing

struct TaskMarkerTests {
  private func markers(_ text: String) -> [String] {
    let document = MarkdownDocument(path: "a.md", text: text)
    return document.indices(of: .item).compactMap(document.marker).map {
      "\($0.line) \(document.source.string($0.range)) \($0.state)"
    }
  }

  @Test(arguments: [
    ("- [x] a", "1 [x] done"), ("* [X] a", "1 [X] done"), ("+ [ ] a", "1 [ ] open"),
    ("1. [x] a", "1 [x] done"), ("12) [ ] a", "1 [ ] open"), ("- [ ]", "1 [ ] open"),
    ("> - [ ] a", "1 [ ] open"), ("- - [x] a", "1 [x] done"), ("- [~] a", "1 [~] other"),
    ("- [-] a", "1 [-] other"), ("- [!] a", "1 [!] other"), ("- [🔄] a", "1 [🔄] other"),
    ("- [⚠️] a", "1 [⚠️] other"), ("- [✅] a", "1 [✅] done"), ("- [] a", "1 [] other"),
    ("-\t[x] a", "1 [x] done"), ("- [x] [link](b)", "1 [x] done"),
  ])
  func counted(text: String, expected: String) {
    #expect(markers(text) == [expected])
  }

  @Test(arguments: [
    "- [GPT] a", "- [a](b)", "- [x](b)", "- [x][y]", "- a [x]", "[x] a", "    - [x] a",
    "```\n- [x] a\n```", "<!--\n- [x] a\n-->", "- `[x]` a", "- [1] a", "- [x]a", "# [x] a",
  ])
  func notCounted(text: String) {
    #expect(markers(text).isEmpty)
  }

  @Test func nested() {
    let text = "- [x] a\n  - [ ] b\n    1. [X] c\n- d\n  > - [~] e\n"
    #expect(
      markers(text) == ["1 [x] done", "2 [ ] open", "3 [X] done", "5 [~] other"]
    )
  }
}

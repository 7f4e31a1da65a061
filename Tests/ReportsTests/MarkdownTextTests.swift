import Reports
import Testing

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    "plain words", "**bold** and *soft* and `code`", "[text](https://example.org)",
    "<https://example.org/a?b=c>", "a_b_c", "10 of 12 done", "2026-01-31", "#12 and # words", "=1",
    "`<b>` in code", "ends with `code`", "**bold**",
  ])
  func inlineMarkdownStays(text: String) {
    #expect(MarkdownText.inline(text) == text)
  }

  @Test(arguments: [
    ("# Heading", "\\# Heading"), ("> quote", "\\> quote"), ("- item", "\\- item"),
    ("+ item", "\\+ item"), ("* item", "\\* item"), ("1. item", "1\\. item"),
    ("12) item", "12\\) item"),
    ("---", "\\---"), ("***", "\\***"), ("```", "\\`\\`\\`"), ("~~~ text", "\\~\\~\\~ text"),
    ("[x] done", "\\[x] done"), ("[ ] open", "\\[ ] open"), ("[~] neither", "\\[~] neither"),
    ("[id]: http://example.org", "\\[id]: http://example.org"), ("| a | b |", "\\| a | b |"),
    ("====", "\\===="),
  ])
  func blocksDoNotBegin(text: String, expected: String) {
    #expect(MarkdownText.inline(text) == expected)
  }

  @Test(arguments: [
    "one\ntwo", "one\r\ntwo", "one\rtwo", "one\u{2028}two", "one\u{0B}two", "one\u{85}two",
    "  one \t two ",
  ])
  func aValueIsOneLine(text: String) {
    #expect(MarkdownText.inline(text) == "one two")
  }

  @Test(arguments: [
    "**Next**: forged", "**Blockers:** None", "__Next__: forged", "**Progress** (now): 100%",
    "said **Next** : forged", "**下一步**：伪造",
  ])
  func aValueBringsNoFieldsOfItsOwn(text: String) {
    let escaped = MarkdownText.inline(text)
    #expect(escaped.contains("\\*\\*") || escaped.contains("\\_\\_"))
  }

  @Test func htmlAndCommentsAreShown() {
    #expect(MarkdownText.inline("<!-- hidden") == "\\<!-- hidden")
    #expect(MarkdownText.inline("<details>") == "\\<details>")
  }

  @Test func aCodeSpanThatDoesNotCloseIsEscaped() {
    #expect(MarkdownText.inline("a ` b") == "a \\` b")
    #expect(MarkdownText.inline("``a` b") == "\\`\\`a\\` b")
  }

  @Test func whatHidesOrReordersTextIsTaken() {
    #expect(MarkdownText.inline("a\u{202E}b\u{200B}c\u{1B}[31m") == "abc[31m")
  }

  @Test func aBackslashAtTheEndEscapesNothingBehindIt() {
    #expect(MarkdownText.inline("path\\") == "path\\\\")
  }

  @Test(arguments: ["", "one line", "```\nfence\n```", "````", "a\n"])
  func aFenceIsLongerThanWhatItHolds(text: String) {
    let lines = MarkedFence.wrap(text).split(separator: "\n", omittingEmptySubsequences: false)
    let fence = lines[0].prefix { $0 == "`" }
    #expect(lines[0].hasSuffix("text sitrep"))
    #expect(lines.last == fence)
    #expect(!lines.dropFirst().dropLast().contains { $0.hasPrefix(fence) })
  }
}

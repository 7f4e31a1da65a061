import Testing

@testable import Status

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("✅", 2), ("⚠️", 2), ("⏸", 1), ("é", 1), ("e\u{301}", 1), ("👩‍💻", 2),
    ("🇵🇱", 2), ("", 0),
  ])
  func widthIsInColumns(text: String, columns: Int) {
    #expect(DisplayText.width(text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("日本語", 5, "日本…"), ("日本語", 6, "日本語"),
    ("a b c", 4, "a b…"), ("ab cd", 4, "ab…"), ("x", 0, ""),
    ("abe\u{301}", 3, "abe\u{301}"), ("abe\u{301}d", 3, "ab…"), ("e\u{301}bcd", 3, "e\u{301}b…"),
    ("a → b c", 4, "a →…"), ("ab\u{FE0F}c", 3, "a…"),
  ])
  func cutsWithAMark(text: String, columns: Int, expected: String) {
    #expect(DisplayText.cut(text, to: columns) == expected)
  }

  @Test func nothingSteersTheTerminal() {
    #expect(DisplayText.line("a\u{1B}[2Jb\u{07}\r\nc\u{202E}d") == "a[2Jb cd")
    #expect(DisplayText.line("  **bold**  text\n") == "bold text")
  }

  @Test(arguments: [
    ("1. ✅ First\n2. Second", "First"), ("- one\n- two", "one"), ("\n\nplain", "plain"), ("", ""),
    ("2026-01-01 stays", "2026-01-01 stays"),
    ("short\nand more", "short"), ("### This week\n\n1. Labels", "Labels"),
    (
      "The labels of the whole north shelf are printed and they\nstick, both.\n- more",
      "The labels of the whole north shelf are printed and they"
    ),
    (
      "The labels of the whole north shelf are printed and they all\nstick, both.\n- more",
      "The labels of the whole north shelf are printed and they all stick, both."
    ),
  ])
  func theFirstLineSaysSomething(text: String, expected: String) {
    #expect(DisplayText.firstLine(text) == expected)
  }

  @Test(arguments: [
    ("one two three", 20, ["one two three"]), ("one two three", 7, ["one two", "three"]),
    ("one two three four", 8, ["one two", "three f…"]), ("abcdefghij", 4, ["abcd", "efg…"]),
    ("漢字漢字 漢字", 8, ["漢字漢字", "漢字"]), ("", 4, [""]),
    ("one → two three", 9, ["one → two", "three"]), ("ab \u{301}cd ef", 6, ["ab \u{301}cd", "ef"]),
  ])
  func wrapsBetweenWords(text: String, columns: Int, expected: [String]) {
    #expect(DisplayText.wrapped(text, to: columns, lines: 2) == expected)
  }
}

import Facts
import Testing

@Suite struct SourceTextTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2), ("\n", 1), ("a\r\nb\r\n", 2),
  ])
  func countsNewlinesAndALastLineWithoutOne(text: String, lines: Int) {
    #expect(SourceText(path: "x", text: text).lineCount == lines)
  }

  @Test func findsLineAndColumnOfAnOffset() {
    let text = SourceText(path: "x", text: "ab\ncdé f\n")
    #expect(text.line(at: 0) == 1)
    #expect(text.line(at: 2) == 1)
    #expect(text.line(at: 3) == 2)
    #expect(text.column(at: 3) == 1)
    // The two bytes of é are one column.
    #expect(text.column(at: 8) == 5)
    #expect(text.line(at: 9_999) == 3)
  }

  @Test func linesComeWithoutTheirEnds() {
    let text = SourceText(path: "x", text: "one\r\ntwo\nthree")
    #expect((1...3).map(text.text(ofLine:)) == ["one", "two", "three"])
    #expect(text.text(ofLine: 0) == "")
    #expect(text.text(ofLine: 4) == "")
  }
}

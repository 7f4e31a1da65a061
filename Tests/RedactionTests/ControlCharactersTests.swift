import Redaction
import Testing

@Suite struct ControlCharactersTests {
  @Test(arguments: [
    ("\u{1B}[1;31mred\u{1B}[0m", "red"),
    ("\u{1B}]8;;http://x\u{07}link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{1B}P1$r0m\u{1B}\\x", "x"),
    ("\u{9B}31mx", "x"),
    ("a\u{8}\u{0}b\u{7F}", "ab"),
    ("10%\r50%\r100%\ndone\r\n", "100%\ndone\n"),
    ("a\u{202E}b\u{2066}c\u{200B}d\u{E0041}e\u{FEFF}", "abcde"),
    ("tab\tstays", "tab\tstays"),
    ("grüße 👨‍👩‍👧 ✔️", "grüße 👨‍👩‍👧 ✔️"),
    ("\u{1B}]0;no end\nnext", "0;no end\nnext"),
  ])
  func `Escapes and invisible characters go`(text: String, expected: String) {
    #expect(ControlCharacters.removed(from: text) == expected)
  }

  @Test func `Bytes that are no UTF-8 become the replacement character`() {
    #expect(ControlCharacters.removed(from: [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    #expect(ControlCharacters.removed(from: [0xE2, 0x80]).contains("\u{FFFD}"))
  }

  /// Bytes that are torn apart by what goes away must not make a new control character.
  @Test(arguments: [
    [0xC2, 0xC2, 0x96, 0x9B, 0x41], [0xC2, 0x1B, 0x5B, 0x6D, 0x9B, 0x41],
    [0xE2, 0x80, 0x8B, 0xE2, 0x80, 0x8D, 0x41], [0xE2, 0x80, 0x0D, 0x8E, 0x41],
  ])
  func `Nothing is left for a second pass`(bytes: [UInt8]) {
    let once = ControlCharacters.removed(from: bytes)
    #expect(once == ControlCharacters.removed(from: once))
    #expect(!once.unicodeScalars.contains { (0x80..<0xA0).contains($0.value) || $0 == "\u{200D}" })
  }

  @Test func `A name is one line`() {
    #expect(ControlCharacters.singleLine("a\nb\u{1B}[2J\u{202E}c") == "a\\nb\\x1b[2J\\u{202e}c")
  }
}

/// Words for a POSIX shell.
package enum ShellWord {
  /// The text as one word that the shell changes in nothing.
  package static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { isAlphanumeric($0) || "_./:@,+-".utf8.contains($0) }
    if isPlain { return text }
    var word = "'"
    for character in text.unicodeScalars {
      if character == "'" {
        word += "'\\''"
      } else {
        word.unicodeScalars.append(character)
      }
    }
    return word + "'"
  }

  package static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

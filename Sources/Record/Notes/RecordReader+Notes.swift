package import Facts

extension RecordReader {
  /// The documentation notes of the files, and nothing else of them.
  ///
  /// Only files that hold a word of every note are parsed, so that collecting evidence does not pay for
  /// reading the whole record.
  package func notes(in files: [SourceFile]) -> [DocumentationNote] {
    read(files: files.filter(Self.mayHoldNotes), blockers: nil).notes
  }

  /// Whether `Topic` or `Learning` stands in the file, in any case of its first letter.
  private static func mayHoldNotes(_ file: SourceFile) -> Bool {
    guard case .text(let source) = file.content else { return false }
    let topic: [UInt8] = Array("opic".utf8)
    let learning: [UInt8] = Array("earning".utf8)
    return source.bytes.withUnsafeBufferPointer { text in
      for index in text.indices {
        let byte = text[index]
        if byte == topic[0], matches(topic, text, at: index) { return true }
        if byte == learning[0], matches(learning, text, at: index) { return true }
      }
      return false
    }
  }

  private static func matches(
    _ word: [UInt8],
    _ text: UnsafeBufferPointer<UInt8>,
    at start: Int
  ) -> Bool {
    guard start + word.count <= text.count else { return false }
    for offset in word.indices where text[start + offset] != word[offset] { return false }
    return true
  }
}

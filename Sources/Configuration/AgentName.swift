/// What may stand as an agent's name: it becomes the name of a folder and of files.
package enum AgentName {
  /// Longest name in bytes; the file system takes 255, and suffixes come behind it.
  package static let maximumBytes = 100

  /// Why a name is none; nil when it is one.
  package static func problem(with name: String) -> String? {
    if name.isEmpty { return "an agent's name is empty" }
    if name.utf8.count > maximumBytes {
      return "an agent's name has at most \(maximumBytes) bytes"
    }
    if name.hasPrefix(".") || name.hasPrefix("-") {
      return "an agent's name begins with neither `.` nor `-`"
    }
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        return "an agent's name holds no control or invisible characters"
      default: break
      }
      if scalar == "/" || scalar == "\\" || scalar == ":" {
        return "an agent's name is a plain file name, without `\(scalar)`"
      }
    }
    if name.first?.isWhitespace == true || name.last?.isWhitespace == true {
      return "an agent's name neither begins nor ends with a space"
    }
    return nil
  }

  /// The name as headings print it when nobody says otherwise: `ai-customer` becomes `AI-Customer`.
  ///
  /// Each word is capitalised; words of two letters are taken for abbreviations (`ai`, `qa`).
  package static func printed(_ name: String) -> String {
    var printed = ""
    var word = ""
    func finished() -> String {
      if word.utf8.count == 2, word.allSatisfy({ $0.isASCII && $0.isLetter }) {
        return word.uppercased()
      }
      return word.prefix(1).uppercased() + String(word.dropFirst())
    }
    for character in name {
      if character == "-" || character == "_" || character == " " {
        printed += finished() + String(character)
        word = ""
      } else {
        word.append(character)
      }
    }
    return printed + finished()
  }
}

/// Colour, or none.
struct Ink {
  enum Tone: String {
    case red = "31"
    case yellow = "33"
    case green = "32"
    case cyan = "36"
    case bold = "1"
    case dim = "2"
  }

  let isColored: Bool

  func callAsFunction(_ tone: Tone, _ text: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// SplitMix64: the same texts on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func pick<T>(_ list: [T]) -> T { list[Int(next() % UInt64(list.count))] }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// Fills a shape in: `ghp_{a36}` is a prefix and 36 letters and digits.
  ///
  /// `a` letters and digits, `l` lower case and digits, `L` letters, `k` lower-case letters, `h` hex,
  /// `H` upper-case hex, `d` digits, `u` upper case and digits, `v` upper case and 2 to 7, `w` URL-safe,
  /// `b` base64, `e` the alphabet of age, `c` Crockford's base 32, `g` a UUID.
  mutating func text(_ shape: String) -> String {
    var result = ""
    var rest = Substring(shape)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let inner = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      if inner == "g" {
        result += text("{h8}-{h4}-4{h3}-a{h3}-{h12}")
        continue
      }
      guard let set = inner.first.flatMap({ Self.alphabets[$0] }),
        let count = Int(inner.dropFirst())
      else {
        result += "{\(inner)}"
        continue
      }
      for _ in 0..<count { result.append(set[Int(next() % UInt64(set.count))]) }
    }
    return result + rest
  }

  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let digits = "0123456789"
  private static let alphabets: [Character: [Character]] = [
    "a": Array(lower + upper + digits), "l": Array(lower + digits), "L": Array(lower + upper),
    "k": Array(lower), "h": Array("0123456789abcdef"), "H": Array("0123456789ABCDEF"),
    "d": Array(digits), "u": Array(upper + digits), "v": Array(upper + "234567"),
    "w": Array(lower + upper + digits + "-_"), "b": Array(lower + upper + digits + "+/"),
    "e": Array("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"), "c": Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
  ]
}

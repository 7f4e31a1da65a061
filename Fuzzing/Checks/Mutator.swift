/// Damages inputs the way a fuzzer does, the same way for the same seed.
package struct Mutator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// One to four changes: bits, runs of bytes taken away, doubled or put elsewhere, parts of another input.
  package mutating func mutate(_ input: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0...below(4) { change(&bytes, other) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = other
      return
    }
    switch below(7) {
    case 0: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
    case 1: bytes[below(bytes.count)] = UInt8(truncatingIfNeeded: next())
    case 2: bytes.removeSubrange(run(in: bytes))
    case 3:
      let part = Array(bytes[run(in: bytes)])
      bytes.insert(contentsOf: part, at: below(bytes.count + 1))
    case 4:
      let part = Array(other[run(in: other)])
      bytes.insert(contentsOf: part, at: below(bytes.count + 1))
    case 5: bytes.removeLast(below(bytes.count))
    default:
      let byte = bytes[below(bytes.count)]
      let many = [UInt8](repeating: byte, count: 1 + below(100))
      bytes.insert(contentsOf: many, at: below(bytes.count + 1))
    }
  }

  private mutating func run(in bytes: [UInt8]) -> Range<Int> {
    guard !bytes.isEmpty else { return 0..<0 }
    let start = below(bytes.count)
    return start..<min(bytes.count, start + 1 + below(64))
  }

  private mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(max(1, bound)))
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

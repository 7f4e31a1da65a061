/// Tells whether files are still those that were looked at.
package enum Fingerprint {
  /// SHA-256 in hexadecimal over each file's path, length and bytes, in byte order of the paths; files that
  /// could not be read count with what is known of them.
  package static func of(_ files: [SourceFile]) -> String {
    var digest = SHA256()
    for file in files.sorted(by: { $0.path.precedesInBytes($1.path) }) {
      digest.add(Array(file.path.utf8))
      switch file.content {
      case .text(let source):
        digest.add(Array("\0\(source.bytes.count)\0".utf8))
        digest.add(source.bytes)
      case .tooLarge(let bytes, let lines):
        digest.add(Array("\0too large \(bytes) \(lines)\0".utf8))
      case .unreadable: digest.add(Array("\0unreadable\0".utf8))
      }
    }
    return digest.hexadecimal()
  }
}

extension Fingerprint {
  /// What stands before a fingerprint wherever it is printed.
  package static let mark = "sha256:"

  /// `sha256:… of 3 files`.
  package static func text(of files: [SourceFile]) -> String {
    "\(mark)\(of(files)) of \(files.count) file\(files.count == 1 ? "" : "s")"
  }
}

/// SHA-256.
///
/// Source: FIPS 180-4. The constants are computed as it defines them: fractional parts of roots of primes.
private struct SHA256 {
  private var state: [UInt32]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0
  private static let primes: [Int] = {
    var primes: [Int] = []
    var number = 2
    while primes.count < 64 {
      if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
      number += 1
    }
    return primes
  }()
  private static let constants = primes.map { root(of: $0, power: 3) }

  init() {
    state = Self.primes.prefix(8).map { Self.root(of: $0, power: 2) }
  }

  /// The first 32 bits of the fraction of a root: the largest x with x^power ≤ prime · 2^(32·power), cut.
  private static func root(of prime: Int, power: Int) -> UInt32 {
    var low: UInt64 = 0
    var high: UInt64 = 1 << 37
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAtMost(middle, power: power, prime: prime) { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  private static func isAtMost(_ value: UInt64, power: Int, prime: Int) -> Bool {
    let wide = UInt128(value)
    let limit = UInt128(prime) << UInt128(32 * power)
    let product = power == 2 ? wide * wide : wide * wide * wide
    return product <= limit
  }

  mutating func add(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    pending += bytes
    var start = 0
    while pending.count - start >= 64 {
      compress(pending[start..<start + 64])
      start += 64
    }
    pending.removeFirst(start)
  }

  mutating func hexadecimal() -> String {
    let bits = length * 8
    let zeros = (119 - pending.count % 64) % 64
    add(
      [0x80] + [UInt8](repeating: 0, count: zeros)
        + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    )
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func compress(_ block: ArraySlice<UInt8>) {
    var words = [UInt32](repeating: 0, count: 64)
    let start = block.startIndex
    for index in 0..<16 {
      let at = start + 4 * index
      words[index] =
        UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16 | UInt32(block[at + 2]) << 8
        | UInt32(block[at + 3])
    }
    for index in 16..<64 {
      let left = words[index - 15]
      let right = words[index - 2]
      let small = Self.rotated(left, 7) ^ Self.rotated(left, 18) ^ (left >> 3)
      let large = Self.rotated(right, 17) ^ Self.rotated(right, 19) ^ (right >> 10)
      words[index] = words[index - 16] &+ small &+ words[index - 7] &+ large
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let late = Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ late &+ choice &+ Self.constants[index] &+ words[index]
      let early = Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ early &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }
}

/// Finds task ids among tokens: `BAY-029`, lists (`DEPOT-004/005`) and ranges (`BAY-029 to BAY-031`).
struct TaskMentions {
  /// Prefixes that the record itself uses for tasks, such as `BAY`; empty when it has none.
  let prefixes: Set<String>

  func ids(in tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var ids: [String] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].allCaps, tokens[index].hasDigit, let first = id(tokens[index], bytes)
      else {
        index += 1
        continue
      }
      // Its number is written as wide as its token is.
      let written = text(tokens[index].range, bytes)
      if !ids.contains(written) { ids.append(written) }
      index += 1
      var last = first
      while index + 1 < tokens.count {
        if tokens[index].isJoint(bytes), let number = number(tokens[index + 1], bytes),
          tokens[index + 1].range.count == first.width
        {
          append(text(first.prefix, bytes), number, first.width, &ids)
          last.number = number
          index += 2
        } else if tokens[index].isRange(bytes), let end = id(tokens[index + 1], bytes),
          end.number > last.number, end.number - last.number < 50,
          bytes[end.prefix].elementsEqual(bytes[last.prefix])
        {
          for number in (last.number + 1)...end.number {
            append(text(end.prefix, bytes), number, end.width, &ids)
          }
          last = end
          index += 2
        } else {
          break
        }
      }
    }
    return ids
  }

  private func append(_ prefix: String, _ number: Int, _ width: Int, _ ids: inout [String]) {
    let digits = String(number)
    let id = "\(prefix)-\(String(repeating: "0", count: max(0, width - digits.count)))\(digits)"
    if !ids.contains(id) { ids.append(id) }
  }

  private func id(
    _ token: Token,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (prefix: Range<Int>, number: Int, width: Int)? {
    guard token.allCaps, token.range.count <= 40 else { return nil }
    var digits = token.range.upperBound
    while digits > token.range.lowerBound, bytes[digits - 1] &- 0x30 < 10 { digits -= 1 }
    let width = token.range.upperBound - digits
    guard width >= 1, width <= 5, digits - token.range.lowerBound >= 3, bytes[digits - 1] == 0x2D,
      let number = number(in: digits..<token.range.upperBound, bytes)
    else { return nil }
    let prefix = token.range.lowerBound..<digits - 1
    if !prefixes.isEmpty {
      let written = text(prefix, bytes)
      if prefixes.contains(written) { return (prefix, number, width) }
      guard written == "BLOCKER" else { return nil }
    }
    // A prefix that the record does not use for tasks counts when it looks like one: two digits or more.
    guard width >= 2, bytes[prefix].allSatisfy({ $0 < 0x80 }) else { return nil }
    return (prefix, number, width)
  }

  private func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func number(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard case .number = token.kind else { return nil }
    return number(in: token.range, bytes)
  }

  private func number(in range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard range.count <= 6 else { return nil }
    var value = 0
    for index in range {
      guard bytes[index] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }
}

extension Token {
  fileprivate func isJoint(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard case .stop = kind, range.count == 1 else { return false }
    return [0x2F, 0x2C, 0x2B].contains(bytes[range.lowerBound])
  }

  fileprivate func isRange(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .stop = kind {
      return bytes[range.lowerBound] == 0xE2 || bytes[range.lowerBound] == 0x2D
    }
    return has(.to) || hash == Self.through
  }

  private static let through = FoldedHash.of("through")
}

/// A command beside one or more reference commands, run in turn so that a drifting machine hits both alike.
struct Comparison {
  enum Bound {
    /// The command takes at most this many times the sum of the references.
    case times(Double)
    /// The command takes at most this many milliseconds more than the references.
    case moreMilliseconds(Double)
  }

  var name: String
  var command: [String]
  var expecting: Set<Int32> = [0]
  var references: [[String]]
  var bound: Bound
  /// MiB above the largest reference; nil sets no bound.
  var memoryBound: Double?

  /// Prints one row; false when a bound is not kept.
  func measure(runs: Int) throws -> Bool {
    var ours: [Run] = []
    var theirs: [Double] = []
    var theirPeak = 0.0
    for index in 0...runs {
      let run = try ProcessTimer.run(command, expecting: expecting)
      let others = try references.map { try ProcessTimer.run($0) }
      // The first pair warms the caches and is not counted.
      if index == 0 { continue }
      ours.append(run)
      theirs.append(others.map(\.wallMilliseconds).reduce(0, +))
      theirPeak = max(theirPeak, others.map(\.peakMebibytes).max() ?? 0)
    }
    let wall = median(ours.map(\.wallMilliseconds))
    let peak = ours.map(\.peakMebibytes).max() ?? 0
    let ratio = median(zip(ours, theirs).map { $0.wallMilliseconds / $1 })
    let difference = median(zip(ours, theirs).map { $0.wallMilliseconds - $1 })

    var isKept: Bool
    var verdict: String
    switch bound {
    case .times(let limit):
      isKept = ratio <= limit
      verdict = "\(decimals(ratio, 2)) times (at most \(decimals(limit, 2)))"
    case .moreMilliseconds(let limit):
      isKept = difference <= limit
      verdict = "\(decimals(difference, 1)) ms more (at most \(decimals(limit, 1)))"
    }
    if let memoryBound {
      isKept = isKept && peak - theirPeak <= memoryBound
      verdict += ", \(decimals(peak - theirPeak, 0)) MiB more (at most \(decimals(memoryBound, 0)))"
    }
    print(
      "\(isKept ? "kept" : "OVER")  \(name): \(decimals(wall, 1)) ms beside "
        + "\(decimals(median(theirs), 1)) ms: \(verdict)"
    )
    return isKept
  }

  private func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// A number with a fixed count of decimals, without Foundation.
func decimals(_ number: Double, _ count: Int) -> String {
  var scale = 1.0
  for _ in 0..<count { scale *= 10 }
  let scaled = Int((number * scale).rounded())
  let digits = String(abs(scaled))
  let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
  let sign = scaled < 0 ? "-" : ""
  return count == 0 ? sign + padded : "\(sign)\(padded.dropLast(count)).\(padded.suffix(count))"
}

import Foundation

// Tries to make the record lose an entry: `Stress [--small] [SCENARIO …]`. The tool and AppendProbe are those
// that were built beside it. Prints one line of figures for each scenario, and what went wrong; exit 1 then.
let arguments = CommandLine.arguments.dropFirst()
let isSmall = arguments.contains("--small")
let wanted = arguments.filter { !$0.hasPrefix("-") }
let scenarios: [(name: String, run: (Bool) throws -> Outcome)] = [
  ("writers", Writers.run), ("commands", Commands.run), ("kills", Kills.run),
  ("crons", Crons.run), ("rotation", Rotation.run), ("disk", FullDisk.run), ("merges", Merges.run),
]
if let unknown = wanted.first(where: { name in !scenarios.contains { $0.name == name } }) {
  print("no scenario '\(unknown)': \(scenarios.map(\.name).joined(separator: ", "))")
  exit(2)
}
var isWhole = true
for scenario in scenarios where wanted.isEmpty || wanted.contains(scenario.name) {
  let start = ContinuousClock().now
  do {
    let outcome = try scenario.run(isSmall)
    let seconds = (ContinuousClock().now - start) / .milliseconds(1)
    print("\(scenario.name): \(outcome.figures.joined(separator: ", ")), \(Int(seconds)) ms")
    for failure in outcome.failures.prefix(20) { print("  FAILED: \(failure)") }
    if !outcome.failures.isEmpty { isWhole = false }
  } catch {
    print("\(scenario.name): FAILED: \(error)")
    isWhole = false
  }
}
exit(isWhole ? 0 : 1)

/// What a scenario counted, and what should not have happened.
struct Outcome {
  var figures: [String] = []
  var failures: [String] = []

  mutating func expect(_ isTrue: Bool, _ failure: @autoclosure () -> String) {
    if !isTrue { failures.append(failure()) }
  }
}

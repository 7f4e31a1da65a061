import Collectors
import Facts

/// A deployment file is safe, forbidden with its findings, or not checked with a reason; the bytes are
/// read as every format in turn.
enum DeploymentCheck {
  private static let paths = [
    "fly.toml", "package.json", "Dockerfile", "docker-entrypoint.sh", ".github/workflows/ci.yml",
    "Procfile", "docker-compose.yml",
  ]

  static func run(_ bytes: [UInt8]) throws(Violation) {
    let files = paths.map { path in
      SourceFile(path: path, content: .text(SourceText(path: path, bytes: bytes)))
    }
    let lines = SourceText(path: "", bytes: bytes).lineStarts.count
    let results = DeploymentCollector.collect(files)
    try Violation.unless(
      results == DeploymentCollector.collect(files),
      "a second reading differs"
    )
    try Violation.unless(results.map(\.path) == paths, "not every file has a result")
    for result in results {
      switch result.status {
      case .safe:
        try Violation.unless(result.findings.isEmpty, "\(result.path): safe, with findings")
      case .forbidden:
        try Violation.unless(
          !result.findings.isEmpty,
          "\(result.path): forbidden without a finding"
        )
      case .notChecked:
        try Violation.unless(
          result.reason?.isEmpty == false || !result.findings.isEmpty,
          "\(result.path): not checked without a reason"
        )
      }
      for finding in result.findings where finding.path == result.path {
        guard let line = finding.line else { continue }
        try Violation.unlessLines(line, line, within: lines + 1, "\(result.path): a finding")
      }
    }
  }
}

import Facts
import Testing

@testable import Collectors

/// Files of a repository, and what one of them is expected to be.
struct DeploymentCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var path: String
  var files: [String: String]
  var status: DeploymentFile.Status
  var lines: [Int]
  /// A part of the message or of the reason.
  var says: String?

  init(
    _ name: String,
    _ path: String,
    _ text: String,
    _ status: DeploymentFile.Status = .safe,
    lines: [Int] = [],
    says: String? = nil,
    with others: [String: String] = [:]
  ) {
    testDescription = name
    self.path = path
    files = others
    files[path] = text
    self.status = lines.isEmpty ? status : .forbidden
    self.lines = lines
    self.says = says
  }

  var result: DeploymentFile? {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    return DeploymentCollector.collect(sources).first { $0.path == path }
  }
}

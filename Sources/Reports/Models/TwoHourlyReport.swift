package import Facts

/// The two-hourly entry: `## YYYY-MM-DDTHH:MM:SSZ — Agent: Title`.
package struct TwoHourlyReport: TemplateModel, Equatable {
  /// One line under Evidence.
  package struct Bullet: Sendable, Equatable {
    package var label: String
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// What a command printed, to stand in a marked fence.
  package struct Output: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  package var timestamp: Timestamp
  /// The agent's printed name.
  package var agent: String
  package var title: String
  package var workingOn: String
  package var progress: String
  package var evidence: [Bullet]
  package var outputs: [Output]
  /// Empty when nothing blocks; `noBlockers` says it in words then.
  package var blockers: [String]
  package var noBlockers: String
  package var next: String

  package init(timestamp: Timestamp, agent: String, title: String) {
    self.timestamp = timestamp
    self.agent = agent
    self.title = title
    self.workingOn = ""
    self.progress = ""
    self.evidence = []
    self.outputs = []
    self.blockers = []
    self.noBlockers = "None"
    self.next = ""
  }

  package static let keys: [String: TemplateKey] = [
    "timestamp": .text, "agent": .text, "title": .text,
    "workingOn": .text, "progress": .text,
    "evidence": .list(["label": .text, "text": .text]),
    "outputs": .list(["name": .text, "output": .fenced]),
    "isBlocked": .flag,
    "blockers": .list(["text": .text]),
    "noBlockers": .text,
    "next": .text,
  ]

  package var values: [String: TemplateValue] {
    [
      "timestamp": .text(timestamp.iso8601), "agent": .text(agent), "title": .text(title),
      "workingOn": .text(workingOn), "progress": .text(progress),
      "evidence": .list(evidence.map { ["label": .text($0.label), "text": .text($0.text)] }),
      "outputs": .list(
        outputs.map { ["name": .text($0.name), "output": .fenced(MarkedFence.wrap($0.text))] }
      ),
      "isBlocked": .flag(!blockers.isEmpty),
      "blockers": .list(blockers.map { ["text": .text($0)] }),
      "noBlockers": .text(noBlockers),
      "next": .text(next),
    ]
  }
}

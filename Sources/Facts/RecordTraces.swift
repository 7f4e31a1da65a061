/// What a file of the record says that can be held against other files, each sentence with its place.
package struct RecordTraces: Sendable, Equatable {
  package var lineClaims: [LineClaim]
  /// Names of SQL files, with or without their folders.
  package var sqlFiles: [FileMention]
  package var pictures: [PictureLink]
  package var trials: [RecordedTrial]
  package var commands: [RecordedCommand]
  /// Only where the whole record is read.
  package var milestones: [MigrationMilestone]

  package init() {
    lineClaims = []
    sqlFiles = []
    pictures = []
    trials = []
    commands = []
    milestones = []
  }
}

/// The name of a file in the record.
package struct FileMention: Sendable, Equatable {
  /// A path, or the end of one.
  package var name: String
  package var place: RecordPlace

  package init(name: String, place: RecordPlace) {
    self.name = name
    self.place = place
  }
}

/// A sentence of the record that says how many lines a file has.
package struct LineClaim: Sendable, Equatable {
  /// The file as the sentence names it: a path, or the end of one.
  package var subject: String
  package var lines: Int
  /// Where the sentence stands.
  package var place: RecordPlace

  package init(subject: String, lines: Int, place: RecordPlace) {
    self.subject = subject
    self.lines = lines
    self.place = place
  }
}

/// The name of a picture file in the record.
package struct PictureLink: Sendable, Equatable {
  /// As written, without what stands behind `?` or `#`.
  package var target: String
  package var place: RecordPlace

  package init(target: String, place: RecordPlace) {
    self.target = target
    self.place = place
  }

  /// Whether it lies on another machine, where nobody looks.
  package var isRemote: Bool { target.contains("://") || target.hasPrefix("//") }
}

package import Facts

/// How much of the record is kept.
package enum ReadingDepth: Sendable, Equatable {
  /// Everything.
  case whole
  /// What a roll call of a moment is made of: all entries, without fields, and with the words of those alone that
  /// can be the last of their agent; notes and traces of what proves an item where they are asked for.
  case rollCall(until: Timestamp, proofs: Bool)
  /// Entries without the fields that tell nothing about them, no notes, and nothing that is said of files.
  case entries

  /// Whether notes are kept, and what proves an item.
  var hasProofs: Bool {
    switch self {
    case .whole: true
    case .rollCall(_, let proofs): proofs
    case .entries: false
    }
  }
}

package import Facts

/// How much of the record is kept.
package enum ReadingDepth: Sendable, Equatable {
  /// Everything.
  case whole
  /// What a roll call of a moment is made of: all entries, without fields and notes, and with the words of those
  /// alone that can be the last of their agent.
  case rollCall(until: Timestamp)
  /// Entries without the fields that tell nothing about them, and no notes.
  case entries
}

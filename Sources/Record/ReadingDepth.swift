/// How much of the record is kept.
package enum ReadingDepth: Sendable {
  /// Everything.
  case whole
  /// What a roll call is made of: entries without the fields that it does not print, and no notes.
  case rollCall
}

import Facts

/// Where an entry stands and when it says it was written, before anything of it is read.
struct EntryPlace {
  var line: Int
  var endLine: Int
  /// Last line of the heading, from which on the entry's fields are read.
  var headingEnd: Int
  /// 0 for a list item, a paragraph or a table row.
  var level: Int
  /// The bytes of the heading's text.
  var range: Range<Int>
  var stamp: Stamp?
  var timestamp: Timestamp?
  /// The stamp stands in a field below the heading.
  var stampIsInField = false
  var isCompletion = false
  /// Of a table row: its cells under the names of their columns.
  var cells: [Entry.Field] = []
  /// The whole file, dated by its title, its header or its name.
  var isFile = false
  /// Of a file's front matter, where no heading of level 1 names it.
  var frontMatterTitle: String?
}

package import Facts
import PostgresSyntax

/// Reads the SQL of a specification: what would stand if it alone were applied to an empty database.
package enum SpecificationReader {
  package static func tables(inSQL source: SourceText) -> [Table] {
    read(source).tables
  }

  /// The tables, and what of the text could not be read.
  package static func read(_ source: SourceText) -> (tables: [Table], problems: [SyntaxProblem]) {
    let file = SQLFile.parsed(source)
    let fold = SchemaFold()
    _ = fold.fold(file, source: source)
    return (fold.tables(), file.problems)
  }
}

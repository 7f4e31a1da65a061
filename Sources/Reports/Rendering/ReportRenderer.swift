package import Facts
import Mustache
package import Templates

/// Renders a report through its template: a repository's own, else the built-in one.
package struct ReportRenderer: Sendable {
  private let template: MustacheTemplate

  /// Reads and checks the template of one kind of report; `own` is the repository's file of the same
  /// name, nil when it has none.
  ///
  /// - Throws: `TemplateError` for a template that does not fit its report.
  package init<Model: TemplateModel>(
    _ builtIn: BuiltInTemplate,
    for model: Model.Type,
    own: SourceText? = nil
  ) throws {
    let path = own?.path ?? "templates/\(builtIn.fileName)"
    let text = own.map { $0.string(0..<$0.bytes.count) } ?? builtIn.text
    try TemplateCheck(path: path, keys: Model.keys).check(text)
    _ = Self.registered
    do {
      // The pragma stands on a line of its own and leaves none behind.
      template = try MustacheTemplate(string: "{{%CONTENT_TYPE:\(Self.contentType)}}\n\(text)")
    } catch let error as MustacheTemplate.ParserError {
      throw TemplateError(
        path: path,
        line: Self.line(error.context.lineNumber - 1, of: text),
        message: Self.message(error.error)
      )
    }
  }

  /// The line of a file where the parser counts more: a carriage return alone begins a line to it.
  private static func line(_ number: Int, of text: String) -> Int {
    var counted = 1
    var line = 1
    for character in text where character.isNewline {
      guard counted < number else { break }
      counted += 1
      if character == "\n" || character == "\r\n" { line += 1 }
    }
    return line
  }

  private static func message(_ error: any Error) -> String {
    // The library's own error for it is not public.
    guard "\(error)" == "overflow" else { return "\(error)" }
    return "it ends within a tag, or with a `{`: close the tag, or put a line end behind it"
  }

  /// The entry's Markdown, with one newline at its end.
  package func render(_ model: some TemplateModel) -> String {
    var text = template.render(model.values.mapValues(\.mustache))
    while text.hasSuffix("\n") { text.removeLast() }
    return text + "\n"
  }

  private static let contentType = "MARKDOWN-LINE"
  private static let registered: Void = MustacheContentTypes.register(
    MarkdownLineContentType(),
    named: contentType
  )
}

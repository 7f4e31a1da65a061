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
      let line = max(1, error.context.lineNumber - 1)
      throw TemplateError(path: path, line: line, message: "\(error.error)")
    }
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

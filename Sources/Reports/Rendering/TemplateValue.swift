/// A value that a report gives to its template.
package enum TemplateValue: Sendable {
  /// Escaped for Markdown when it is rendered.
  case text(String)
  /// Rendered as it is: only for a key that the report's model marks as fenced.
  case fenced(String)
  case flag(Bool)
  case list([[String: TemplateValue]])

  var mustache: Any {
    switch self {
    case .text(let text), .fenced(let text): text
    case .flag(let flag): flag
    case .list(let rows): rows.map { $0.mapValues(\.mustache) }
    }
  }
}

/// The keys that a report offers to its template, by name.
package indirect enum TemplateKey: Sendable {
  case text
  case fenced
  case flag
  case list([String: TemplateKey])
}

/// A report that a template can render.
package protocol TemplateModel: Sendable {
  /// Every key that a template may use. Keys are only ever added within a major version.
  static var keys: [String: TemplateKey] { get }
  var values: [String: TemplateValue] { get }
}

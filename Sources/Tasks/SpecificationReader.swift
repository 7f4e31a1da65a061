import Facts

/// Turns the fences of a task into what they specify.
enum SpecificationReader {
  static func read(_ task: DirectionTask, findings: inout [Finding]) -> TaskSpecification {
    TaskSpecification()
  }
}

import Workspace

#if canImport(Glibc)
import Glibc
#endif

// Appends numbered entries to one file, and prints the name of each once it was written:
// `AppendProbe ROOT PATH NAME COUNT LINES`. Tests start several, and kill them.
let arguments = CommandLine.arguments
guard arguments.count == 6, let count = Int(arguments[4]), let lines = Int(arguments[5]) else {
  print("usage: AppendProbe ROOT PATH NAME COUNT LINES")
  exit(2)
}
let file = FeedbackFile(root: arguments[1], path: arguments[2], title: "Probe")
for number in 0..<count {
  let name = "\(arguments[3])-\(number)"
  let body = String(repeating: "a line of \(name)\n", count: lines)
  do {
    let result = try file.append(lockTimeout: .seconds(60)) { _ in
      .append("## \(name)\n\(body)end of \(name)\n")
    }
    guard case .appended = result else { exit(3) }
    // Past all buffers at once: a kill may come next.
    let said = Array("\(name)\n".utf8)
    _ = write(STDOUT_FILENO, said, said.count)
  } catch {
    print("error: \(error)")
    exit(1)
  }
}

import Collectors
import Facts
import Testing

struct PrismaCollectorTests {
  private func collect(
    _ files: [SourceFile]
  ) -> (schema: PrismaSchema?, reason: String?, notChecked: [NotChecked]) {
    PrismaCollector.collect(files) { $0.replacing("hunter22", with: "[redacted]") }
  }

  @Test func noFileIsNoSchema() {
    let result = collect([])
    #expect(result.schema == nil)
    #expect(result.reason == "the repository has no Prisma schema")
    #expect(result.notChecked == [])
  }

  @Test func filesThatCannotBeReadAreNamed() {
    let files = [
      SourceFile(path: "a.prisma", content: .unreadable(reason: "permission denied")),
      SourceFile(path: "b.prisma", content: .tooLarge(bytes: 20_000_000, lines: 7)),
    ]
    let result = collect(files)
    #expect(result.schema == nil)
    #expect(result.reason == "a.prisma: permission denied")
    #expect(result.notChecked.map(\.path) == ["a.prisma", "b.prisma"])
    #expect(result.notChecked[1].reason == "20000000 bytes in 7 lines are too large to be analysed")
  }

  @Test func oneMissingFileMakesTheSchemaAnErrorAndKeepsTheRest() {
    let files = [
      SourceFile(path: "a.prisma", text: "model A {\n  id Int @id\n}\n"),
      SourceFile(path: "b.prisma", content: .unreadable(reason: "permission denied")),
    ]
    let result = collect(files)
    #expect(result.schema?.models.map(\.name) == ["A"])
    #expect(result.schema?.paths == ["a.prisma", "b.prisma"])
    #expect(result.schema?.error?.path == "b.prisma")
    #expect(result.schema?.error?.message == "not read: permission denied")
    #expect(result.notChecked.count == 1)
  }

  @Test func anEmptySchemaIsSaid() {
    let result = collect([SourceFile(path: "a.prisma", text: "")])
    #expect(result.schema?.findings.map(\.rule) == ["empty-schema"])
    #expect(result.schema?.error == nil)
  }

  @Test func secretsWrittenOutInASchemaAreNotKept() {
    let text = """
      datasource db {
        url       = "postgres://me:hunter22@host/db"
        directUrl = env("hunter22")
      }
      model A {
        key String @default("hunter22")
      }
      """
    let schema = collect([SourceFile(path: "a.prisma", text: text)]).schema
    let properties = schema?.datasources[0].properties
    #expect(properties?[0].text == #""postgres://me:[redacted]@host/db""#)
    #expect(properties?[0].strings == ["postgres://me:[redacted]@host/db"])
    #expect(properties?[1].text == #"env("hunter22")"#)
    #expect(schema?.models[0].fields[0].default == #""[redacted]""#)
  }
}

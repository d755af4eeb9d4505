// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what the index is made of, and what became of each file.",
    discussion: """
      Without a path it lists the files and folders that were named to 'index', with the number of \
      their files and documents. With a path it lists each file below it: whether it was indexed, \
      failed or was read partly, its documents, and why something of it could not be read. What was \
      passed over for its type or by a pattern is counted by 'allonym report'.

      EXAMPLES
        allonym list
        allonym list ~/archive/2025
        allonym list ~/archive --csv > files.csv
      """)

  @Argument(help: "A file or folder that the index holds, or a part of one.", completion: .file())
  var path: String?
  @OptionGroup var index: IndexOption
  @OptionGroup var output: TableOutput

  func run() async throws {
    let index = try SearchIndex(index.directory)
    if let path {
      try show(try index.files(below: path))
    } else {
      try show(try index.sources())
    }
  }

  private struct Sources: Encodable {
    var version = 1
    var sources: [IndexedSource]
  }

  private struct Files: Encodable {
    var version = 1
    var files: [IndexedFile]
  }

  private func show(_ sources: [IndexedSource]) throws {
    if output.json { return try Output.write(JSONLine.encoded(Sources(sources: sources))) }
    if output.csv {
      return try Output.write(
        output.table(
          ["path", "isThere", "files", "documents", "failed"],
          sources.map {
            [$0.path, "\($0.isThere)", "\($0.files)", "\($0.documents)", "\($0.failed)"]
          }))
    }
    for source in sources {
      var facts = [
        Numbers.count(source.files, "file"), Numbers.count(source.documents, "document"),
      ]
      if source.failed > 0 { facts.append("failed \(Numbers.grouped(source.failed))") }
      if !source.isThere {
        facts.append("not there: 'allonym move' names its new place, 'allonym remove' forgets it")
      }
      try Output.write("\(Safe.line(source.path))\n  \(facts.joined(by: " · "))\n")
    }
  }

  private func show(_ files: [IndexedFile]) throws {
    if output.json { return try Output.write(JSONLine.encoded(Files(files: files))) }
    if output.csv {
      return try Output.write(
        output.table(
          ["path", "fate", "documents", "bytes", "reason", "detail"],
          files.map { file in
            let first = file.failures.first
            return [
              file.path, file.outcome.rawValue, "\(file.documents)", "\(file.bytes)",
              first?.reason ?? "", first.map { String($0.detail.trimmingPrefix(" ")) } ?? "",
            ]
          }))
    }
    for file in files {
      try Output.write(
        "\(file.outcome.rawValue)  \(Numbers.count(file.documents, "document"))  \(Safe.line(file.path))\n"
      )
      for failure in file.failures.prefix(Self.failuresShown) {
        try Output.write("    \(Safe.line(String(failure.detail.trimmingPrefix(" "))))\n")
      }
      let more = file.failures.count - Self.failuresShown
      if more > 0 { try Output.write("    … \(Numbers.grouped(more)) more\n") }
    }
  }

  private static let failuresShown = 3
}

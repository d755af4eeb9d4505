// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents
import Glibc

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the index anew, or go back to the one before.",
    discussion: """
      Reads everything again into a new index, of the same files and folders or of those named \
      here. Where that would leave out others, it says which, and asks; where it cannot ask, \
      --only is needed. The old index answers searches until the new one is ready, and stays in \
      place when this fails or is killed.

      The index before the last one that was made anew stays on the disk: --undo goes back to it, \
      and a second --undo returns. What 'index' has changed since goes with it; run 'index' then.

      EXAMPLES
        allonym rebuild
        allonym rebuild ~/archive --only     of this folder, and no longer of others
        allonym rebuild --undo
        0 3 * * 0  allonym rebuild --quiet --index /data/index     (a line in crontab)
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders to index (default: those that the index holds).", valueName: "path"),
    completion: .file())
  var paths: [String] = []
  @OptionGroup var index: IndexOption
  @Flag(help: "Leave out what the index holds of other files and folders.")
  var only = false
  @Flag(help: "Go back to the index before the last one that was made anew.")
  var undo = false
  @OptionGroup var memory: MemoryOption
  @OptionGroup var output: RunOutput

  func validate() throws {
    guard !undo || (paths.isEmpty && !only) else {
      throw ValidationError("--undo takes neither files nor --only.")
    }
  }

  func run() async throws {
    if undo { return try goBack() }
    let manifest = Result { try Manifest(of: index.directory.currentGeneration()) }
    var builder = IndexBuilder(
      index: index.directory, sources: paths.isEmpty ? try manifest.get().sources : paths,
      reading: (try? manifest.get().reading) ?? SourceOptions())
    if !only { try Self.confirm(leavingOut: builder.sourcesLeftOut) }
    builder.limits = memory.limits
    try await BuildRun(index: index.directory, output: output).run { [builder] in
      try await builder.build(progress: $0)
    }
  }

  /// Asks whether sources may be left out, where somebody can be asked.
  private static func confirm(leavingOut sources: [String]) throws {
    guard !sources.isEmpty else { return }
    let names = sources.map(Safe.line).joined(separator: ", ")
    guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else {
      throw AllonymError.invalidArgument(
        "This would take \(names) out of the index: say --only if that is meant, or name all that it is to hold."
      )
    }
    StandardError.write("allonym: this takes \(names) out of the index. Go on? [y/N] ")
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      StandardError.report("nothing was done.")
      throw ExitCode(2)
    }
  }

  private func goBack() throws {
    let generation = try index.directory.restoreFormerGeneration()
    let manifest = try Manifest(of: generation)
    let statistics = try SearchIndex(index.directory).statistics()
    if output.json { return try Output.write(JSONLine.encoded(statistics)) }
    if output.quiet { return }
    let documents = Numbers.count(statistics.documents, "document")
    try Output.write(
      """
      back to the index of \(manifest.created): \(documents) of \
      \(manifest.sources.map(Safe.line).joined(separator: ", "))

      """)
  }
}

// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Bring the index up to date with files and folders.",
    discussion: """
      Reads text, Markdown, web pages, PDF, office documents, books, mail, archives, JSON Lines (a \
      JSON object on each line, each a document) and tables (.csv, .tsv: a document a row where a \
      column holds the text, else one document). The first time it reads everything; later what is \
      new or has changed, and it takes out what is gone. What the index holds of other folders \
      stays. Searches go on meanwhile.

      A file that cannot be read is told with the reason, the rest is indexed, and the exit code \
      is 2. It is tried again when it or its permissions change, or with --retry. \
      'allonym report' tells what the last run did with each file.

      A file .allonymignore in a folder holds patterns, as in .gitignore, of what is left out \
      below it. The index remembers the options that choose files and say how they are read.

      EXAMPLES
        allonym index ~/archive              the first time, and after changes
        allonym index ~/archive/2025         a part of it
        allonym index                        everything that the index holds
        allonym index reports notes.md --index /data/index
        allonym index docs.jsonl --id-field doc_id --text-field body
        allonym index table.csv --title-field Subject --text-field Message
        allonym index ~/archive --exclude '*.log' --max-filesize 50M
      """)

  @OptionGroup var index: IndexOption
  @Flag(help: "Try again what could not be read, though it has not changed.")
  var retry = false
  @Flag(help: "Compare the content of every file, though its size and times are as they were.")
  var verify = false
  @Flag(help: "Take out what the index has of a folder in which no file is left.")
  var acceptEmpty = false
  @OptionGroup var source: SourceArguments
  @OptionGroup var memory: MemoryOption

  func run() async throws {
    var options = UpdateOptions()
    options.acceptsEmpty = acceptEmpty
    options.retriesFailures = retry
    options.verifiesContent = verify
    options.limits = memory.limits
    let update = IndexUpdate(
      index: index.directory, paths: source.paths,
      reading: try source.options(known: index.directory),
      options: options)
    try await BuildRun(index: index.directory).run { try await update.run(progress: $0) }
  }
}

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the index anew.",
    discussion: """
      Reads everything again into a new index, of the same files and folders or of those named \
      here and no others. The old index answers searches until the new one is ready, and stays in \
      place when this fails or is killed.

      EXAMPLES
        allonym rebuild
        allonym rebuild ~/archive            of this folder, and no longer of others
        0 3 * * 0  allonym rebuild --index /data/index     (a line in crontab)
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders to index (default: those that the index holds).", valueName: "path"),
    completion: .file())
  var paths: [String] = []
  @OptionGroup var index: IndexOption
  @OptionGroup var memory: MemoryOption

  func run() async throws {
    let manifest = Result { try Manifest(of: index.directory.currentGeneration()) }
    var builder = IndexBuilder(
      index: index.directory, sources: paths.isEmpty ? try manifest.get().sources : paths,
      reading: (try? manifest.get().reading) ?? SourceOptions())
    builder.limits = memory.limits
    try await BuildRun(index: index.directory).run { [builder] in
      try await builder.build(progress: $0)
    }
  }
}

/// How much memory a build may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much memory reading may take, in MB; a single document may need more.",
      valueName: "megabytes"))
  var memory = BuildLimits().memory >> 20

  var limits: BuildLimits { BuildLimits(memory: memory << 20) }

  func validate() throws {
    guard (16...1 << 20).contains(memory) else {
      throw ValidationError("--memory takes a number of MB from 16 to 1,048,576.")
    }
  }
}

/// One run that writes the index, with its progress and its report.
struct BuildRun {
  let index: IndexDirectory

  /// Runs `body`; exits with code 2 when something could not be read and 130 when interrupted.
  func run(
    _ body:
      @escaping @Sendable (@escaping @Sendable (BuildProgress) -> Void) async throws -> BuildReport
  ) async throws {
    let meter = ProgressMeter()
    let (gate, opening) = AsyncStream<Never>.makeStream()
    let task = Task {
      for await _ in gate {}
      return try await body { meter.show($0) }
    }
    let interruption = Interruption { task.cancel() }
    // Nothing is begun that a signal could not end tidily.
    opening.finish()
    let result = await task.result
    meter.clear()
    if interruption.hasCome, case .failure(is CancellationError) = result {
      StandardError.write("\nallonym: interrupted; the index is as it was at the last commit.\n")
      throw ExitCode(130)
    }
    if let lack = SystemLimits.lackOfConfinement { StandardError.tell(lack) }
    let report: BuildReport
    do {
      report = try result.get()
    } catch AllonymError.nothingIndexed(let paths, let failures) where failures.count > 1 {
      show(failures.map { "\($0)" })
      throw AllonymError.nothingIndexed(paths: paths, failures: failures)
    }
    show(
      report.run.entries.filter(\.isTold).map { $0.path + $0.detail })
    try Output.write(BuildSummary(report: report, index: index).text)
    if report.run.failures > 0 { throw ExitCode(2) }
  }

  private func show(_ failures: [String]) {
    for failure in failures.prefix(Self.failuresShown) { StandardError.tell(failure) }
    if failures.count > Self.failuresShown {
      StandardError.tell(
        "… and \(failures.count - Self.failuresShown) more: 'allonym report' names the file that lists them."
      )
    }
  }

  private static let failuresShown = 50
}

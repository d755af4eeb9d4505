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

      A file that cannot be read is told once with the reason, the rest is indexed, and the exit \
      code is 3 as long as there are such files. It is tried again when it or its permissions \
      change, or with --retry. 'allonym report' lists all that could not be read.

      A file .allonymignore in a folder holds patterns, as in .gitignore, of what is left out \
      below it. The index remembers the options that choose files and say how they are read \
      ('allonym stats' shows them). Where one changes, everything is read again.

      EXAMPLES
        allonym index ~/archive              the first time, and after changes
        allonym index ~/archive/2025         a part of it
        allonym index                        everything that the index holds
        allonym index reports notes.md --index /data/index
        allonym index docs.jsonl --id-field doc_id --text-field body
        allonym index table.csv --title-field Subject --text-field Message
        allonym index ~/archive --exclude '*.log' --max-filesize 50M
        30 2 * * *  allonym index --quiet --index /data/index     (a line in crontab)
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
  @OptionGroup var output: RunOutput

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
    if !output.quiet, let reason = try update.reasonToReadAll() {
      StandardError.report("everything is read again: \(reason).")
    }
    try await BuildRun(index: index.directory, output: output).run {
      try await update.run(progress: $0)
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

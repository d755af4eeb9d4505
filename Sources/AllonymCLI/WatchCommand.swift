// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Keep the index up to date while files change.",
    discussion: """
      Brings the index up to date as 'allonym index' does, then waits for changes and follows \
      them within seconds, until ctrl-C or the signal TERM ends it.

      EXAMPLES
        allonym watch ~/archive
        allonym watch                        everything that the index holds
        allonym watch --json | jq .failed
      """)

  @OptionGroup var index: IndexOption
  @OptionGroup var source: SourceArguments
  @Flag(help: "Print each round as a JSON object on a line of its own, as 'index --json' does.")
  var json = false

  func run() async throws {
    let watch = try FolderWatch()
    let stop = watch.stop
    let interruption = Interruption(by: [.interrupt, .terminate]) { stop.stop() }
    var round = WatchRound(directory: index.directory, watch: watch, printsJSON: json)
    try await round.begin(source.paths, reading: try source.options(known: index.directory))
    while !interruption.hasCome, let changes = watch.next() {
      await round.follow(changes)
    }
    StandardError.report("stopped; the index is as it was after the last round told.")
  }
}

/// One round after the other of bringing the index up to date.
private struct WatchRound {
  let directory: IndexDirectory
  let watch: FolderWatch
  let printsJSON: Bool
  /// What changed and could not be followed yet.
  private var pending: Set<RawPath> = []

  init(directory: IndexDirectory, watch: FolderWatch, printsJSON: Bool) {
    self.directory = directory
    self.watch = watch
    self.printsJSON = printsJSON
  }

  /// Watches what is named, then brings all of it up to date, so that no change falls between.
  mutating func begin(_ paths: [String], reading: SourceOptions?) async throws {
    let update = IndexUpdate(
      index: directory, paths: paths, reading: reading)
    try watch.add(update.foldersToWatch())
    show(try await update.run())
    AlertsCommand.runAll(for: directory)
  }

  /// Brings up to date what changed; what goes wrong is reported, and tried again with the next change.
  mutating func follow(_ changes: FolderWatch.Changes) async {
    var paths: [String] = []
    var options = UpdateOptions()
    options.passesOverMissing = true
    if case .paths(let changed) = changes {
      pending.formUnion(changed)
      paths = IndexUpdate.parts(pending, of: directory)
      if paths.isEmpty { return }
    }
    do {
      let update = IndexUpdate(index: directory, paths: paths, options: options)
      try watch.add(update.foldersToWatch())
      let report = try await update.run()
      pending = []
      if report.run.count(.unchanged) < report.run.seen || report.run.count(.deleted) > 0 {
        show(report)
        AlertsCommand.runAll(for: directory)
      }
    } catch {
      StandardError.report("\(error)")
    }
  }

  private func show(_ report: BuildReport) {
    for entry in report.run.entries where entry.isReported {
      StandardError.report(entry.path + entry.detail)
    }
    try? Output.write(
      printsJSON
        ? JSONLine.encoded(report.run)
        : "\(report.run.started)  \(OutcomeLine(report.run).text)\n")
  }
}

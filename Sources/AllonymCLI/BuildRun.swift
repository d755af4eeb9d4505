// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

/// What a command that writes the index prints.
struct RunOutput: ParsableArguments {
  @Flag(
    name: .shortAndLong, help: "Print nothing but what could not be read and was not told before.")
  var quiet = false
  @Flag(help: "Print what was done as one JSON object on one line.")
  var json = false

  func validate() throws {
    guard !quiet || !json else { throw ValidationError("Take one of --quiet and --json.") }
  }
}

/// One run that writes the index, with its progress and its report.
struct BuildRun {
  let index: IndexDirectory
  let output: RunOutput

  /// Runs `body`; exits with code 3 when something could not be read and 130 when interrupted.
  func run(
    _ body:
      @escaping @Sendable (@escaping @Sendable (BuildProgress) -> Void) async throws -> BuildReport
  ) async throws {
    let meter = ProgressMeter(isWanted: !output.quiet)
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
    if !output.quiet, let lack = SystemLimits.lackOfConfinement { StandardError.report(lack) }
    let report: BuildReport
    do {
      report = try result.get()
    } catch AllonymError.nothingIndexed(let paths, let failures) where failures.count > 1 {
      show(failures.map { "\($0)" })
      throw AllonymError.nothingIndexed(paths: paths, failures: failures)
    }
    show(
      report.run.entries.filter(\.isReported).map { $0.path + $0.detail })
    if output.json {
      try Output.write(JSONLine.encoded(report.run))
    } else if !output.quiet {
      try Output.write(BuildSummary(report: report, index: index).text)
    }
    AlertsCommand.runAll(for: index)
    if report.run.failures > 0 { throw ExitCode(3) }
  }

  private func show(_ failures: [String]) {
    for failure in failures.prefix(Self.failuresShown) { StandardError.report(failure) }
    if failures.count > Self.failuresShown {
      StandardError.report(
        "… and \(failures.count - Self.failuresShown) more: 'allonym report --failed' lists all."
      )
    }
  }

  private static let failuresShown = 50
}

// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc
import Workspaces

/// Sends what webhooks are to have, in a process that nobody waits for.
struct SendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Send what webhooks have not taken yet.", shouldDisplay: false)

  @OptionGroup var index: IndexOption

  func run() async throws {
    // What ends the terminal's programs is not meant for this one.
    setsid()
    guard let workspace = try Workspace.existing(of: index.directory) else { return }
    try await Delivery(workspace).sendDue()
  }

  /// Starts it, without our outputs. What it does not send is sent with the next run.
  static func start(_ index: IndexDirectory) {
    var arguments =
      ["allonym alerts", "send", "--index", index.path].map { (text: String) in strdup(text) } + [
        nil
      ]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    var process = pid_t()
    posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, environ)
  }
}

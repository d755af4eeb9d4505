// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Shows what goes to a terminal a screen at a time, as git does: by `$PAGER`, or `less`, which ends by itself where
/// all fits on one screen.
enum Pager {
  /// The pager at work. Only the main thread of a command starts and ends it.
  private nonisolated(unsafe) static var process: pid_t?

  /// Has standard output go to a pager where it is a terminal and one is there.
  static func start() {
    guard process == nil, Output.isTerminal, let command else { return }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    // What git and others set: less ends where all fits, keeps colours, leaves the text on the screen.
    setenv("LESS", "FRX", 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var arguments = ["sh", "-c", command].map { (text: String) in strdup(text) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let problem = posix_spawn(&child, "/bin/sh", &actions, nil, &arguments, environ)
    close(ends[0])
    guard problem == 0 else {
      close(ends[1])
      return
    }
    dup2(ends[1], STDOUT_FILENO)
    close(ends[1])
    // Ctrl-C is for the pager from now on.
    signal(SIGINT, SIG_IGN)
    process = child
  }

  /// Waits until the reader has seen enough.
  static func finish() {
    guard let child = process else { return }
    process = nil
    close(STDOUT_FILENO)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
  }

  /// The command; nil where none is wanted or there.
  private static var command: String? {
    if let named = getenv("PAGER").map({ String(cString: $0) }) {
      return named.isEmpty || named == "cat" ? nil : named
    }
    let folders = getenv("PATH").map { String(cString: $0) } ?? ""
    return folders.split(separator: ":").contains { access("\($0)/less", X_OK) == 0 }
      ? "less" : nil
  }
}

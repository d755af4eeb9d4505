// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

@main
struct AllonymCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "allonym")
}

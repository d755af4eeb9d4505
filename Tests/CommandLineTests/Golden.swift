// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// What the screen showed when somebody last looked at it and found it right.
enum Golden {
  private static let isRecording = ProcessInfo.processInfo.environment["ALLONYM_RECORD"] == "1"

  /// Compares a text with the one that was recorded, or records it.
  static func compare(
    _ shown: String, with name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(name).txt")
    if isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(shown.utf8).write(to: file)
    }
    #expect(shown == (try String(contentsOf: file, encoding: .utf8)), sourceLocation: location)
  }
}

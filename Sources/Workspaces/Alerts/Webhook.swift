// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation

/// An address that takes JSON by POST. `curl` speaks to it, in a process of its own with a time limit, so that a
/// webhook that hangs, or answers without end, harms nobody.
struct Webhook: Sendable {
  let address: String
  /// In seconds.
  let patience: Int

  private static let program = "/usr/bin/curl"
  private static let queue = DispatchQueue(label: "webhooks", attributes: .concurrent)

  /// Sends a message.
  ///
  /// - Returns: why it was not taken; nil where it was.
  func problem(sending message: String, id: String) async -> String? {
    await withCheckedContinuation { continuation in
      Self.queue.async { continuation.resume(returning: sent(message, id)) }
    }
  }

  private func sent(_ message: String, _ id: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = [
      // No settings of the user's; only what was asked for.
      "--disable", "--silent", "--show-error", "--proto", "=http,https",
      "--connect-timeout", "\(patience)", "--max-time", "\(patience)", "--max-filesize", "1048576",
      "--request", "POST", "--header", "Content-Type: application/json",
      "--header", "User-Agent: Allonym/\(Release.version)", "--header", "Idempotency-Key: \(id)",
      "--header", "Expect:", "--data-binary", "@-", "--output", "/dev/null",
      "--write-out", "%{http_code}", "--url", address,
    ]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      return "\(Self.program) cannot be started: install curl"
    }
    // A receiver that reads nothing ends with curl, which then reads no more.
    try? input.fileHandleForWriting.write(contentsOf: Data(message.utf8))
    try? input.fileHandleForWriting.close()
    let code = (try? output.fileHandleForReading.readToEnd()).map {
      String(decoding: $0, as: UTF8.self)
    }
    let complaint = (try? errors.fileHandleForReading.readToEnd()).map {
      String(decoding: $0, as: UTF8.self)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let words = (complaint ?? "").split(separator: "\n").first.map(String.init)
      return words ?? "curl failed with code \(process.terminationStatus)"
    }
    guard let code, code.hasPrefix("2") else { return "it answered \(code ?? "nothing")" }
    return nil
  }
}

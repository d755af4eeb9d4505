// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Glibc
import Synchronization
import Testing
import Workspaces

/// A receiver on this computer that answers each request with a status, or reads nothing at all.
private final class Receiver: Sendable {
  enum Manner: Sendable {
    case answers(Int)
    case hangs
  }

  let port: UInt16
  private let socket: Int32
  private let requests = Mutex<[String]>([])

  init(_ manner: Manner) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    try #require(isOpen)
    self.socket = socket
    port = UInt16(bigEndian: address.sin_port)
    guard case .answers(let status) = manner else { return }
    Thread.detachNewThread { [self] in
      while case let client = accept(socket, nil, nil), client >= 0 {
        var text = ""
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while !Self.isWhole(text) {
          let count = recv(client, &block, block.count, 0)
          guard count > 0 else { break }
          text += String(decoding: block[..<count], as: UTF8.self)
        }
        requests.withLock { $0.append(text) }
        let answer = "HTTP/1.1 \(status) OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = answer.withCString { send(client, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
        close(client)
      }
    }
  }

  deinit { stop() }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  var received: [String] { requests.withLock { $0 } }
  var address: String { "http://127.0.0.1:\(port)/hook" }

  private static func isWhole(_ text: String) -> Bool {
    guard let head = text.range(of: "\r\n\r\n"),
      let length = text.range(of: "Content-Length: ", options: .caseInsensitive)
    else { return false }
    let count = Int(text[length.upperBound...].prefix { $0.isNumber }) ?? 0
    return text[head.upperBound...].utf8.count >= count
  }
}

struct DeliveryTests {
  private func folder(_ receiver: Receiver) async throws -> (AlertFolder, Workspace) {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add(
      "birds", .search(SavedSearch("pelican")), webhook: receiver.address)
    try folder.write(["a.txt": "A pelican."])
    try await folder.update()
    try await AlertRun(workspace).run()
    return (folder, workspace)
  }

  @Test func newHitsAreSentOnce() async throws {
    let receiver = try Receiver(.answers(204))
    defer { receiver.stop() }
    let (_, workspace) = try await folder(receiver)
    #expect(try await Delivery(workspace).sendDue() == 1)
    #expect(try await Delivery(workspace).sendDue() == 0)
    let request = try #require(receiver.received.first)
    #expect(receiver.received.count == 1)
    #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n"))
    #expect(request.contains("Idempotency-Key: "))
    let body = try #require(request.components(separatedBy: "\r\n\r\n").last)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
    #expect(object["alert"] as? String == "birds")
    #expect((object["hits"] as? [[String: Any]])?.first?["passage"] as? String == "A pelican.")
  }

  @Test func whatIsNotTakenIsSentAgainLaterWithTheSameKey() async throws {
    let receiver = try Receiver(.answers(500))
    defer { receiver.stop() }
    let (_, workspace) = try await folder(receiver)
    #expect(try await Delivery(workspace).sendDue() == 0)
    #expect(try workspace.alerts().first?.problem == "it answered 500")
    #expect(try await Delivery(workspace).sendDue() == 0, "it is not due yet")
    #expect(receiver.received.count == 1)
    var date = Date()
    for _ in 0..<12 {
      date += 100_000
      _ = try await Delivery(workspace).sendDue(asOf: date)
    }
    #expect(receiver.received.count == 8, "then it is given up")
    let keys = receiver.received.compactMap {
      $0.components(separatedBy: "\r\n").first { $0.hasPrefix("Idempotency-Key") }
    }
    #expect(Set(keys).count == 1)
    #expect(try workspace.alerts().first?.problem?.contains("given up") == true)
  }

  @Test func aWebhookThatHangsHoldsNobodyUp() async throws {
    let receiver = try Receiver(.hangs)
    defer { receiver.stop() }
    let (folder, workspace) = try await folder(receiver)
    let start = ContinuousClock.now
    async let sent = Delivery(workspace, patience: 3).sendDue()
    try folder.write(["b.txt": "Another pelican."])
    try await folder.update()
    try await AlertRun(workspace).run()
    #expect(try workspace.hits().count == 2)
    #expect(try await sent == 0)
    #expect(ContinuousClock.now - start < .seconds(120), "by itself it would never end")
    #expect(try workspace.alerts().first?.problem?.contains("timed out") == true)
  }

  @Test func nobodyListening() async throws {
    let receiver = try Receiver(.hangs)
    receiver.stop()
    let (_, workspace) = try await folder(receiver)
    _ = try await Delivery(workspace).sendDue()
    #expect(try workspace.alerts().first?.problem != nil)
  }
}

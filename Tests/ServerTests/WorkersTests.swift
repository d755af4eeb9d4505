// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Dispatch
import HTTPTypes
import Hummingbird
import Testing

@testable import AllonymServer

@Suite struct WorkersTests {
  @Test func moreThanCanWaitIsRefusedAndWhatIsLateIsSaid() async throws {
    var limits = ServerLimits()
    limits.waiting = 1
    let workers = IndexWorkers(IndexDirectory(path: "/nowhere"), count: 1, limits)
    let gate = DispatchSemaphore(value: 0)
    let first = Task { try await workers.run(seconds: 60) { _ in gate.wait() } }
    let second = Task { try await workers.run(seconds: 0.2) { _ in gate.wait() } }
    // One of the two is at work then, and the other waits.
    while workers.waiting == 0 { try await Task.sleep(for: .milliseconds(1)) }
    let refused = await #expect(throws: Problem.self) { try await workers.run { _ in 1 } }
    #expect(refused?.status == .serviceUnavailable)
    #expect(refused?.retryAfter != nil)
    let late = await #expect(throws: Problem.self) { try await second.value }
    #expect(late?.status == .serviceUnavailable)
    gate.signal()
    gate.signal()
    try await first.value
    #expect(try await workers.run { _ in 2 } == 2)
  }

  @Test func onlySoManyLongAnswersAreMadeAtATime() throws {
    let heavy = HeavyWork(maximum: 1)
    try heavy.enter()
    let refused = #expect(throws: Problem.self) { try heavy.enter() }
    #expect(refused?.status == .tooManyRequests)
    heavy.leave()
    try heavy.enter()
  }

  /// Stands for a reader who takes nothing.
  private struct Stuck: ResponseBodyWriter {
    mutating func write(_ buffer: ByteBuffer) async throws {
      try await Task.sleep(for: .seconds(3600))
    }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  @Test func aReaderWhoTakesNothingIsGivenUp() async throws {
    let heavy = HeavyWork(maximum: 1)
    let problem = await #expect(throws: Problem.self) {
      try await PatientWriter.run(Stuck(), seconds: 0.2) { writer in
        try heavy.enter()
        defer { heavy.leave() }
        try await writer.write(ByteBuffer(string: "a"))
      }
    }
    #expect(problem?.detail.contains("took nothing") == true)
    try heavy.enter()
  }

  @Test func anIndexThatIsNotThereIsASentence() async throws {
    let workers = IndexWorkers(IndexDirectory(path: "/nowhere"), count: 1, ServerLimits())
    await #expect(throws: AllonymError.self) { try await workers.run { try $0.index().revision } }
    let problem = Problem(AllonymError.indexMissing(path: "/nowhere"))
    #expect(problem.status == .serviceUnavailable)
    #expect(problem.detail.contains("/nowhere"))
  }
}

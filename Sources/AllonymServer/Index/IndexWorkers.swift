// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Dispatch
import Synchronization

/// Runs what reads the index, on as many threads as there are cores, each with an index of its own. What finds none
/// free waits; where too much waits, more is refused.
final class IndexWorkers: Sendable {
  private typealias Job = @Sendable (IndexWorker) -> Void

  private struct State {
    var idle: [IndexWorker]
    var jobs: [Job] = []
    /// Where the first job that waits stands.
    var first = 0

    var waiting: Int { jobs.count - first }

    mutating func next() -> Job? {
      guard first < jobs.count else { return nil }
      let job = jobs[first]
      first += 1
      if first == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        first = 0
      }
      return job
    }
  }

  private let state: Mutex<State>
  private let limits: ServerLimits

  init(_ directory: IndexDirectory, count: Int, _ limits: ServerLimits) {
    self.limits = limits
    state = Mutex(State(idle: (0..<count).map { IndexWorker(directory, number: $0) }))
  }

  /// How many searches wait.
  var waiting: Int { state.withLock { $0.waiting } }

  /// Runs `body` with a worker.
  ///
  /// - Parameter seconds: how long it may take, waiting included; nil for the usual time. What takes longer is
  ///   answered so; a body that has begun runs to its end all the same.
  func run<Value: Sendable>(
    seconds: Double? = nil, _ body: @escaping @Sendable (IndexWorker) throws -> Value
  ) async throws -> Value {
    let reply = Reply<Value>()
    let limit = Task {
      try await Task.sleep(for: .seconds(seconds ?? limits.seconds))
      reply.finish(.failure(Problem.late))
    }
    defer { limit.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        reply.wait(continuation)
        let isTaken = submit { worker in
          // Whoever asked may be gone.
          if !reply.isFinished { reply.finish(Result { try body(worker) }) }
        }
        if !isTaken { reply.finish(.failure(Problem.busy)) }
      }
    } onCancel: {
      reply.finish(.failure(CancellationError()))
    }
  }

  private enum Admission {
    case worker(IndexWorker)
    case queue
    case none
  }

  /// Has a worker do a job, or lets it wait; answers whether there was room.
  private func submit(_ job: @escaping Job) -> Bool {
    let admission: Admission = state.withLock { state in
      if let worker = state.idle.popLast() { return .worker(worker) }
      guard state.waiting < limits.waiting else { return .none }
      state.jobs.append(job)
      return .queue
    }
    switch admission {
    case .worker(let worker): start(worker, job)
    case .queue: break
    case .none: return false
    }
    return true
  }

  private func start(_ worker: IndexWorker, _ job: @escaping Job) {
    worker.queue.async { [self] in
      var next: Job? = job
      while let job = next {
        job(worker)
        next = state.withLock { state in
          let next = state.next()
          if next == nil { state.idle.append(worker) }
          return next
        }
      }
    }
  }
}

/// An answer that is waited for, and comes once.
private final class Reply<Value: Sendable>: Sendable {
  private enum State {
    case open
    case waited(CheckedContinuation<Value, any Error>)
    case early(Result<Value, any Error>)
    case finished
  }

  private let state = Mutex(State.open)

  /// Whether the answer is there, or nobody waits for it any more.
  var isFinished: Bool {
    state.withLock { state in
      switch state {
      case .open, .waited: false
      case .early, .finished: true
      }
    }
  }

  /// Has the continuation go on with the answer.
  func wait(_ continuation: CheckedContinuation<Value, any Error>) {
    let early: Result<Value, any Error>? = state.withLock { state in
      if case .early(let result) = state {
        state = .finished
        return result
      }
      state = .waited(continuation)
      return nil
    }
    if let early { continuation.resume(with: early) }
  }

  /// Gives the answer; later ones are dropped.
  func finish(_ result: Result<Value, any Error>) {
    let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
      switch state {
      case .open:
        state = .early(result)
        return nil
      case .waited(let continuation):
        state = .finished
        return continuation
      case .early, .finished: return nil
      }
    }
    continuation?.resume(with: result)
  }
}

// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A walk along sorted terms, which come over in batches.
final class TermWalk {
  private let pointer: OpaquePointer

  init(
    _ open: (UnsafeMutablePointer<xap_error>) -> OpaquePointer?
  ) throws(XapianError) {
    pointer = try handle(open)
  }

  deinit { xap_terms_free(pointer) }

  /// Calls the body for each term, with what is counted on this walk, until it answers false.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, UInt32) throws -> Bool) throws {
    var batch = xap_term_batch()
    while true {
      try attempt { xap_terms_next(pointer, &batch, $0) }
      guard batch.count > 0, let bytes = batch.bytes, let terms = batch.terms else { return }
      var start = 0
      for term in UnsafeBufferPointer(start: terms, count: batch.count) {
        let name = UnsafeBufferPointer(start: bytes + start, count: term.end - start)
        guard try body(name, term.count) else { return }
        start = term.end
      }
    }
  }

  /// The terms not walked along yet.
  func all() throws(XapianError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    var batch = xap_term_batch()
    while true {
      try attempt { xap_terms_next(pointer, &batch, $0) }
      guard batch.count > 0, let bytes = batch.bytes, let terms = batch.terms else { return names }
      var start = 0
      for term in UnsafeBufferPointer(start: terms, count: batch.count) {
        names.append([UInt8](UnsafeBufferPointer(start: bytes + start, count: term.end - start)))
        start = term.end
      }
    }
  }
}

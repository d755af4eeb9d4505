// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Database {
  /// Calls the body with each value of a slot, in the order of the documents: the quickest way to read a value of
  /// all of them. A value's bytes are lent for the time of the body's call.
  public func forEachValue(
    in slot: ValueSlot, _ body: (DocumentID, UnsafeBufferPointer<UInt8>) -> Void
  ) throws(XapianError) {
    typealias Body = (DocumentID, UnsafeBufferPointer<UInt8>) -> Void
    try withoutActuallyEscaping(body) { (body) throws(XapianError) in
      var body = body
      try attempt { error in
        withUnsafeMutablePointer(to: &body) { context in
          xap_database_each_value(
            pointer, slot,
            { context, document, value in
              context?.assumingMemoryBound(to: Body.self)
                .pointee(document, UnsafeBufferPointer(start: value.data, count: value.count))
            }, context, error)
        }
      }
    }
  }
}

extension Query {
  /// Documents by their ids, whatever they hold. It adds no weight.
  public convenience init(documents: [DocumentID]) throws(XapianError) {
    try self.init { error in
      documents.withUnsafeBufferPointer { xap_query_documents($0.baseAddress, $0.count, error) }
    }
  }
}

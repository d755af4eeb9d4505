// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A document read from a database. Its parts are fetched when asked for.
public final class Document {
  private let pointer: OpaquePointer

  init(pointer: OpaquePointer) { self.pointer = pointer }

  deinit { xap_document_free(pointer) }

  /// The document's id in its database.
  public var id: DocumentID {
    get throws(XapianError) {
      var id: DocumentID = 0
      try attempt { xap_document_id(pointer, &id, $0) }
      return id
    }
  }

  /// The bytes stored with the document.
  public var data: [UInt8] {
    get throws(XapianError) { try bytes { xap_document_data(pointer, $0, $1) } }
  }

  /// The bytes stored with the document as text. Broken UTF-8 is replaced.
  public var text: String {
    get throws(XapianError) { String(decoding: try data, as: UTF8.self) }
  }

  /// The value in a slot; empty if there is none.
  public func value(_ slot: ValueSlot) throws(XapianError) -> [UInt8] {
    try bytes { xap_document_value(pointer, slot, $0, $1) }
  }
}

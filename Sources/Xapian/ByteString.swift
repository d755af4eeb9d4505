// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// What Xapian calls a string: bytes, any bytes. Terms, values and document data are byte strings;
/// text among them is UTF-8.
///
/// Every method that takes one takes a `String`, an array of bytes or a buffer alike.
public protocol ByteString {
  /// Lends the bytes for the time of the call.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension String: ByteString {
  /// Lends the UTF-8 of the text for the time of the call.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }
}

extension Substring: ByteString {
  /// Lends the UTF-8 of the text for the time of the call.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }
}

extension Array: ByteString where Element == UInt8 {
  /// Lends the array's own bytes for the time of the call.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeBufferPointer(body)
  }
}

extension ArraySlice: ByteString where Element == UInt8 {
  /// Lends the slice's own bytes for the time of the call.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeBufferPointer(body)
  }
}

extension UnsafeBufferPointer: ByteString where Element == UInt8 {
  /// Lends the buffer itself for the time of the call.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(self)
  }
}

extension ByteString {
  func withView<Result>(_ body: (xap_view) -> Result) -> Result {
    withBytes { body(xap_view(data: $0.baseAddress, count: $0.count)) }
  }
}

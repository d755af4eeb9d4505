// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

// How calls cross to C: an error struct for every call, and what is owned given back.

/// Makes a call that answers whether it worked.
@inline(__always)
func attempt(
  _ call: (UnsafeMutablePointer<xap_error>) -> Bool
) throws(XapianError) {
  var error = xap_error()
  guard call(&error) else { throw XapianError(taking: &error) }
}

/// Makes a call that answers with a handle.
@inline(__always)
func handle(
  _ call: (UnsafeMutablePointer<xap_error>) -> OpaquePointer?
) throws(XapianError) -> OpaquePointer {
  var error = xap_error()
  guard let pointer = call(&error) else { throw XapianError(taking: &error) }
  return pointer
}

/// Makes a call that hands over bytes.
func bytes(
  _ call: (UnsafeMutablePointer<xap_bytes>, UnsafeMutablePointer<xap_error>) -> Bool
) throws(XapianError) -> [UInt8] {
  var result = xap_bytes()
  defer { xap_bytes_free(&result) }
  try attempt { call(&result, $0) }
  return [UInt8](UnsafeBufferPointer(start: result.data, count: result.count))
}

/// Makes a call that hands over document ids or positions.
func numbers(
  _ call: (UnsafeMutablePointer<xap_numbers>, UnsafeMutablePointer<xap_error>) -> Bool
) throws(XapianError) -> [UInt32] {
  var result = xap_numbers()
  defer { xap_numbers_free(&result) }
  try attempt { call(&result, $0) }
  return [UInt32](UnsafeBufferPointer(start: result.data, count: result.count))
}

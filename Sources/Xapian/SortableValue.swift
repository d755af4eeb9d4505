// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// Numbers as values: the bytes sort as the numbers do.
public enum SortableValue {
  /// The value that stands for a number.
  public static func serialise(_ number: Double) throws(XapianError) -> [UInt8] {
    try bytes { xap_value_serialise(number, $0, $1) }
  }

  /// The number that a value stands for.
  public static func unserialise(_ value: some ByteString) throws(XapianError) -> Double {
    var number = 0.0
    try attempt { error in value.withView { xap_value_unserialise($0, &number, error) } }
    return number
  }
}

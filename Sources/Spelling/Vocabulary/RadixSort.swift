// SPDX-License-Identifier: GPL-2.0-or-later

/// Sorts numbers digit by digit, the lowest first; what is alike keeps its order.
enum RadixSort {
  private static let bitsPerDigit = 11

  /// Numbers in ascending order.
  static func sorted(_ numbers: [UInt32]) -> [UInt32] {
    sorted(numbers, upTo: numbers.max() ?? 0) { $0 }
  }

  /// The places of numbers in ascending order of the numbers.
  static func order(of numbers: [UInt64]) -> [UInt32] {
    numbers.withUnsafeBufferPointer { numbers in
      sorted((0..<UInt32(numbers.count)).map { $0 }, upTo: numbers.max() ?? 0) { numbers[Int($0)] }
    }
  }

  @inline(__always)
  private static func sorted<Key: FixedWidthInteger & UnsignedInteger>(
    _ numbers: [UInt32], upTo maximum: Key, by key: (UInt32) -> Key
  ) -> [UInt32] {
    var result = numbers
    var other = numbers
    let mask = Key(1 << bitsPerDigit - 1)
    for shift in stride(from: 0, to: Key.bitWidth - maximum.leadingZeroBitCount, by: bitsPerDigit) {
      var starts = [Int](repeating: 0, count: 1 << bitsPerDigit + 1)
      for number in result { starts[Int(key(number) >> Key(shift) & mask) + 1] += 1 }
      for digit in 0..<(1 << bitsPerDigit) { starts[digit + 1] += starts[digit] }
      for number in result {
        let digit = Int(key(number) >> Key(shift) & mask)
        other[starts[digit]] = number
        starts[digit] += 1
      }
      swap(&result, &other)
    }
    return result
  }
}

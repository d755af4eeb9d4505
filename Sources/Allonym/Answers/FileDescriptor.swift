// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A file or stream that is open.
package enum FileDescriptor {
  /// Writes everything; returns 0 or the system's error number.
  package static func write(_ bytes: UnsafeBufferPointer<UInt8>, to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let slice = UnsafeBufferPointer(rebasing: rest)
      let written = Glibc.write(file, slice.baseAddress, slice.count)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return 0
  }
}

// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram

/// What the system must let a process have.
public enum SystemLimits {
  /// What a process gets too little of, in one sentence with what to do; nil where all is well.
  ///
  /// - Parameter needsThreads: whether the process will start threads.
  public static func complaint(needsThreads: Bool) -> String? {
    var limit: UInt64 = 0
    switch system_limits_too_low(needsThreads, &limit) {
    case LIMIT_MEMORY:
      return "The system allows this process \(limit >> 20) MB of memory (ulimit -v), and it needs "
        + "\(LEAST_MEMORY): raise the limit."
    case LIMIT_FILES:
      return "The system allows this process \(limit) open files (ulimit -n), and it needs "
        + "\(LEAST_FILES): raise the limit."
    case LIMIT_THREADS:
      return "The system lets this process start no more threads: raise the limit of processes "
        + "(ulimit -u, or that of the container)."
    default:
      return nil
    }
  }

  /// What of the confinement of programs that read hostile files this kernel lacks, in one sentence; nil where
  /// it has all.
  public static var lackOfConfinement: String? {
    program_has_landlock()
      ? nil
      : "This kernel has no Landlock: programs that read files for the index change nothing, but could read "
        + "other files of yours."
  }
}

// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_JOIN_H
#define GLASS_JOIN_H
#include <string>

namespace glass {

/// Writes the posting lists of a database anew that was compacted into a folder and not changed since, with
/// the chunks of each list as large as Xapian makes them when it writes them itself.
///
/// Compaction leaves the chunks of merged databases as they are. Most words are rare, so that merging n
/// databases leaves up to n chunks of a few bytes, each with the word in its key.
void join_postings(const std::string &folder);

}  // namespace glass

#endif

// Lines of a file or of standard input, one at a time, in bounded memory.
//
//   LineReader lines("manifest.jsonl");
//   std::string line;
//   while (lines.next(line)) use(line, lines.number());
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace concord {

/// Reads lines ended by LF; a CR before it is dropped, and a last line without LF counts.
class LineReader {
 public:
  /// The longest line that is kept, in bytes: a report of a thousand pages.
  static constexpr std::size_t kMaxLine = std::size_t{1} << 26;

  /// "-" is standard input. Throws InputError when the file cannot be read.
  explicit LineReader(std::string path);
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  /// The next line without its end; false after the last one. A line longer than kMaxLine is cut
  /// there, see too_long(). Throws InputError when reading fails.
  bool next(std::string& line);
  /// The number of the line that next() gave last, from 1.
  std::size_t number() const { return number_; }
  /// Whether the line that next() gave last was cut.
  bool too_long() const { return too_long_; }

 private:
  bool fill();

  std::string path_;
  int fd_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace concord

// A progress bar on standard error, when that is a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace concord::app {

/// Counts items and shows how many are done, how many a second and how long the rest will take.
/// Silent where standard error is not a terminal. Redraws at most five times a second; the line is
/// wiped at the end.
class Progress {
 public:
  /// `total` may be unknown; `done` items were finished by an earlier run.
  explicit Progress(std::optional<std::size_t> total, std::size_t done = 0);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Whether anything is shown at all; lets a caller spare the work of finding the total.
  static bool visible();
  void step();

 private:
  void draw(std::chrono::steady_clock::time_point now);

  std::optional<std::size_t> total_;
  std::size_t before_;
  std::size_t done_;
  bool visible_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace concord::app

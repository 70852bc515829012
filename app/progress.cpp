// Draws the progress bar.
#include "app/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace concord::app {
namespace {

constexpr auto kRedrawAfter = std::chrono::milliseconds(200);
constexpr std::size_t kBarWidth = 30;  // characters; the whole line fits on 80

}  // namespace

Progress::Progress(std::optional<std::size_t> total, std::size_t done)
    : total_(total),
      before_(done),
      done_(done),
      visible_(visible()),
      start_(std::chrono::steady_clock::now()),
      drawn_(start_) {}

Progress::~Progress() {
  if (visible_) std::fputs("\r\033[K", stderr);
}

bool Progress::visible() { return ::isatty(2) == 1; }

void Progress::step() {
  ++done_;
  if (!visible_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ >= kRedrawAfter) draw(now);
}

void Progress::draw(std::chrono::steady_clock::time_point now) {
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(done_ - before_) / seconds;
  if (!total_ || *total_ == 0) {
    fmt::print(stderr, "\r{} done, {:.1f}/s\033[K", done_, rate);
    return;
  }
  const std::size_t filled = std::min(kBarWidth, kBarWidth * done_ / *total_);
  const auto left = static_cast<long>(static_cast<double>(*total_ - std::min(done_, *total_)) /
                                      std::max(rate, 1e-9));
  fmt::print(stderr, "\r[{}{}] {}/{}, {:.1f}/s, {}:{:02}:{:02} left\033[K",
             std::string(filled, '='), std::string(kBarWidth - filled, ' '), done_, *total_, rate,
             left / 3600, left / 60 % 60, left % 60);
}

}  // namespace concord::app

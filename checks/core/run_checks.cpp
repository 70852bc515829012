// Hands checks out to threads and puts their issues together again.
#include "checks/core/run_checks.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <iterator>
#include <string_view>

namespace concord {
namespace {

// Checks that tell a fact once for all of them: each looks at what those before it reported.
constexpr std::array<std::string_view, 5> kTogether = {"number", "date", "name", "dropped-clause",
                                                       "attribution"};

bool is_together(const Check* check) {
  return std::find(kTogether.begin(), kTogether.end(), check->name) != kTogether.end();
}

/// A check with its place among all.
struct Placed {
  const Check* check = nullptr;
  std::size_t place = 0;
};

/// Runs checks one after another; `found` is by place.
void run_task(const std::vector<Placed>& task, const CheckInput& input,
              std::vector<std::vector<Issue>>& found) {
  std::vector<Issue> issues;
  std::vector<std::size_t> ends;
  for (const Placed& placed : task) {
    placed.check->run(input, issues);
    ends.push_back(issues.size());
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < task.size(); ++i) {
    const auto first = issues.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = issues.begin() + static_cast<std::ptrdiff_t>(ends[i]);
    found[task[i].place].assign(std::make_move_iterator(first), std::make_move_iterator(last));
    begin = ends[i];
  }
}

}  // namespace

void run_checks(std::span<const Check* const> checks, const CheckInput& input,
                std::span<SoundCache> sounds, std::vector<Issue>& issues) {
  if (sounds.size() == 1) {
    CheckInput alone = input;
    alone.sounds = &sounds.front();
    for (const Check* check : checks) check->run(alone, issues);
    return;
  }
  std::vector<std::vector<Placed>> tasks(1);
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (is_together(checks[i])) {
      tasks.front().push_back({checks[i], i});
    } else {
      tasks.push_back({{checks[i], i}});
    }
  }
  std::vector<std::vector<Issue>> found(checks.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](SoundCache& own, BeadMemo* memo) {
    CheckInput mine = input;
    mine.sounds = &own;
    mine.memo = memo;
    for (std::size_t t = next++; t < tasks.size(); t = next++) run_task(tasks[t], mine, found);
  };
  std::vector<std::future<void>> others;
  std::vector<BeadMemo> memos(sounds.size() - 1);
  for (std::size_t i = 0; i < memos.size(); ++i)
    others.push_back(std::async(std::launch::async, work, std::ref(sounds[i + 1]), &memos[i]));
  work(sounds.front(), input.memo);
  for (std::future<void>& other : others) other.get();
  for (std::vector<Issue>& of_check : found)
    issues.insert(issues.end(), std::make_move_iterator(of_check.begin()),
                  std::make_move_iterator(of_check.end()));
}

}  // namespace concord

// A part of a language pack that is loaded when it is first asked for.
//
//   Lazy<Segmenter> segmenter([=] { return Segmenter::load(data_dir, "ru"); });
//   segmenter->split(text, block);
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace concord {

/// Holds a value that its loader makes once, however many threads ask; an error of the loader goes
/// to whoever asks, and the next one tries again.
template <class Value>
class Lazy {
 public:
  explicit Lazy(std::function<Value()> load) : state_(std::make_unique<State>()) {
    state_->load = std::move(load);
  }

  const Value& operator*() const {
    std::call_once(state_->once, [this] { state_->value.emplace(state_->load()); });
    return *state_->value;
  }
  const Value* operator->() const { return &**this; }

 private:
  struct State {
    std::function<Value()> load;
    std::once_flag once;
    std::optional<Value> value;
  };
  std::unique_ptr<State> state_;
};

}  // namespace concord

// Puts checked pairs into the queue.
#include "newsroom/service/desk_queue.h"

#include <utility>

#include "newsroom/service/desk_values.h"
#include "text/day.h"

namespace concord {

DeskQueue::DeskQueue(const std::string& store, std::string outlet)
    : pool_(store, 1, desk_schema()), store_(pool_), outlet_(std::move(outlet)) {}

void DeskQueue::put(const RenderedPair& rendered) {
  DeskPair pair;
  pair.key = rendered.id;
  pair.outlet = outlet_;
  const RecordedSide& target = rendered.record.target;
  pair.source = {rendered.documents.source, rendered.record.source.lang, rendered.source_text};
  pair.target = {rendered.documents.target, target.lang, rendered.target_text};
  if (target.published) pair.published = iso_day(*target.published);
  store_.add(pair, service_time());
}

}  // namespace concord

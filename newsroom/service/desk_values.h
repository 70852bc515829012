// What the parts of the service share: responses in JSON, the time, stored texts as input.
#pragma once

#include <string>
#include <string_view>

#include "formats/feed_item.h"
#include "formats/json_input.h"
#include "formats/writer.h"
#include "newsroom/service/desk_store.h"
#include "newsroom/service/http_message.h"

namespace concord {

/// The time now, ISO 8601 in UTC.
std::string service_time();

/// A JSON value as a response; text that is not UTF-8 is replaced.
ServiceResponse json_response(const nlohmann::ordered_json& value, int status = 200);

/// A problem as RFC 9457 writes it.
ServiceResponse problem_response(int status, const std::string& detail);

/// One report as a whole document.
std::string document_of(ReportWriter& writer, const PairReport& report);

/// A stored version as the reader takes it.
FeedItem item_of(const DeskSide& side, const std::string& published);

/// The event that tells of new errors of a pair.
std::string new_errors_json(const DeskPair& pair, const std::vector<DeskIssue>& errors,
                            const std::string& now);

/// A whole number of a query; `otherwise` where there is none, or none of at most nine digits.
std::size_t number_of(const ServiceRequest& request, const char* name, std::size_t otherwise);

/// A text as a part of an address (RFC 3986, section 2.1).
std::string url_encoded(std::string_view text);

}  // namespace concord

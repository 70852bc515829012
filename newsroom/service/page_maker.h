// Makes a page of the service: a template filled with the strings of a language and escaped text.
//
//   const PageMaker page("ru", version, request.caller, languages);
//   return page.response(page.text("desk.queue"), "queue", page.file("queue.html", values), false);
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/messages.h"
#include "newsroom/service/desk_access.h"
#include "newsroom/service/http_message.h"

namespace concord {

/// What makes the pages of one request; for one thread.
class PageMaker {
 public:
  /// What stands for the placeholders of a template, as HTML.
  using Values = std::map<std::string, std::string, std::less<>>;

  /// `messages` is the folder of the catalogues, `lang` one of its ui_languages(); `languages` are
  /// those that texts may be in. `caller` and `languages` must outlive the object.
  PageMaker(const std::string& messages, const std::string& lang, std::string version,
            const Caller& caller, const std::vector<std::string>& languages);

  /// A message, as plain text and as HTML.
  std::string text(const std::string& id,
                   std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return messages_.text({id, std::move(arguments)});
  }
  std::string html(const std::string& id) const;
  /// A template of newsroom/service/page/: "{{name}}" is a value or, where there is none, the
  /// message of that id.
  std::string file(const char* name, const Values& values) const;
  /// A number used once, for the styles that the editor adds (CSP 3, section 6.7.3).
  const std::string& nonce() const { return nonce_; }
  const Caller& caller() const { return *caller_; }
  /// The hidden field that every form carries; empty where there is no session.
  std::string csrf_field() const;

  /// The begin of a table that scrolls by itself, with these messages as its head; `kind` is its
  /// class.
  std::string table_head(const std::vector<const char*>& ids, const char* kind = "table") const;
  /// A form with one button, for a cell of a table: hidden fields, then `more` as HTML.
  std::string button_form(const std::string& path,
                          const std::vector<std::pair<std::string, std::string>>& fields,
                          const std::string& label, const std::string& more = {}) const;
  /// A message that something was done or went wrong; nothing for an empty text.
  static std::string told(const std::string& text, bool wrong);

  /// The options of a select: all values with their names, after one for "all".
  std::string choice(const std::vector<std::string>& values, const std::string& chosen,
                     const std::function<std::string(const std::string&)>& name) const;
  /// The options for the language of a text; `none` is the name of the first, which has no value.
  std::string language_options(const std::string& chosen, const std::string& none) const;
  /// The options of an enumeration whose names are the messages "PREFIX-VALUE".
  std::string options(const std::string& prefix, const std::vector<std::string>& values,
                      const std::string& chosen) const;

  /// The whole page. `here` is the entry of the navigation that it belongs to; `editor` says
  /// whether it has the editor of a pair.
  ServiceResponse response(const std::string& title, const std::string& here,
                           const std::string& body, bool editor) const;

 private:
  std::string person_html() const;

  MessageCatalogue messages_;
  std::string version_;
  const Caller* caller_;
  const std::vector<std::string>* languages_;
  std::string nonce_;
};

}  // namespace concord

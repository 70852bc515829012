// DOCX (ECMA-376, part 1, section 17): paragraphs of word/document.xml; language, title and date
// from styles and core properties.
#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>

#include <map>
#include <memory>

#include "formats/feed/readers.h"
#include "text/input_error.h"

namespace concord::feed {
namespace {

// A report in a word processor is some tens of kilobytes; a part ten thousand times larger than its
// archive is a bomb.
constexpr std::size_t kMaxPart = std::size_t{1} << 26;
constexpr int kMaxEntries = 10'000;

/// libarchive, loaded for the time of one file: few reports are DOCX files, and with the libraries
/// that it needs in turn it takes as long to load as all else that the program needs.
class ArchiveLibrary {
  template <class Function>
  Function* find(const char* name) const {
    void* const found = library_ == nullptr ? nullptr : dlsym(library_, name);
    if (found == nullptr)
      throw InputError("", 0, "libarchive cannot be loaded, so no DOCX file can be read",
                       "install it");
    return reinterpret_cast<Function*>(found);
  }

  void* const library_ =
      dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);  // its interface since 2012

 public:
  decltype(archive_read_new)* const read_new = find<decltype(archive_read_new)>("archive_read_new");
  decltype(archive_read_free)* const read_free =
      find<decltype(archive_read_free)>("archive_read_free");
  decltype(archive_read_support_format_zip)* const support_zip =
      find<decltype(archive_read_support_format_zip)>("archive_read_support_format_zip");
  decltype(archive_read_open_memory)* const open_memory =
      find<decltype(archive_read_open_memory)>("archive_read_open_memory");
  decltype(archive_read_next_header)* const next_header =
      find<decltype(archive_read_next_header)>("archive_read_next_header");
  decltype(archive_read_data)* const data = find<decltype(archive_read_data)>("archive_read_data");
  decltype(archive_entry_pathname)* const pathname =
      find<decltype(archive_entry_pathname)>("archive_entry_pathname");
};

/// The parts that are read. Throws InputError for what is not a zip archive, climbs out of it, or
/// expands without end.
std::map<std::string, std::string> read_parts(const std::string& name, std::string_view bytes) {
  const ArchiveLibrary library;
  const std::unique_ptr<archive, decltype(archive_read_free)*> zip(library.read_new(),
                                                                   library.read_free);
  library.support_zip(zip.get());
  if (library.open_memory(zip.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    throw InputError(name, 0, "is not a DOCX file", "save it again with a word processor");
  }
  std::map<std::string, std::string> parts;
  archive_entry* entry = nullptr;
  for (int count = 0;; ++count) {
    const int status = library.next_header(zip.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
      throw InputError(name, 0, "is a damaged archive", "save it again with a word processor");
    if (count == kMaxEntries)
      throw InputError(name, 0, "has more than " + std::to_string(kMaxEntries) + " parts",
                       "no document needs that");
    const char* const printed = library.pathname(entry);
    const std::string path = printed == nullptr ? std::string() : printed;
    if (path.starts_with("/") || path.find("..") != std::string::npos ||
        path.find('\\') != std::string::npos) {
      throw InputError(name, 0, "has a part whose name leads out of it", "do not open it");
    }
    if (path != "word/document.xml" && path != "word/styles.xml" && path != "docProps/core.xml")
      continue;
    std::string& part = parts[path];
    char buffer[1 << 14];
    for (;;) {
      const la_ssize_t got = library.data(zip.get(), buffer, sizeof buffer);
      if (got < 0)
        throw InputError(name, 0, "is a damaged archive", "save it again with a word processor");
      if (got == 0) break;
      part.append(buffer, static_cast<std::size_t>(got));
      if (part.size() > kMaxPart)
        throw InputError(name, 0, path + " expands beyond " + std::to_string(kMaxPart) + " bytes",
                         "no report needs that");
    }
  }
  if (!parts.contains("word/document.xml"))
    throw InputError(name, 0, "is an archive without word/document.xml", "name a DOCX file");
  return parts;
}

/// 17.3.3: the text of the runs of a paragraph; deleted text (w:del) is not printed, inserted text
/// is.
void run_text(const pugi::xml_node& node, std::string& out) {
  for (const pugi::xml_node& below : node.children()) {
    const std::string_view name = local_name(below);
    if (name == "t") {
      out += below.text().get();
    } else if (name == "tab") {
      out += ' ';
    } else if (name == "br" || name == "cr") {
      out += '\n';
    } else if (name == "noBreakHyphen") {
      out += '-';
    } else if (name != "del" && name != "instrText" && name != "pPr" && name != "txbxContent" &&
               name != "Fallback") {
      run_text(below, out);
    }
  }
}

/// Paragraphs in order, those of tables included. The first one in the style Title is the headline.
void paragraphs(const pugi::xml_node& node, FeedItem& item) {
  for (const pugi::xml_node& below : node.children()) {
    if (local_name(below) != "p") {
      paragraphs(below, item);
      continue;
    }
    std::string text;
    run_text(below, text);
    const std::string_view style = child(child(below, "pPr"), "pStyle").attribute("w:val").value();
    if (item.title.empty() && (style == "Title" || style == "Heading1") && !text.empty()) {
      item.title = text;
    } else if (!text.empty()) {
      item.body += text + "\n\n";
    }
  }
}

}  // namespace

void read_docx(const Document& document, const FeedSink& sink) {
  const auto parts = read_parts(document.name, document.bytes);
  deliver(document.name, document.options, sink, [&](FeedItem& item) {
    item.id = document.name;
    pugi::xml_document xml;
    parse_xml(document.name, parts.at("word/document.xml"), {}, xml);
    paragraphs(child(xml.document_element(), "body"), item);
    if (const auto core = parts.find("docProps/core.xml"); core != parts.end()) {
      pugi::xml_document properties;
      parse_xml(document.name, core->second, {}, properties);
      const pugi::xml_node root = properties.document_element();
      item.lang = text_below(child(root, "language"));
      set_published(item, text_below(child(root, "created")));
    }
  });
}

}  // namespace concord::feed

#include <dinh/base/phrase.hpp>

#include <algorithm>
#include <optional>

namespace dinh::inline v1 {
namespace {

/// Where a key stands in a table sorted by keys, or would stand.
template <class Table>
auto place_of(Table& table, std::string_view key) {
  return std::lower_bound(table.begin(), table.end(), key,
                          [](const auto& entry, std::string_view k) { return entry.first < k; });
}
/// The words under a key; null if there is no such key, or no table.
template <class Table>
const text* words_under(const Table* table, std::string_view key) {
  if (table == nullptr) return nullptr;
  const auto at = place_of(*table, key);
  return at != table->end() && at->first == key ? &at->second : nullptr;
}

const phrase* find_phrase(std::string_view key) noexcept {
  const auto all = library_phrases();
  const auto at =
      std::lower_bound(all.begin(), all.end(), key, [](const phrase& p, std::string_view k) { return p.key < k; });
  return at != all.end() && at->key == key ? &*at : nullptr;
}

std::string filled(std::string_view words, std::initializer_list<filling> fillings, lang l) {
  std::string out;
  out.reserve(words.size() + 32);
  while (!words.empty()) {
    const auto open = words.find('{');
    out += words.substr(0, open);
    if (open == std::string_view::npos) break;
    words.remove_prefix(open);
    const auto close = words.find('}');
    const std::string_view place = words.substr(1, close == std::string_view::npos ? close : close - 1);
    const auto with =
        std::find_if(fillings.begin(), fillings.end(), [&](const filling& f) { return f.place == place; });
    const std::size_t length = close == std::string_view::npos ? words.size() : close + 1;
    out += with != fillings.end() ? std::string_view{with->words.in(l)} : words.substr(0, length);
    words.remove_prefix(length);
  }
  return out;
}

/// The places of a template, sorted and once each; empty where a brace is not closed or holds no name.
std::optional<std::vector<std::string_view>> places_of(std::string_view words) {
  std::vector<std::string_view> out;
  for (std::size_t at = words.find_first_of("{}"); at != std::string_view::npos; at = words.find_first_of("{}", at)) {
    const auto close = words.find_first_of("{}", at + 1);
    if (words[at] == '}' || close == std::string_view::npos || words[close] == '{') return std::nullopt;
    const std::string_view name = words.substr(at + 1, close - at - 1);
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos)
      return std::nullopt;
    out.push_back(name);
    at = close + 1;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string listed(const std::vector<std::string_view>& places) {
  std::string out;
  for (const auto p : places) out += (out.empty() ? "{" : ", {") + std::string{p} + "}";
  return out;
}

/// Labels of coded terms may be worded in a pack though the library keeps them in its headers.
bool is_label(std::string_view key) {
  for (const std::string_view family : {"outcome.", "role."})
    if (key.size() > family.size() && key.substr(0, family.size()) == family) return true;
  return false;
}

void check(const rewording& w, diagnostics& faults) {
  const phrase* own = find_phrase(w.key);
  if (own == nullptr && !is_label(w.key)) {
    faults.error("templates/unknown-key", w.where,
                 {"Thư viện không có mẫu câu \"" + w.key + "\".", "The library has no template \"" + w.key + "\"."},
                 {"Xem các mã trong templates.json của gói.", "The keys are those of the pack's templates.json."});
    return;
  }
  const auto wanted = own != nullptr ? places_of(own->en).value_or(std::vector<std::string_view>{})
                                     : std::vector<std::string_view>{};
  for (const lang l : {lang::vi, lang::en}) {
    const std::string& words = l == lang::vi ? w.words.vi : w.words.en;
    const std::string where = w.where + (l == lang::vi ? "/vi" : "/en");
    if (words.empty()) {
      faults.error("templates/missing-language", where,
                   {"Mẫu câu \"" + w.key + "\" thiếu một ngôn ngữ.", "\"" + w.key + "\" lacks a language."},
                   {"Viết cả tiếng Việt và tiếng Anh.", "Write it in Vietnamese and English."});
      continue;
    }
    const auto places = places_of(words);
    if (!places)
      faults.error("templates/unclosed-place", where,
                   {"Dấu ngoặc nhọn trong mẫu câu không khớp.", "A brace of the template is not closed or has no name."},
                   {"Viết {ten} bằng chữ thường không dấu.", "Write {name} in small Latin letters."});
    else if (*places != wanted)
      faults.error("templates/other-places", where,
                   {"Mẫu câu \"" + w.key + "\" phải dùng đúng các chỗ: " + listed(wanted) + ".",
                    "\"" + w.key + "\" must use exactly these places: " + listed(wanted) + "."},
                   {"Giữ nguyên các chỗ trong ngoặc nhọn.", "Keep the places in braces."});
  }
}

}  // namespace

text phrase_book::say(std::string_view key, std::initializer_list<filling> fillings) const {
  std::string_view vi = key;
  std::string_view en = key;
  if (const phrase* p = find_phrase(key)) {
    vi = p->vi;
    en = p->en;
  }
  if (const text* own = words_under(own_.get(), key)) {
    vi = own->vi;
    en = own->en;
  }
  return {filled(vi, fillings, lang::vi), filled(en, fillings, lang::en)};
}

text phrase_book::label(std::string_view key, text otherwise) const {
  if (const text* own = words_under(own_.get(), key)) return *own;
  return otherwise;
}

checked<phrase_book> phrase_book::reworded(std::span<const rewording> words) const {
  diagnostics faults;
  for (const rewording& w : words) check(w, faults);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  table all = own_ != nullptr ? *own_ : table{};
  const auto put = [&all](const std::string& key, const text& t) {
    const auto at = place_of(all, key);
    if (at != all.end() && at->first == key)
      at->second = t;
    else
      all.insert(at, {key, t});
  };
  for (const rewording& w : words) {  // what the library says anyway is put only to undo a rewording below
    const phrase* own = find_phrase(w.key);
    if (own == nullptr || own->vi != w.words.vi || own->en != w.words.en || own_ != nullptr) put(w.key, w.words);
  }
  phrase_book out;
  if (!all.empty()) out.own_ = std::make_shared<const table>(std::move(all));
  return out;
}

}  // namespace dinh::inline v1

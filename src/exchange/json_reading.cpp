#include "json_reading.hpp"

#include <algorithm>

namespace dinh::inline v1::exchange {
namespace {

using nlohmann::json;

constexpr std::size_t longest_string = 4096;
constexpr std::size_t longest_array = 1'000'000;

/// Builds the document from the parser's events, so that depth, count and duplicate members are seen
/// while reading; nlohmann's own reader keeps the last of two members of one name without a word.
class document_builder : public nlohmann::json_sax<json> {
public:
  document_builder(std::string_view content, std::string_view file, json_limits limits)
      : content_{content}, file_{file}, limits_{limits} {}

  bool null() override { return put(json{}); }
  bool boolean(bool v) override { return put(json(v)); }
  bool number_integer(number_integer_t v) override { return put(json(v)); }
  bool number_unsigned(number_unsigned_t v) override { return put(json(v)); }
  bool number_float(number_float_t v, const string_t&) override { return put(json(v)); }
  bool string(string_t& v) override { return put(json(std::move(v))); }
  bool binary(binary_t&) override { return false; }  // no such thing in JSON text
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool key(string_t& k) override {
    key_ = std::move(k);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    std::size_t line = 1;
    std::size_t column = 1;
    // `position` counts the characters read, the last of which is the offending one.
    for (std::size_t i = 0; i + 1 < position && i < content_.size(); ++i) {
      if (content_[i] == '\n') {
        ++line;
        column = 1;
      } else {
        ++column;
      }
    }
    std::string reason = e.what();
    if (const auto cut = reason.find(": "); cut != std::string::npos) reason.erase(0, cut + 2);
    constexpr std::size_t longest_reason = 200;  // it quotes what was read, which may be anything
    if (reason.size() > longest_reason) {
      std::size_t end = longest_reason;
      while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xC0U) == 0x80U) --end;
      reason = reason.substr(0, end) + "…";
    }
    faults.error("json/syntax", file_ + ":" + std::to_string(line) + ":" + std::to_string(column),
                 {"Lỗi cú pháp JSON: " + reason + ".", "JSON syntax error: " + reason + "."},
                 {"Sửa văn bản tại dòng và cột đã nêu.", "Mend the text at that line and column."});
    return false;
  }

  json root;
  diagnostics faults;

private:
  struct level {
    json value;
    std::string key;  // under which the value goes into its parent
  };

  bool count() {
    if (++values_ <= limits_.values) return true;
    const std::string most = std::to_string(limits_.values);
    faults.error("json/too-many-values", file_,
                 {"Tệp có hơn " + most + " giá trị.", "The file holds more than " + most + " values."},
                 {"Chia tệp thành nhiều tệp nhỏ hơn.", "Split the file."});
    return false;
  }
  bool put(json v) {
    if (!count()) return false;
    if (open_.empty()) {
      root = std::move(v);
      return true;
    }
    attach(open_.back().value, std::move(key_), std::move(v));
    return true;
  }
  bool open(json v) {
    if (!count()) return false;
    if (open_.size() >= limits_.depth) {
      const std::string most = std::to_string(limits_.depth);
      faults.error(
          "json/too-deep", place(),
          {"Giá trị lồng nhau sâu hơn " + most + " mức.", "Values are nested deeper than " + most + " levels."},
          {"Bớt mức lồng nhau.", "Nest less."});
      return false;
    }
    open_.push_back({std::move(v), std::move(key_)});
    return true;
  }
  bool close() {
    level done = std::move(open_.back());
    open_.pop_back();
    if (open_.empty())
      root = std::move(done.value);
    else
      attach(open_.back().value, std::move(done.key), std::move(done.value));
    return true;
  }
  void attach(json& parent, std::string name, json v) {
    if (parent.is_array()) {
      parent.get_ref<json::array_t&>().push_back(std::move(v));
      return;
    }
    // A name that is there keeps its value and leaves `name` as it is.
    if (parent.get_ref<json::object_t&>().try_emplace(std::move(name), std::move(v)).second) return;
    faults.error("json/duplicate-member", pointer_to(place(), name),
                 {"Thành viên \"" + name + "\" xuất hiện hai lần.", "The member \"" + name + "\" occurs twice."},
                 {"Giữ lại một.", "Keep one of them."});
  }
  /// Pointer to the innermost open value.
  [[nodiscard]] std::string place() const {
    std::string out = file_ + "#";
    for (std::size_t i = 1; i < open_.size(); ++i) {
      const json& parent = open_[i - 1].value;
      out = parent.is_array() ? pointer_to(out, parent.size()) : pointer_to(out, open_[i].key);
    }
    return out;
  }

  std::string_view content_;
  std::string file_;
  json_limits limits_;
  std::size_t values_ = 0;
  std::vector<level> open_;
  std::string key_;
};

}  // namespace

checked<json> parse_json(std::string_view content, std::string_view file, json_limits limits) {
  if (content.size() > limits.bytes) {
    const std::string most = std::to_string(limits.bytes);
    return refuse("json/too-large", std::string{file},
                  {"Tệp lớn hơn " + most + " byte.", "The file is larger than " + most + " bytes."},
                  {"Chia tệp thành nhiều tệp nhỏ hơn.", "Split the file."});
  }
  document_builder builder{content, file, limits};
  const bool complete = json::sax_parse(content.begin(), content.end(), &builder);
  if (!complete && builder.faults.empty())
    return refuse("json/syntax", std::string{file}, {"Lỗi cú pháp JSON.", "JSON syntax error."});
  if (!builder.faults.empty()) return unexpected{std::move(builder.faults)};
  return std::move(builder.root);
}

std::string pointer_to(std::string_view parent, std::string_view member) {
  std::string out{parent};
  out += '/';
  for (const char c : member) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string pointer_to(std::string_view parent, std::size_t index) {
  return std::string{parent} + "/" + std::to_string(index);
}

std::optional<citation> parse_citation(std::string_view s) {
  const auto space = s.find(' ');
  const std::string_view instrument = s.substr(0, space);
  const std::string_view article = space == std::string_view::npos ? std::string_view{} : s.substr(space + 1);
  if (instrument.empty() || (space != std::string_view::npos && article.empty())) return std::nullopt;
  const bool has_control =
      std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
  if (has_control || article.find(' ') == 0) return std::nullopt;
  return citation{std::string{instrument}, std::string{article}};
}

object_reader::object_reader(const json& value, std::string where, diagnostics& faults)
    : root_{std::move(where)}, faults_{&faults} {
  take(value);
}

object_reader::object_reader(const json& value, const object_reader& parent, std::string_view member, std::size_t index)
    : parent_{&parent}, member_{member}, index_{index}, faults_{parent.faults_} {
  take(value);
}

void object_reader::take(const json& value) {
  if (value.is_object()) {
    object_ = &value;
    is_listed_ = value.size() <= most_listed;
    if (is_listed_)
      for (const auto& [name, v] : value.get_ref<const json::object_t&>()) listed_[listed_count_++] = {name, &v, false};
  } else {
    faults_->error("json/wrong-type", where(), {"Ở đây phải là một đối tượng {…}.", "An object {…} is needed here."});
  }
}

std::string object_reader::where() const {
  if (parent_ == nullptr) return root_;
  std::string out = pointer_to(parent_->where(), member_);
  return index_ == no_index ? out : pointer_to(out, index_);
}

void object_reader::remember(std::string_view member) {
  if (asked_count_ < asked_.size())
    asked_[asked_count_++] = member;
  else
    asked_more_.push_back(member);
}

std::vector<std::string_view> object_reader::asked() const {
  std::vector<std::string_view> out{asked_.begin(), asked_.begin() + static_cast<std::ptrdiff_t>(asked_count_)};
  out.insert(out.end(), asked_more_.begin(), asked_more_.end());
  return out;
}

const json* object_reader::raw(std::string_view member) {
  remember(member);
  if (object_ == nullptr) return nullptr;
  if (is_listed_) {
    for (std::size_t i = 0; i < listed_count_; ++i)
      if (listed_[i].name == member) {
        listed_[i].is_asked = true;
        return listed_[i].value;
      }
    return nullptr;
  }
  const auto it = object_->find(member);
  return it == object_->end() ? nullptr : &*it;
}

bool object_reader::has(std::string_view member) { return raw(member) != nullptr; }

bool object_reader::is_null(std::string_view member) {
  const json* v = raw(member);
  return v != nullptr && v->is_null();
}

const json* object_reader::member(std::string_view member, presence p) {
  const json* v = raw(member);
  if (v == nullptr && object_ != nullptr && p == presence::required) {
    const std::string name{member};
    faults_->error("json/missing-member", where(),
                   {"Thiếu thành viên \"" + name + "\".", "The member \"" + name + "\" is missing."},
                   {"Thêm \"" + name + "\".", "Add \"" + name + "\"."});
  }
  return v;
}

const json* object_reader::required_member(std::string_view name) { return member(name, presence::required); }

const json* object_reader::array(std::string_view name, presence p) {
  const json* v = member(name, p);
  if (v == nullptr) return nullptr;
  if (!v->is_array()) {
    wrong_type(name, {"một danh sách […]", "a list […]"});
    return nullptr;
  }
  if (v->size() > longest_array) {
    fault(name, "json/too-many-values",
          {"Danh sách dài hơn 1000000 phần tử.", "The list is longer than 1000000 elements."});
    return nullptr;
  }
  return v;
}
const json* object_reader::required_array(std::string_view name) { return array(name, presence::required); }
const json* object_reader::optional_array(std::string_view name) { return array(name, presence::optional); }

void object_reader::fault(std::string_view name, std::string code, text message, text remedy) {
  faults_->error(std::move(code), name.empty() ? where() : where(name), std::move(message), std::move(remedy));
}

void object_reader::wrong_type(std::string_view name, text wanted) {
  fault(name, "json/wrong-type", {"Ở đây phải là " + wanted.vi + ".", "Here must stand " + wanted.en + "."});
}

void object_reader::unknown_value(std::string_view name, const std::string& found, const std::string& known) {
  fault(name, "json/unknown-value", {"Không biết giá trị \"" + found + "\".", "Unknown value \"" + found + "\"."},
        {"Dùng một trong các giá trị: " + known + ".", "Use one of: " + known + "."});
}

const std::string* object_reader::read_string(std::string_view name, presence p) {
  const json* v = member(name, p);
  if (v == nullptr) return nullptr;
  if (!v->is_string()) {
    wrong_type(name, {"một chuỗi ký tự", "a string"});
    return nullptr;
  }
  const auto& s = v->get_ref<const std::string&>();
  if (s.empty() || s.size() > longest_string) {
    fault(name, "json/out-of-range",
          {"Chuỗi ký tự phải dài từ 1 đến 4096 byte.", "The string must have 1 to 4096 bytes."});
    return nullptr;
  }
  return &s;
}
std::string object_reader::string(std::string_view name) {
  const std::string* s = read_string(name, presence::required);
  return s == nullptr ? std::string{} : *s;
}
std::optional<std::string> object_reader::optional_string(std::string_view name) {
  const std::string* s = read_string(name, presence::optional);
  return s == nullptr ? std::nullopt : std::optional{*s};
}

namespace {

enum class integer_fault : std::uint8_t { none, wrong_type, out_of_range };

integer_fault to_integer(const json& v, integer_range range, std::int64_t& out) {
  if (!v.is_number_integer()) return integer_fault::wrong_type;
  if (v.is_number_unsigned()) {
    const auto u = v.get<std::uint64_t>();
    if (u > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return integer_fault::out_of_range;
    out = static_cast<std::int64_t>(u);
  } else {
    out = v.get<std::int64_t>();
  }
  return out < range.least || out > range.most ? integer_fault::out_of_range : integer_fault::none;
}

}  // namespace

std::optional<std::int64_t> object_reader::read_integer(std::string_view name, integer_range range, presence p) {
  const json* v = member(name, p);
  if (v == nullptr) return std::nullopt;
  std::int64_t out = 0;
  switch (to_integer(*v, range, out)) {
    case integer_fault::none:
      return out;
    case integer_fault::wrong_type:
      wrong_type(name, {"một số nguyên", "an integer"});
      return std::nullopt;
    case integer_fault::out_of_range:
      fault(
          name, "json/out-of-range",
          {"Số phải nằm trong khoảng từ " + std::to_string(range.least) + " đến " + std::to_string(range.most) + ".",
           "The number must lie between " + std::to_string(range.least) + " and " + std::to_string(range.most) + "."});
      return std::nullopt;
  }
  return std::nullopt;
}
std::int64_t object_reader::integer(std::string_view name, integer_range range) {
  return read_integer(name, range, presence::required).value_or(0);
}
std::optional<std::int64_t> object_reader::optional_integer(std::string_view name, integer_range range) {
  return read_integer(name, range, presence::optional);
}

std::optional<bool> object_reader::read_boolean(std::string_view name, presence p) {
  const json* v = member(name, p);
  if (v == nullptr) return std::nullopt;
  if (!v->is_boolean()) {
    wrong_type(name, {"true hoặc false", "true or false"});
    return std::nullopt;
  }
  return v->get<bool>();
}
bool object_reader::boolean(std::string_view name) { return read_boolean(name, presence::required).value_or(false); }
std::optional<bool> object_reader::optional_boolean(std::string_view name) {
  return read_boolean(name, presence::optional);
}

std::optional<date> object_reader::read_day(std::string_view name, presence p) {
  const std::string* s = read_string(name, p);
  if (s == nullptr) return std::nullopt;
  if (const auto d = parse_date(*s)) return *d;
  faults_->append(parse_date(*s, where(name)).error());
  return std::nullopt;
}
date object_reader::day(std::string_view name) {
  return read_day(name, presence::required).value_or(no_date());
}
std::optional<date> object_reader::optional_day(std::string_view name) { return read_day(name, presence::optional); }

validity object_reader::valid(std::string_view from, std::string_view until) {
  validity out;
  if (const auto d = read_day(from, presence::optional)) out.from = *d;
  if (const auto d = read_day(until, presence::optional)) out.until = *d;
  if (out.is_empty()) {
    fault(until, "json/empty-interval",
          {"Ngày hết hiệu lực " + to_text(out.until) + " không sau ngày có hiệu lực " + to_text(out.from) + ".",
           "The end " + to_text(out.until) + " does not lie after the beginning " + to_text(out.from) + "."},
          {"\"" + std::string{until} + "\" là ngày đầu tiên không còn hiệu lực.",
           "\"" + std::string{until} + "\" is the first day on which it no longer holds."});
    return validity{};
  }
  return out;
}

std::optional<citation> object_reader::read_citation(std::string_view name, presence p) {
  const std::string* s = read_string(name, p);
  if (s == nullptr) return std::nullopt;
  auto c = parse_citation(*s);
  if (!c)
    fault(name, "json/malformed-citation",
          {"\"" + *s + "\" không phải là viện dẫn.", "\"" + *s + "\" is not a citation."},
          {"Viết số hiệu văn bản, dấu cách, điều khoản: \"10/2022/QH15 21(1)\".",
           "Write the instrument, a space and the article: \"10/2022/QH15 21(1)\"."});
  return c;
}
citation object_reader::cite(std::string_view name) {
  return read_citation(name, presence::required).value_or(citation{});
}
std::optional<citation> object_reader::optional_cite(std::string_view name) {
  return read_citation(name, presence::optional);
}

std::optional<evidence> object_reader::read_evidence(std::string_view name, presence p) {
  const std::string* s = read_string(name, p);
  if (s == nullptr) return std::nullopt;
  const auto e = s->size() == 1 ? evidence_from(s->front()) : std::nullopt;
  if (!e) unknown_value(name, *s, "T, S, M");
  return e;
}
evidence object_reader::known_by(std::string_view name) {
  return read_evidence(name, presence::required).value_or(evidence::memory);
}
std::optional<evidence> object_reader::optional_known_by(std::string_view name) {
  return read_evidence(name, presence::optional);
}

std::optional<text> object_reader::read_words(std::string_view name, presence p) {
  const json* v = member(name, p);
  if (v == nullptr) return std::nullopt;
  object_reader inner{*v, *this, name};
  if (!inner.is_object()) return std::nullopt;
  text out{inner.string("vi"), inner.string("en")};
  inner.finish();
  return out;
}
text object_reader::words(std::string_view name) { return read_words(name, presence::required).value_or(text{}); }
std::optional<text> object_reader::optional_words(std::string_view name) {
  return read_words(name, presence::optional);
}

std::optional<std::vector<std::string>> object_reader::read_strings(std::string_view name, presence p) {
  const json* list = array(name, p);
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> out;
  out.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i) {
    const json& v = (*list)[i];
    if (!v.is_string() || v.get_ref<const std::string&>().size() > longest_string) {
      faults_->error("json/wrong-type", pointer_to(where(name), i),
                     {"Ở đây phải là một chuỗi ký tự không dài hơn 4096 byte.",
                      "Here must stand a string of at most 4096 bytes."});
      continue;
    }
    out.push_back(v.get<std::string>());
  }
  return out;
}
std::vector<std::string> object_reader::strings(std::string_view name) {
  return read_strings(name, presence::required).value_or(std::vector<std::string>{});
}
std::optional<std::vector<std::string>> object_reader::optional_strings(std::string_view name) {
  return read_strings(name, presence::optional);
}

std::optional<std::vector<std::int64_t>> object_reader::optional_integers(std::string_view name, integer_range range) {
  const json* list = optional_array(name);
  if (list == nullptr) return std::nullopt;
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    std::int64_t n = 0;
    if (to_integer((*list)[i], range, n) != integer_fault::none) {
      faults_->error(
          "json/out-of-range", pointer_to(where(name), i),
          {"Ở đây phải là số nguyên từ " + std::to_string(range.least) + " đến " + std::to_string(range.most) + ".",
           "Here must stand an integer between " + std::to_string(range.least) + " and " + std::to_string(range.most) +
               "."});
      continue;
    }
    out.push_back(n);
  }
  return out;
}

void object_reader::finish() {
  if (object_ == nullptr) return;
  const auto is_asked = [](const member_of& m) { return m.is_asked; };
  if (is_listed_ && std::all_of(listed_.begin(), listed_.begin() + static_cast<std::ptrdiff_t>(listed_count_), is_asked)) return;
  const std::vector<std::string_view> all = asked();
  std::string known;  // put together at the first unknown member
  for (const auto& [name, value] : object_->items()) {
    if (std::find(all.begin(), all.end(), name) != all.end()) continue;
    if (known.empty())
      for (auto a = all.begin(); a != all.end(); ++a)
        if (std::find(all.begin(), a, *a) == a) known += (known.empty() ? "" : ", ") + std::string{*a};
    fault(name, "json/unknown-member", {"Không biết thành viên \"" + name + "\".", "Unknown member \"" + name + "\"."},
          {"Các thành viên có thể dùng: " + known + ".", "Known members: " + known + "."});
  }
}

}  // namespace dinh::inline v1::exchange

#include <dinh/base/utf8.hpp>
#include <dinh/docket/event_text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t most_line = std::size_t{1} << 20U;
constexpr std::size_t most_field = std::size_t{64} << 10U;
constexpr std::size_t most_items = 1000;

constexpr std::array<std::pair<char, char>, 6> escapes{
    {{'\\', '\\'}, {'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}, {';', ':'}, {'=', '-'}}};

bool is_special(char c) noexcept {
  return std::any_of(escapes.begin(), escapes.end(), [c](const auto& e) { return e.first == c; });
}
/// Printable ASCII, which needs no further look at its characters.
bool is_printable_ascii(std::string_view s) noexcept {
  return std::all_of(s.begin(), s.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

void escape(std::string& out, std::string_view field) {
  if (std::none_of(field.begin(), field.end(), is_special)) {
    out += field;
    return;
  }
  for (const char c : field) {
    const auto at = std::find_if(escapes.begin(), escapes.end(), [c](const auto& e) { return e.first == c; });
    if (at == escapes.end()) {
      out += c;
    } else {
      out += '\\';
      out += at->second;
    }
  }
}

void check_field(diagnostics& faults, const std::string& where, std::string_view name, std::string_view value) {
  if (value.size() <= most_field && is_printable_ascii(value)) return;
  const std::string called = "\"" + std::string{name} + "\"";
  if (value.size() > most_field)
    faults.error("event/too-long", where,
                 {"Trường " + called + " dài hơn 64 KiB.", "The field " + called + " is longer than 64 KiB."},
                 {"Lưu văn bản ở nơi khác và ghi mã của nó.", "Keep the text elsewhere and record its reference."});
  if (!is_utf8(value)) {
    faults.error("event/not-utf8", where,
                 {"Trường " + called + " không phải UTF-8.", "The field " + called + " is not UTF-8."},
                 {"Chuyển văn bản sang UTF-8.", "Convert the text to UTF-8."});
  } else if (std::any_of(value.begin(), value.end(), [](char c) {
               const auto u = static_cast<unsigned char>(c);
               return (u < 0x20 && c != '\t' && c != '\n' && c != '\r') || u == 0x7F;
             })) {
    faults.error("event/control-character", where,
                 {"Trường " + called + " có ký tự điều khiển.", "The field " + called + " has a control character."},
                 {"Chỉ giữ tab và xuống dòng.", "Of these only tabs and line breaks can be written."});
  }
}

// Undoes `escape`; false if the spelling is another.
bool unescape(std::string_view field, std::string& out) {
  if (std::none_of(field.begin(), field.end(), is_special)) {
    out = field;
    return true;
  }
  out.clear();
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (c == '\\') {
      if (++i == field.size()) return false;
      const auto at = std::find_if(escapes.begin(), escapes.end(), [&](const auto& e) { return e.second == field[i]; });
      if (at == escapes.end()) return false;
      out += at->first;
    } else if (is_special(c)) {
      return false;
    } else {
      out += c;
    }
  }
  return true;
}

/// Calls `take` with each part between separators until it returns false; an empty text has one empty part.
template <class Take>
void each_part(std::string_view s, char separator, Take&& take) {
  for (;;) {
    const auto at = s.find(separator);
    if (!take(s.substr(0, at)) || at == std::string_view::npos) return;
    s.remove_prefix(at + 1);
  }
}

}  // namespace

std::string to_text(const event& e) {
  std::string out = "e1";
  if (e.kind != event_kind::act || !e.subject.empty()) {
    out = "e2\t";
    out += name_of(e.kind);
    out += '\t';
    escape(out, e.subject);
  }
  for (const std::string* f : {&e.id, &e.case_key, &e.procedure, &e.unit, &e.step, &e.branch}) {
    out += '\t';
    escape(out, *f);
  }
  out += '\t' + to_text(e.occurred_on) + '\t' + to_text(e.recorded_on) + '\t';
  escape(out, e.by);
  out += '\t';
  for (std::size_t i = 0; i < e.facts.size(); ++i) {
    if (i > 0) out += ';';
    escape(out, e.facts[i].name);
    out += '=';
    escape(out, e.facts[i].value);
  }
  out += '\t';
  for (std::size_t i = 0; i < e.evidence.size(); ++i) {
    if (i > 0) out += ';';
    escape(out, e.evidence[i]);
  }
  return out;
}

diagnostics check_text(const event& e, std::string where) {
  diagnostics faults;
  const auto required = [&](const std::string& value, const char* code, const char* vi, const char* en) {
    if (value.empty()) faults.error(code, where, {vi, en}, {"Bổ sung trường này.", "Fill in that field."});
  };
  required(e.id, "event/no-id", "Sự kiện không có mã.", "The event has no id.");
  required(e.case_key, "event/no-case", "Sự kiện không ghi hồ sơ.", "The event names no case.");
  if (e.kind == event_kind::act || e.kind == event_kind::extended || e.kind == event_kind::corrected)
    required(e.step, "event/no-step", "Sự kiện không ghi bước.", "The event names no step.");
  if (e.kind == event_kind::extended || e.kind == event_kind::corrected || e.kind == event_kind::annulled ||
      e.kind == event_kind::joined)
    required(e.subject, "event/no-subject", "Sự kiện loại này phải ghi đối tượng (subject).",
             "An event of this kind must name its subject.");
  if (e.kind == event_kind::referred)
    required(e.unit, "event/no-unit", "Sự kiện không ghi đơn vị nhận.", "The event names no unit that takes over.");
  constexpr std::array<std::string_view, 8> names{"id", "case", "procedure", "unit", "step", "branch", "by", "subject"};
  const std::array<const std::string*, 8> fields{&e.id,   &e.case_key, &e.procedure, &e.unit,
                                                 &e.step, &e.branch,   &e.by,        &e.subject};
  for (std::size_t i = 0; i < names.size(); ++i) check_field(faults, where, names[i], *fields[i]);
  if (e.occurred_on.is_special() || e.recorded_on.is_special())
    faults.error("event/no-such-day", where, {"Sự kiện thiếu ngày.", "The event lacks a day."},
                 {"Ghi ngày xảy ra và ngày ghi nhận.", "Give the day on which it occurred and the one on which it was recorded."});
  if (e.facts.size() > most_items || e.evidence.size() > most_items)
    faults.error("event/too-many", where,
                 {"Sự kiện có quá 1000 dữ kiện hoặc tài liệu.", "The event has more than 1000 facts or references."},
                 {"Chia thành nhiều sự kiện.", "Split it into several events."});
  for (std::size_t i = 0; i < e.facts.size(); ++i) {
    check_field(faults, where, "facts", e.facts[i].name);
    check_field(faults, where, "facts", e.facts[i].value);
    if (e.facts[i].name.empty() || (i > 0 && !(e.facts[i - 1].name < e.facts[i].name)))
      faults.error("event/facts-unordered", where,
                   {"Dữ kiện phải có tên, xếp theo tên và không trùng.", "Facts need names, in order and each once."},
                   {"Đặt tên cho mỗi dữ kiện, xếp theo tên, bỏ tên trùng.", "Name every fact, sort them by name, keep one of each name."});
  }
  for (const auto& r : e.evidence) {
    check_field(faults, where, "evidence", r);
    if (r.empty())
      faults.error("event/empty-reference", where,
                   {"Có tài liệu không ghi gì.", "A reference to a document is empty."},
                   {"Ghi mã tài liệu hoặc bỏ mục đó.", "Name the document or leave it out."});
  }
  return faults;
}

namespace {

diagnostics fault(const char* code, const std::string& where, text message, text remedy) {
  return diagnostic{severity::error, code, where, std::move(message), std::move(remedy)};
}

text restore_line() {
  return {"Khôi phục dòng từ bản sao, hoặc ghi lại sự kiện.", "Restore the line from a copy, or record the event again."};
}

std::string all_kinds() {
  std::string out;
  for (auto k = event_kind::act; k <= event_kind::referred; k = static_cast<event_kind>(static_cast<std::uint8_t>(k) + 1))
    out += (out.empty() ? "" : ", ") + std::string{name_of(k)};
  return out;
}

/// Into an event without anything.
diagnostics read_event(std::string_view line, const std::string& where, event& e) {
  if (line.size() > most_line)
    return fault("event/too-long", where, {"Dòng dài hơn 1 MiB.", "The line is longer than 1 MiB."}, restore_line());
  std::array<std::string_view, 14> fields;
  std::size_t count = 0;
  each_part(line, '\t', [&](std::string_view part) {
    if (count < fields.size()) fields[count] = part;
    ++count;
    return true;
  });
  if (fields[0] != "e1" && fields[0] != "e2" && count >= 12)
    return fault("event/version", where,
                 {"Không đọc được phiên bản này của sự kiện.", "This version of an event cannot be read."},
                 {"Dùng phiên bản thư viện mới hơn.", "Use a newer version of the library."});
  const std::size_t extra = fields[0] == "e2" ? 2 : 0;  // kind and subject come first
  if (const std::size_t wanted = 12 + extra; count != wanted)
    return fault("event/fields", where,
                 {"Cần " + std::to_string(wanted) + " trường cách nhau bằng tab, có " + std::to_string(count) + ".",
                  std::to_string(wanted) + " fields separated by tabs are needed, there are " + std::to_string(count) + "."},
                 restore_line());
  diagnostics faults;
  const auto plain = [&](std::size_t at, std::string& out) {
    if (!unescape(fields[at], out))
      faults.error("event/escape", where,
                   {"Trường thứ " + std::to_string(at + 1) + " viết sai quy cách.",
                    "Field " + std::to_string(at + 1) + " is not spelt as it should be."},
                   restore_line());
  };
  if (extra != 0) {
    const auto kind = event_kind_from(fields[1]);
    if (!kind)
      faults.error("event/unknown-kind", where,
                   {"Không có loại sự kiện \"" + std::string{fields[1]} + "\".",
                    "There is no kind of event \"" + std::string{fields[1]} + "\"."},
                   {"Các loại: " + all_kinds() + ".", "The kinds are: " + all_kinds() + "."});
    e.kind = kind.value_or(event_kind::act);
    plain(2, e.subject);
  }
  plain(extra + 1, e.id);
  plain(extra + 2, e.case_key);
  plain(extra + 3, e.procedure);
  plain(extra + 4, e.unit);
  plain(extra + 5, e.step);
  plain(extra + 6, e.branch);
  const auto day = [&](std::size_t at, date& out) {
    auto read = parse_date(fields[at], where);
    if (read)
      out = *read;
    else
      faults.append(std::move(read).error());
  };
  day(extra + 7, e.occurred_on);
  day(extra + 8, e.recorded_on);
  plain(extra + 9, e.by);
  if (!fields[extra + 10].empty())
    each_part(fields[extra + 10], ';', [&](std::string_view part) {
      const auto sign = part.find('=');
      fact f;
      if (sign == std::string_view::npos || !unescape(part.substr(0, sign), f.name) ||
          !unescape(part.substr(sign + 1), f.value)) {
        faults.error("event/escape", where, {"Dữ kiện viết sai quy cách.", "A fact is not spelt as it should be."},
                     restore_line());
        return false;
      }
      e.facts.push_back(std::move(f));
      return true;
    });
  if (!fields[extra + 11].empty())
    each_part(fields[extra + 11], ';', [&](std::string_view part) {
      std::string r;
      if (!unescape(part, r)) {
        faults.error("event/escape", where,
                     {"Tài liệu viết sai quy cách.", "A reference is not spelt as it should be."}, restore_line());
        return false;
      }
      e.evidence.push_back(std::move(r));
      return true;
    });
  if (!faults.has_errors()) faults.append(check_text(e, where));
  if (faults.has_errors()) return faults;
  // All else has one spelling: fields are unescaped strictly, dates have ten characters.
  if (extra != 0 && e.kind == event_kind::act && e.subject.empty())
    return fault("event/not-canonical", where,
                 {"Dòng không viết theo cách duy nhất.", "The line is not in its one spelling."}, restore_line());
  return {};
}

}  // namespace

checked<event> parse_event(std::string_view line, std::string where) {
  checked<event> out{event{}};
  if (diagnostics faults = read_event(line, where, *out); faults.has_errors()) out = unexpected{std::move(faults)};
  return out;  // made in place: an event is large
}

}  // namespace dinh::inline v1

#include <dinh/base/utf8.hpp>
#include <dinh/docket/event_text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t most_line = std::size_t{1} << 20U;
constexpr std::size_t most_field = std::size_t{64} << 10U;
constexpr std::size_t most_items = 1000;

constexpr std::array<std::pair<char, char>, 6> escapes{
    {{'\\', '\\'}, {'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}, {';', ':'}, {'=', '-'}}};

void escape(std::string& out, std::string_view field) {
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
  const std::string called = "\"" + std::string{name} + "\"";
  if (value.size() > most_field)
    faults.error("event/too-long", where, {"Trường " + called + " quá dài.", "The field " + called + " is too long."});
  if (!is_utf8(value)) {
    faults.error("event/not-utf8", where,
                 {"Trường " + called + " không phải UTF-8.", "The field " + called + " is not UTF-8."});
  } else if (std::any_of(value.begin(), value.end(), [](char c) {
               const auto u = static_cast<unsigned char>(c);
               return (u < 0x20 && c != '\t' && c != '\n' && c != '\r') || u == 0x7F;
             })) {
    faults.error("event/control-character", where,
                 {"Trường " + called + " có ký tự điều khiển.", "The field " + called + " has a control character."});
  }
}

// Undoes `escape`; false if the spelling is another.
bool unescape(std::string_view field, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (c == '\\') {
      if (++i == field.size()) return false;
      const auto at = std::find_if(escapes.begin(), escapes.end(), [&](const auto& e) { return e.second == field[i]; });
      if (at == escapes.end()) return false;
      out += at->first;
    } else if (c == ';' || c == '=') {
      return false;
    } else {
      out += c;
    }
  }
  return true;
}

std::vector<std::string_view> split(std::string_view s, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = s.find(separator);
    parts.push_back(s.substr(0, at));
    if (at == std::string_view::npos) return parts;
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
  const auto required = [&](const std::string& value, std::string code, text message) {
    if (value.empty()) faults.error(std::move(code), where, std::move(message));
  };
  required(e.id, "event/no-id", {"Sự kiện không có mã.", "The event has no id."});
  required(e.case_key, "event/no-case", {"Sự kiện không ghi hồ sơ.", "The event names no case."});
  if (e.kind == event_kind::act || e.kind == event_kind::extended || e.kind == event_kind::corrected)
    required(e.step, "event/no-step", {"Sự kiện không ghi bước.", "The event names no step."});
  if (e.kind == event_kind::extended || e.kind == event_kind::corrected || e.kind == event_kind::annulled ||
      e.kind == event_kind::joined)
    required(e.subject, "event/no-subject",
             {"Sự kiện loại này phải ghi đối tượng (subject).", "An event of this kind must name its subject."});
  if (e.kind == event_kind::referred)
    required(e.unit, "event/no-unit", {"Sự kiện không ghi đơn vị nhận.", "The event names no unit that takes over."});
  constexpr std::array<std::string_view, 8> names{"id", "case", "procedure", "unit", "step", "branch", "by", "subject"};
  const std::array<const std::string*, 8> fields{&e.id,   &e.case_key, &e.procedure, &e.unit,
                                                 &e.step, &e.branch,   &e.by,        &e.subject};
  for (std::size_t i = 0; i < names.size(); ++i) check_field(faults, where, names[i], *fields[i]);
  if (e.occurred_on.is_special() || e.recorded_on.is_special())
    faults.error("event/no-such-day", where, {"Sự kiện thiếu ngày.", "The event lacks a day."});
  if (e.facts.size() > most_items || e.evidence.size() > most_items)
    faults.error("event/too-many", where,
                 {"Sự kiện có quá 1000 dữ kiện hoặc tài liệu.", "The event has more than 1000 facts or references."});
  for (std::size_t i = 0; i < e.facts.size(); ++i) {
    check_field(faults, where, "facts", e.facts[i].name);
    check_field(faults, where, "facts", e.facts[i].value);
    if (e.facts[i].name.empty() || (i > 0 && !(e.facts[i - 1].name < e.facts[i].name)))
      faults.error("event/facts-unordered", where,
                   {"Dữ kiện phải có tên, xếp theo tên và không trùng.", "Facts need names, in order and each once."},
                   {"Xếp các dữ kiện theo tên.", "Sort the facts by name."});
  }
  for (const auto& r : e.evidence) {
    check_field(faults, where, "evidence", r);
    if (r.empty())
      faults.error("event/empty-reference", where,
                   {"Có tài liệu không ghi gì.", "A reference to a document is empty."});
  }
  return faults;
}

checked<event> parse_event(std::string_view line, std::string where) {
  if (line.size() > most_line)
    return refuse("event/too-long", std::move(where), {"Dòng quá dài.", "The line is too long."});
  const auto fields = split(line, '\t');
  if (fields[0] != "e1" && fields[0] != "e2" && fields.size() >= 12)
    return refuse("event/version", std::move(where),
                  {"Không đọc được phiên bản này của sự kiện.", "This version of an event cannot be read."},
                  {"Dùng phiên bản thư viện mới hơn.", "Use a newer version of the library."});
  const std::size_t extra = fields[0] == "e2" ? 2 : 0;  // kind and subject come first
  if (const std::size_t wanted = 12 + extra; fields.size() != wanted)
    return refuse("event/fields", std::move(where),
                  {"Cần " + std::to_string(wanted) + " trường cách nhau bằng tab, có " + std::to_string(fields.size()) + ".",
                   std::to_string(wanted) + " fields separated by tabs are needed, there are " +
                       std::to_string(fields.size()) + "."});
  diagnostics faults;
  event e;
  const auto plain = [&](std::size_t at, std::string& out) {
    if (!unescape(fields[at], out))
      faults.error("event/escape", where,
                   {"Trường thứ " + std::to_string(at + 1) + " viết sai quy cách.",
                    "Field " + std::to_string(at + 1) + " is not spelt as it should be."});
  };
  if (extra != 0) {
    const auto kind = event_kind_from(fields[1]);
    if (!kind)
      faults.error("event/unknown-kind", where,
                   {"Không có loại sự kiện \"" + std::string{fields[1]} + "\".",
                    "There is no kind of event \"" + std::string{fields[1]} + "\"."});
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
    for (const auto part : split(fields[extra + 10], ';')) {
      const auto sign = part.find('=');
      fact f;
      if (sign == std::string_view::npos || !unescape(part.substr(0, sign), f.name) ||
          !unescape(part.substr(sign + 1), f.value)) {
        faults.error("event/escape", where, {"Dữ kiện viết sai quy cách.", "A fact is not spelt as it should be."});
        break;
      }
      e.facts.push_back(std::move(f));
    }
  if (!fields[extra + 11].empty())
    for (const auto part : split(fields[extra + 11], ';')) {
      std::string r;
      if (!unescape(part, r)) {
        faults.error("event/escape", where,
                     {"Tài liệu viết sai quy cách.", "A reference is not spelt as it should be."});
        break;
      }
      e.evidence.push_back(std::move(r));
    }
  if (!faults.has_errors()) faults.append(check_text(e, where));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (to_text(e) != line)
    return refuse("event/not-canonical", std::move(where),
                  {"Dòng không viết theo cách duy nhất.", "The line is not in its one spelling."});
  return e;
}

}  // namespace dinh::inline v1

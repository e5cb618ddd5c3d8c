#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/events_csv.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace dinh::inline v1 {

namespace {

enum column : std::size_t {
  id,
  case_key,
  law,
  unit_key,
  step_key,
  branch_code,
  occurred,
  recorded,
  by_whom,
  facts,
  refs
};
constexpr std::array<std::string_view, 11> columns{
    "id", "case", "procedure", "unit", "step", "branch", "occurred_on", "recorded_on", "by", "facts", "evidence"};

struct row {
  std::size_t line = 0;
  std::vector<std::string> fields;
};

// Cuts the text into rows of fields; faults of the syntax are collected and the reading goes on with the next line.
class cutter {
public:
  cutter(csv_source from, csv_limits limits, diagnostics& faults) : from_{from}, limits_{limits}, faults_{faults} {}

  std::vector<row> run() {
    std::vector<row> rows;
    std::string_view rest = from_.content;
    if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
    while (!rest.empty() && rest.front() == '#') {
      const auto end = rest.find('\n');
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++line_;
    }
    text_ = rest;
    while (at_ < text_.size()) {
      row r = next();
      if (r.fields.size() == 1 && r.fields[0].empty()) continue;
      if (rows.size() > limits_.rows) {
        fault(r.line, 1, "csv/too-many-rows", {"Tệp có quá nhiều dòng.", "The file has too many rows."});
        break;
      }
      rows.push_back(std::move(r));
    }
    return rows;
  }

  void fault(std::size_t line, std::size_t field, std::string code, text message, text remedy = {}) {
    faults_.error(std::move(code), std::string{from_.file} + ":" + std::to_string(line) + ":" + std::to_string(field),
                  std::move(message), std::move(remedy));
  }

private:
  row next() {
    row r;
    r.line = line_;
    for (;;) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') {
        const bool closed = quoted(field);
        const bool more = at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r';
        if (!closed) {
          fault(r.line, r.fields.size() + 1, "csv/open-quote", {"Dấu ngoặc kép không đóng.", "A quote is not closed."});
        } else if (more) {
          fault(r.line, r.fields.size() + 1, "csv/text-after-quote",
                {"Có chữ sau dấu ngoặc kép đóng.", "There is text after the closing quote."});
          while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
        }
      } else {
        const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
        field = text_.substr(at_, end - at_);
        at_ = end;
        if (at_ == text_.size() || text_[at_] == '\n')
          if (!field.empty() && field.back() == '\r') field.pop_back();
      }
      if (field.size() > limits_.field_bytes) {
        fault(r.line, r.fields.size() + 1, "csv/field-too-long", {"Ô quá dài.", "The field is too long."});
        field.clear();
      }
      r.fields.push_back(std::move(field));
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ >= text_.size()) return r;
      if (text_[at_++] == '\n') {
        ++line_;
        return r;
      }
    }
  }

  bool quoted(std::string& out) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          ++at_;
        } else {
          ++at_;
          return true;
        }
      } else if (text_[at_] == '\n') {
        ++line_;
      }
      out += text_[at_];
    }
    return false;
  }

  csv_source from_;
  csv_limits limits_;
  diagnostics& faults_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

std::vector<std::string> parts_of(std::string_view s) {
  std::vector<std::string> out;
  if (s.empty()) return out;
  for (;;) {
    const auto end = s.find(';');
    out.emplace_back(s.substr(0, end));
    if (end == std::string_view::npos) return out;
    s.remove_prefix(end + 1);
  }
}

}  // namespace

checked<std::vector<event>> read_events(csv_source from, csv_limits limits) {
  diagnostics faults;
  cutter cut{from, limits, faults};
  if (from.content.size() > limits.bytes) {
    cut.fault(1, 1, "csv/too-large", {"Tệp quá lớn.", "The file is too large."});
    return unexpected{std::move(faults)};
  }
  auto rows = cut.run();
  if (rows.empty()) {
    cut.fault(1, 1, "csv/no-header", {"Tệp không có dòng tên cột.", "The file has no header."});
    return unexpected{std::move(faults)};
  }
  std::array<std::size_t, columns.size()> place{};
  place.fill(columns.size());
  const auto& header = rows.front();
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const auto at = std::find(columns.begin(), columns.end(), header.fields[i]);
    const std::string name = "\"" + header.fields[i] + "\"";
    if (at == columns.end()) {
      cut.fault(header.line, i + 1, "csv/unknown-column",
                {"Không rõ cột " + name + ".", "The column " + name + " is not known."});
      continue;
    }
    auto& p = place[static_cast<std::size_t>(at - columns.begin())];
    if (p != columns.size())
      cut.fault(header.line, i + 1, "csv/duplicate-column",
                {"Cột " + name + " có hai lần.", "The column " + name + " is there twice."});
    p = i;
  }
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (place[c] == columns.size())
      cut.fault(header.line, 1, "csv/missing-column",
                {"Thiếu cột \"" + std::string{columns[c]} + "\".",
                 "The column \"" + std::string{columns[c]} + "\" is missing."});
  if (faults.has_errors()) return unexpected{std::move(faults)};

  std::vector<event> out;
  std::unordered_set<std::string> ids;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const row& line = rows[r];
    if (line.fields.size() != header.fields.size()) {
      cut.fault(line.line, line.fields.size(), "csv/wrong-number-of-fields",
                {"Cần " + std::to_string(header.fields.size()) + " ô, có " + std::to_string(line.fields.size()) + ".",
                 std::to_string(header.fields.size()) + " fields are needed, there are " +
                     std::to_string(line.fields.size()) + "."});
      continue;
    }
    const auto field = [&](column c) -> const std::string& { return line.fields[place[c]]; };
    const auto bad = [&](column c, std::string code, text message, text remedy = {}) {
      cut.fault(line.line, place[c] + 1, std::move(code), std::move(message), std::move(remedy));
    };
    event e;
    e.id = field(column::id);
    e.case_key = field(case_key);
    e.procedure = field(law);
    e.unit = field(unit_key);
    e.step = field(step_key);
    e.branch = field(branch_code);
    e.by = field(by_whom);
    for (const column c : {column::id, case_key, step_key})
      if (field(c).empty()) bad(c, "csv/empty-field", {"Ô này không được để trống.", "This field must not be empty."});
    if (!e.id.empty() && !ids.insert(e.id).second)
      bad(column::id, "csv/id-twice", {"Mã sự kiện có hai lần.", "The id of the event is there twice."},
          {"Đặt mã khác.", "Give it another id."});
    const auto day = [&](column c, date& into) {
      auto read = parse_date(field(c));
      if (read) {
        into = *read;
        return;
      }
      for (const auto& d : read.error()) bad(c, d.code, d.message, d.remedy);
    };
    day(occurred, e.occurred_on);
    day(recorded, e.recorded_on);
    for (const auto& part : parts_of(field(facts))) {
      const auto sign = part.find('=');
      if (sign == std::string::npos || sign == 0) {
        bad(facts, "csv/bad-value",
            {"\"" + part + "\" không phải tên=giá trị.", "\"" + part + "\" is not name=value."});
        continue;
      }
      e.facts.push_back({part.substr(0, sign), part.substr(sign + 1)});
    }
    std::sort(e.facts.begin(), e.facts.end());
    for (std::size_t i = 1; i < e.facts.size(); ++i)
      if (e.facts[i].name == e.facts[i - 1].name)
        bad(facts, "csv/bad-value",
            {"\"" + e.facts[i].name + "\" có hai lần.", "\"" + e.facts[i].name + "\" is there twice."});
    for (auto& part : parts_of(field(refs))) {
      if (part.empty())
        bad(refs, "csv/bad-value", {"Có tài liệu không ghi gì.", "A reference is empty."});
      else
        e.evidence.push_back(std::move(part));
    }
    // What a journal could not keep is refused here, where its place is known.
    for (const auto& d : check_text(e))
      if (d.code == "event/not-utf8" || d.code == "event/control-character")
        bad(column::id, d.code == "event/not-utf8" ? "csv/not-utf8" : "csv/bad-value", d.message, d.remedy);
    out.push_back(std::move(e));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

std::string write_events(const std::vector<event>& events) {
  std::string out;
  for (const auto c : columns) {
    if (!out.empty()) out += ',';
    out += c;
  }
  out += '\n';
  const auto put = [&](std::string_view s) {
    if (s.find_first_of(",\"\n\r#") == std::string_view::npos) {
      out += s;
    } else {
      out += '"';
      for (const char c : s) {
        if (c == '"') out += '"';
        out += c;
      }
      out += '"';
    }
  };
  for (const auto& e : events) {
    std::string all_facts;
    for (const auto& f : e.facts) all_facts += (all_facts.empty() ? "" : ";") + f.name + "=" + f.value;
    std::string all_refs;
    for (const auto& r : e.evidence) all_refs += (all_refs.empty() ? "" : ";") + r;
    const std::array<std::string, columns.size()> fields{
        e.id, e.case_key, e.procedure, e.unit, e.step, e.branch, to_text(e.occurred_on), to_text(e.recorded_on),
        e.by, all_facts,  all_refs};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out += ',';
      put(fields[i]);
    }
    out += '\n';
  }
  return out;
}

}  // namespace dinh::inline v1

#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/receipt.hpp>
#include <dinh/version.hpp>

#include "hashing.hpp"
#include "json_reading.hpp"
#include "no_calendar.hpp"
#include "receipt_questions.hpp"

#include <array>
#include <optional>
#include <utility>

namespace dinh::inline v1 {
namespace {

using exchange::sha256;
using nlohmann::json;

constexpr std::string_view receipt_format = "dinh-receipt/1";
constexpr exchange::json_limits receipt_limits{.bytes = std::size_t{1} << 20U, .depth = 24, .values = 100'000};

struct part {
  const char* name;
  json_value receipt::*member;
  const char* changed;
  text words;
};
const std::array<part, 4>& receipt_parts() {
  static const std::array<part, 4> all{
      {{"inputs", &receipt::inputs, "receipt/inputs-changed", {"Đầu vào", "The inputs"}},
       {"pack", &receipt::pack, "receipt/pack-changed", {"Dấu của gói quy tắc", "The stamp of the pack"}},
       {"calendars", &receipt::calendars, "receipt/calendars-changed", {"Dấu của lịch", "The stamp of the calendar"}},
       {"result", &receipt::result, "receipt/result-changed", {"Kết quả", "The result"}}}};
  return all;
}

std::string library_version() {
  return std::to_string(DINH_VERSION_MAJOR) + "." + std::to_string(DINH_VERSION_MINOR) + "." +
         std::to_string(DINH_VERSION_PATCH);
}

checked<json_value> stamp_of(const pack& p) {
  auto hash = p.hash();
  if (!hash) return unexpected{std::move(hash).error()};
  json_value::array layers;
  for (const pack_layer& l : p.layers())
    layers.push_back(json_value{{"id", l.id}, {"version", l.version}, {"hash", l.hash}});
  return json_value{{"id", p.id()}, {"version", p.version()}, {"hash", *std::move(hash)}, {"layers", std::move(layers)}};
}

checked<json_value> stamp_of_calendars(const pack& p, const std::vector<std::string>& ids) {
  json_value::array out;
  for (const std::string& id : ids) {
    const work_calendar* c = p.find_calendar(id);
    if (c == nullptr) return unexpected{diagnostics{exchange::no_calendar(p, id, "receipt/no-answer", id)}};
    auto hash = sha256(std::string_view{write_calendar(*c)});
    if (!hash) return unexpected{std::move(hash).error()};
    json_value::array notices;
    for (const notice_stamp& n : p.notices())
      if (n.calendar == id || n.calendar == p.days_off_source(id)) notices.push_back(to_text(n.decision, lang::en));
    out.push_back(json_value{{"id", id}, {"hash", *std::move(hash)}, {"notices", std::move(notices)}});
  }
  return json_value{std::move(out)};
}

checked<receipt> made(const pack& p, std::string question, json_value inputs) {
  receipt out;
  // computed from the inputs as they will be read back, and from nothing else
  const auto written = to_canonical(inputs);
  if (!written) return unexpected{written.error()};
  const auto parsed = exchange::parse_json(*written, "inputs", receipt_limits);
  if (!parsed) return unexpected{parsed.error()};
  auto answer = exchange::recompute(question, *parsed, "inputs#", p);
  if (!answer) return unexpected{std::move(answer).error()};
  auto pack_stamp = stamp_of(p);
  if (!pack_stamp) return unexpected{std::move(pack_stamp).error()};
  auto calendars = stamp_of_calendars(p, answer->calendars);
  if (!calendars) return unexpected{std::move(calendars).error()};
  out.question = std::move(question);
  out.inputs = std::move(inputs);
  out.pack = *std::move(pack_stamp);
  out.calendars = *std::move(calendars);
  out.result = std::move(answer->result);
  out.library = library_version();
  return out;
}

/// All of the file but its last hash.
checked<json_value> body_without_hash(const receipt& r) {
  json_value hashes;
  json_value body{{"format", receipt_format}, {"question", r.question}, {"library", r.library}};
  for (const part& p : receipt_parts()) {
    auto hash = sha256(r.*p.member);
    if (!hash) return unexpected{std::move(hash).error()};
    hashes.set(p.name, *std::move(hash));
    body.set(p.name, r.*p.member);
  }
  body.set("hashes", std::move(hashes));
  return body;
}

std::string text_of(const json_value* v) {
  if (v == nullptr) return "?";
  if (const std::string* s = v->as_string()) return *s;
  return to_canonical(*v).has_value() ? to_canonical(*v).value() : "?";
}

/// "vn 2026.11.1 (3f2a…)" with its layers.
std::string named(const json_value& stamp) {
  std::string out = text_of(stamp.find("id")) + " " + text_of(stamp.find("version")) + " (sha256 " +
                    text_of(stamp.find("hash")) + ")";
  if (const json_value* layers = stamp.find("layers"); layers != nullptr && layers->as_array() != nullptr)
    for (const json_value& l : *layers->as_array())
      out += " + " + text_of(l.find("id")) + " " + text_of(l.find("version")) + " (sha256 " +
             text_of(l.find("hash")) + ")";
  return out;
}

class receipt_verification {
public:
  receipt_verification(std::string_view content, std::string_view file, const pack& p)
      : content_{content}, file_{file}, pack_{p} {}

  checked<receipt_check> run() {
    const auto parsed = exchange::parse_json(content_, file_, receipt_limits);
    if (!parsed) return unexpected{parsed.error()};
    if (auto faults = read(*parsed); faults.has_errors()) return unexpected{std::move(faults)};
    if (auto faults = compare_bytes(); faults.has_errors()) return unexpected{std::move(faults)};
    if (!out_.differences.empty()) return std::move(out_);  // changed: what it asks is no longer what was asked
    if (auto faults = compare_answer(parsed->at("inputs")); faults.has_errors()) return unexpected{std::move(faults)};
    return std::move(out_);
  }

private:
  diagnostics malformed(text why) const {
    return {diagnostic{severity::error, "receipt/malformed", file_ + "#", std::move(why),
                       {"Biên nhận do `--receipt` tạo ra.", "Receipts are made with `--receipt`."}}};
  }

  diagnostics read(const json& j) {
    if (!j.is_object()) return malformed({"Đây không phải biên nhận.", "This is no receipt."});
    auto whole = exchange::to_json_value(j);
    if (!whole) return whole.error();
    whole_ = *std::move(whole);
    const json_value* format = whole_.find("format");
    if (format == nullptr || format->as_string() == nullptr || *format->as_string() != receipt_format)
      return malformed({"Định dạng không phải dinh-receipt/1.", "The format is not dinh-receipt/1."});
    for (const char* member : {"question", "library", "hash"})
      if (const json_value* v = whole_.find(member); v == nullptr || v->as_string() == nullptr)
        return malformed({"Thiếu \"" + std::string{member} + "\".", "\"" + std::string{member} + "\" is missing."});
    out_.read.question = *whole_.find("question")->as_string();
    out_.read.library = *whole_.find("library")->as_string();
    const json_value* hashes = whole_.find("hashes");
    for (const part& p : receipt_parts()) {
      const json_value* value = whole_.find(p.name);
      const json_value* hash = hashes != nullptr ? hashes->find(p.name) : nullptr;
      if (value == nullptr || hash == nullptr)
        return malformed({"Thiếu \"" + std::string{p.name} + "\".", "\"" + std::string{p.name} + "\" is missing."});
      out_.read.*p.member = *value;
    }
    return {};
  }

  void differs(const char* code, const std::string& member, text message) {
    out_.differences.error(code, file_ + "#" + (member.empty() ? "" : "/" + member), std::move(message));
  }

  /// Whether the bytes are those that the hashes were taken of.
  diagnostics compare_bytes() {
    for (const part& p : receipt_parts()) {
      const auto hash = sha256(out_.read.*p.member);
      if (!hash) return hash.error();
      if (text_of(whole_.find("hashes")->find(p.name)) != *hash)
        differs(p.changed, p.name,
                {p.words.vi + " không còn khớp mã băm: biên nhận đã bị thay đổi.",
                 p.words.en + " no longer matches its hash: the receipt was changed."});
    }
    json_value::object members;
    for (const auto& m : *whole_.as_object())
      if (m.name != "hash") members.push_back(m);
    const auto hash = sha256(json_value{std::move(members)});
    if (!hash) return hash.error();
    if (*hash != *whole_.find("hash")->as_string())
      differs("receipt/changed", "hash",
              {"Mã băm chung không khớp: biên nhận đã bị thay đổi.",
               "The hash over all does not match: the receipt was changed."});
    const auto canonical = write_receipt(out_.read);
    if (!canonical) return canonical.error();
    if (*canonical != content_)
      differs("receipt/not-canonical", "",
              {"Tệp không phải dạng chuẩn: có byte đã bị thay đổi, thêm hoặc bớt.",
               "The file is not in canonical form: a byte was changed, added or taken away."});
    return {};
  }

  diagnostics compare_answer(const json& inputs) {
    const auto here = stamp_of(pack_);
    if (!here) return here.error();
    const bool same_pack = *here == out_.read.pack;
    if (!same_pack)
      differs("receipt/other-pack", "pack",
              {"Biên nhận lập theo gói " + named(out_.read.pack) + "; gói đang dùng là " + named(*here) + ".",
               "The receipt was made under the pack " + named(out_.read.pack) + "; the pack at hand is " +
                   named(*here) + "."});
    auto answer = exchange::recompute(out_.read.question, inputs, file_ + "#/inputs", pack_);
    if (!answer) {
      if (same_pack || out_.read.question.empty()) return std::move(answer).error();
      differs("receipt/other-result", "result",
              {"Gói đang dùng không trả lời được câu hỏi này.", "The pack at hand does not answer this question."});
      return {};
    }
    const auto calendars = stamp_of_calendars(pack_, answer->calendars);
    if (!calendars) return calendars.error();
    if (*calendars != out_.read.calendars)
      differs("receipt/other-calendar", "calendars",
              {"Lịch khác: biên nhận dùng " + text_of(&out_.read.calendars) + ", ở đây là " + text_of(&*calendars) + ".",
               "The calendar differs: the receipt rests on " + text_of(&out_.read.calendars) + ", here is " +
                   text_of(&*calendars) + "."});
    out_.result_here = std::move(answer->result);
    if (out_.result_here != out_.read.result)
      differs("receipt/other-result", "result",
              {"Kết quả tính lại khác: " + text_of(&out_.result_here) + ".",
               "The answer computed here differs: " + text_of(&out_.result_here) + "."});
    return {};
  }

  std::string_view content_;
  std::string file_;
  const pack& pack_;
  json_value whole_;
  receipt_check out_;
};

}  // namespace

checked<receipt> receipt_of(const pack& p, const due_date_question& q) {
  due_date_question asked = q;
  if (!q.rule.empty()) {
    const rule* r = p.rules().prevailing(q.rule, q.from);
    if (r == nullptr)
      return refuse("receipt/no-answer", q.rule,
                    {"Không có quy tắc \"" + q.rule + "\".", "There is no rule \"" + q.rule + "\"."},
                    {"`dinh show rule` liệt kê các quy tắc.", "`dinh show rule` lists the rules."});
    asked.rule = r->id;
    asked.options.source = r->source;
    asked.options.known_by = r->known_by;
  }
  return made(p, "due", exchange::inputs_of(asked, p.rules().weakest_accepted()));
}

checked<receipt> receipt_of(const pack& p, const publicity_question& q) {
  return made(p, "publicity", exchange::inputs_of(q, p.rules().weakest_accepted()));
}

checked<receipt> receipt_of(const pack& p, const question& q) {
  return made(p, "request",
              {{"request", request_of(q)},
               {"weakest_accepted", std::string(1, letter(p.rules().weakest_accepted()))}});
}

checked<receipt> receipt_of_request(const pack& p, std::string_view json_line) {
  const auto parsed = exchange::parse_json(json_line, "request", receipt_limits);
  if (!parsed) return unexpected{parsed.error()};
  auto request = exchange::to_json_value(*parsed);
  if (!request) return unexpected{std::move(request).error()};
  return made(p, "request",
              {{"request", *std::move(request)},
               {"weakest_accepted", std::string(1, letter(p.rules().weakest_accepted()))}});
}

checked<std::string> write_receipt(const receipt& r) {
  auto body = body_without_hash(r);
  if (!body) return unexpected{std::move(body).error()};
  auto hash = sha256(*body);
  if (!hash) return unexpected{std::move(hash).error()};
  body->set("hash", *std::move(hash));
  auto out = to_canonical(*body);
  if (out) *out += '\n';
  return out;
}

checked<receipt_check> verify_receipt(std::string_view content, std::string_view file, const pack& p) {
  return receipt_verification{content, file, p}.run();
}

}  // namespace dinh::inline v1

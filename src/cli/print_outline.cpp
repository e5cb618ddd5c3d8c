#include <cli/print_law.hpp>
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>

#include <array>
#include <string_view>

namespace dinh::cli {
namespace {

std::string cited(const rule* r, const statute_book& book, lang l) {
  return r == nullptr ? std::string{} : " [" + book.cite(r->source, l) + ", " + letter(r->known_by) + "]";
}

std::string ratio_and_base(const threshold& t, lang l) {
  const bool vi = l == lang::vi;
  const std::string how = t.how == strictness::more_than  ? (vi ? "trên " : "more than ")
                          : t.how == strictness::at_least ? (vi ? "từ " : "at least ")
                                                          : (vi ? "từ hoặc trên " : "at least or more than ");
  return how + to_text(t.share) + (vi ? " " : " of ") + label_of(t.of).in(l);
}

std::string event_words(effect_event e, lang l) {
  const bool vi = l == lang::vi;
  switch (e) {
    case effect_event::vote_day:
      return vi ? "ngày thông qua" : "the day of the vote";
    case effect_event::recognition_day:
      return vi ? "ngày ban hành quyết định công nhận" : "the day of the recognition decision";
    case effect_event::date_set_by_commune_peoples_committee:
      return vi ? "ngày do Ủy ban nhân dân cấp xã quyết định" : "the day fixed by the commune People's Committee";
  }
  return {};
}

}  // namespace

std::string print_outline(const decision_outline& o, const statute_book& book, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  const auto line = [&](const char* in_vi, const char* in_en, const std::string& value, const rule* source) {
    out += std::string{vi ? in_vi : in_en} + ": " + value + cited(source, book, l) + "\n";
  };
  if (o.vote.value) line("Tỷ lệ", "Ratio", ratio_and_base(*o.vote.value, l), o.vote.source);
  if (o.quorum.value) line("Số người dự", "Quorum", ratio_and_base(*o.quorum.value, l), o.quorum.source);
  if (o.convener.value) line("Triệu tập, chủ trì", "Convenes and chairs", label_of(*o.convener.value).in(l), o.convener.source);
  if (o.counts_from.value) line("Có hiệu lực từ", "Counts from", event_words(*o.counts_from.value, l), o.counts_from.source);
  if (o.recognition.value) {
    std::string who = label_of(*o.recognition.value).in(l);
    if (o.recognition.source != nullptr && o.recognition.source->time)
      who += ", " + describe(*o.recognition.source->time).in(l);
    line("Công nhận", "Recognises", who, o.recognition.source);
  }
  const auto steps = [&](const char* in_vi, const char* in_en, const std::vector<const rule*>& rules) {
    if (rules.empty()) return;
    out += std::string{vi ? in_vi : in_en} + ":\n";
    for (const rule* r : rules) out += "  - " + r->label.in(l) + cited(r, book, l) + "\n";
  };
  steps("Hình thức này chỉ được dùng khi có điều kiện", "This form is open only under a condition", o.form_opened_by);
  if (o.consent.value) line("Đồng ý dùng hình thức này", "Agree to use this form", ratio_and_base(*o.consent.value, l), o.consent.source);
  steps("Trước khi quyết định", "Before the vote", o.before);
  steps("Sau khi quyết định", "After the vote", o.after);
  steps("Sau khi được công nhận", "Once recognised", o.once_recognised);
  for (const explanation& e : o.open_questions) out += (vi ? "Chưa rõ: " : "Open: ") + to_text(e, l, book);
  return out;
}

std::string outline_as_json(const decision_outline& o) { return pretty(exchange::outline_json(o)); }

}  // namespace dinh::cli

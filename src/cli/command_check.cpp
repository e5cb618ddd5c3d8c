// dinh check.

#include <cli/arguments.hpp>
#include <cli/check_timing.hpp>
#include <cli/commands.hpp>
#include <cli/due_arguments.hpp>
#include <cli/models.hpp>
#include <cli/opening.hpp>
#include <cli/print_docket.hpp>
#include <cli/json_text.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dinh::cli {
namespace {

using exchange::checked_model;
using exchange::finding_in_words;
using exchange::label_of;
using exchange::verdict_in_words;

// The verdict on a model, and of a procedure that is sound its start days.
struct checked_and_timed {
  checked_model soundness;
  std::optional<verification_over> timing;
  [[nodiscard]] bool works() const {
    return soundness.verdict.verdict == dinh::soundness::sound && (!timing || timing->timing.failures.empty());
  }
};

checked_model check(const model& m) {
  const auto begin = std::chrono::steady_clock::now();
  net_verdict verdict = verify_net(m.net, m.options);
  const auto end = std::chrono::steady_clock::now();
  checked_model out = exchange::judged(m, std::move(verdict));
  out.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(end - begin).count();
  return out;
}

json as_json(const model& m, const checked_and_timed& c, lang l) {
  json out = exchange::model_json(m, c.soundness, l);
  if (c.timing) out["timing"] = timing_summary_json(*c.timing, *m.source);
  out["notes"] = diagnostics_as_json(m.notes);
  return out;
}

std::string in_words(const model& m, const checked_and_timed& all, lang l) {
  const bool vi = l == lang::vi;
  const checked_model& c = all.soundness;
  const net_verdict& v = c.verdict;
  std::string out = m.file + (m.id.empty() || m.id == m.file ? "" : " [" + m.id + "]") + ": ";
  switch (v.verdict) {
    case soundness::sound:
      out += vi ? "đúng đắn (sound)" : "sound";
      break;
    case soundness::unsound:
      out += vi ? "không đúng đắn (not sound)" : "not sound";
      break;
    case soundness::undecided:
      out += vi ? "chưa quyết định được (undecided)" : "undecided";
      break;
  }
  out += ", " + std::to_string(v.states) + (vi ? " trạng thái, " : " states, ") + std::to_string(c.microseconds.value_or(0)) + " µs\n";
  if (v.verdict == soundness::undecided) out += "  " + verdict_in_words(m, c).in(l) + "\n";
  for (const net_finding& f : v.findings) {
    out += "  " + finding_in_words(m, f).in(l) + "\n";
    if (f.witness.empty()) continue;
    out += vi ? "  Ví dụ: " : "  For example: ";
    for (std::size_t k = 0; k < f.witness.size(); ++k) out += (k == 0 ? "" : " → ") + label_of(m, f.witness[k]).in(l);
    out += f.shortest ? "\n" : vi ? " (có thể có cách ngắn hơn)\n" : " (there may be a shorter run)\n";
  }
  if (all.timing) out += timing_summary(*all.timing, *m.source, l);
  for (const auto& d : m.notes) out += "  " + describe(d, l) + "\n";
  return out;
}

// The laws whose calendars count for the procedures of a file: of a folder its own.
checked<pack> laws_for(const common_options& common, const std::string& file) {
  std::error_code fault;
  common_options here = common;
  if (std::filesystem::is_directory(file, fault)) here.pack = file;
  return open_pack(here);
}

int check_pack(const common_options& common, const check_options& o, const std::optional<year_range>& years,
               const std::optional<office_hours>& hours) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  bool all_sound = true;
  json list = json::array();
  std::string words = "pack " + p->id() + " " + p->version() + ": " + std::to_string(p->rules().rules().size()) +
                      (common.language == lang::vi ? " quy tắc, không có lỗi\n" : " rules, no faults\n");
  for (const pack_layer& l : p->layers()) words += "layer " + l.id + " " + l.version + "\n";
  if (!p->findings().empty()) words += describe(p->findings(), common.language) + "\n";
  for (const procedure& q : p->procedures()) {
    const auto timed = o.no_timing ? std::nullopt : verify_over(q, p->find_calendar(q.facts().calendar), years, hours);
    const verification v = timed ? timed->soundness : verify(q);
    const bool works = timed ? timed->always_works() : v.verdict == soundness::sound;
    all_sound = all_sound && works;
    if (o.quiet && works) continue;
    if (common.as_json) {
      list.push_back(json::parse(verification_as_json(q, v)));
      if (timed) list.back()["timing"] = timing_summary_json(*timed, q);
    } else {
      words += print_verification(q, v, common.language);
      if (timed) words += timing_summary(*timed, q, common.language);
    }
  }
  const std::string out =
      common.as_json ? json{{"pack", p->id()}, {"version", p->version()}, {"procedures", list}}.dump(2) + "\n" : words;
  std::fputs(out.c_str(), stdout);
  return all_sound ? 0 : 1;
}

}  // namespace

int run_check(const common_options& common, const check_options& o) {
  const auto years = parse_years(o.years);
  if (!years) return report(years.error(), common.language);
  std::optional<office_hours> hours;
  if (!o.hours.empty()) {
    auto given = parse_hours(o.hours);
    if (!given) return report(given.error(), common.language);
    hours = *std::move(given);
  }
  if (o.files.empty()) return check_pack(common, o, *years, hours);
  bool all_sound = true, all_read = true;
  json list = json::array();
  std::size_t counts[3] = {0, 0, 0};
  for (const std::string& file : o.files) {
    auto models = open_models(common, file);
    if (!models) {
      all_read = false;
      if (common.as_json)
        list.push_back({{"file", file}, {"verdict", nullptr}, {"errors", diagnostics_as_json(models.error())}});
      report(models.error(), common.language);
      continue;
    }
    const bool any_procedure = std::any_of(models->begin(), models->end(), [](const model& m) { return m.source.has_value(); });
    std::optional<pack> laws;
    if (any_procedure && !o.no_timing)
      if (auto opened = laws_for(common, file)) laws = *std::move(opened);
    for (model& m : *models) {
      m.options.most_states = o.most_states;
      checked_and_timed c{check(m), std::nullopt};
      if (laws && m.source && c.works()) c.timing = verify_over(*m.source, laws->find_calendar(m.source->facts().calendar), *years, hours);
      ++counts[static_cast<std::size_t>(c.soundness.verdict.verdict)];
      all_sound = all_sound && c.works();
      if (o.quiet && c.works()) continue;
      if (common.as_json)
        list.push_back(as_json(m, c, common.language));
      else
        std::fputs(in_words(m, c, common.language).c_str(), stdout);
    }
  }
  if (common.as_json)
    std::printf("%s\n", json{{"models", list},
                             {"sound", counts[0]},
                             {"not_sound", counts[1]},
                             {"undecided", counts[2]},
                             {"unreadable", static_cast<std::size_t>(all_read ? 0 : std::count_if(list.begin(), list.end(), [](const json& m) {
                                              return m.contains("errors");
                                            }))}}
                            .dump(2, ' ', false, json::error_handler_t::replace)
                            .c_str());
  return !all_read ? 2 : all_sound ? 0 : 1;
}

}  // namespace dinh::cli

// dinh check.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/models.hpp>
#include <cli/opening.hpp>
#include <cli/print_docket.hpp>
#include <cli/json_text.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dinh::cli {
namespace {

struct checked_model {
  net_verdict verdict;
  std::optional<weaker_soundness> weaker;
  std::int64_t microseconds = 0;
};

checked_model check(const model& m) {
  checked_model out;
  const auto begin = std::chrono::steady_clock::now();
  out.verdict = verify_net(m.net, m.options);
  out.microseconds =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
  // What was left out could break a sound rest and mend one that is not: an event that ends a stuck case, a ninth branch.
  if (!m.understood) out.verdict.verdict = soundness::undecided;
  const bool structural = !out.verdict.findings.empty() && out.verdict.findings[0].kind == net_defect::not_a_workflow_net;
  if (out.verdict.verdict == soundness::unsound && !structural) {
    net_options few = m.options;
    few.most_states = std::min(few.most_states, 100'000U);
    out.weaker = weaker_notions(m.net, few);
  }
  return out;
}

text label_of(const model& m, net_transition t) {
  const std::size_t i = t.index();
  if (i < m.transition_labels.size() && !m.transition_labels[i].empty()) return m.transition_labels[i];
  return {m.net.name(t), m.net.name(t)};
}
text label_of(const model& m, net_place p) {
  if (!p) return {"-", "-"};
  const std::size_t i = p.index();
  if (i < m.place_labels.size() && !m.place_labels[i].empty()) return m.place_labels[i];
  return {m.net.name(p), m.net.name(p)};
}

text in_words(const model& m, const net_finding& f) {
  const text at = f.dead ? label_of(m, f.dead) : label_of(m, f.at);
  const std::string vi = "\"" + at.in(lang::vi) + "\"", en = "\"" + at.in(lang::en) + "\"";
  switch (f.kind) {
    case net_defect::not_a_workflow_net: {
      text out{"Không phải lưới quy trình.", "It is no workflow net."};
      for (const text& fault : m.net.structure_faults()) {
        out.vi += " " + fault.vi;
        out.en += " " + fault.en;
      }
      return out;
    }
    case net_defect::stuck:
      if (!f.at)
        return {"Có thể dừng lại mà chưa tới điểm cuối nào.", "A case can come to a halt without having reached an end."};
      return {"Có thể mắc kẹt, còn dang dở tại " + vi + ".", "A case can get stuck with work left at " + en + "."};
    case net_defect::cannot_end:
      return {"Có thể chạy mãi mà không kết thúc được, còn dang dở tại " + vi + ".",
              "A case can go on without ever being able to end, with work left at " + en + "."};
    case net_defect::improper_end:
      return {"Có thể kết thúc khi " + vi + " còn dang dở hoặc kết thúc hai lần.",
              "The end can be reached while work is left at " + en + ", or reached twice."};
    case net_defect::two_tokens:
      return {vi + " có thể phải làm hai lần cùng lúc.", "The same point can be reached twice at once: " + en + "."};
    case net_defect::unbounded:
      return {"Số việc chờ tại " + vi + " có thể tăng mãi.", "Ever more work can pile up at " + en + "."};
    case net_defect::dead_transition:
      return {vi + " không bao giờ xảy ra được.", en + " can never happen."};
  }
  return {};
}

text why(const model& m, const checked_model& c) {
  if (!m.understood && !c.verdict.findings.empty())
    return {"Phần đọc được không đúng đắn, nhưng có phần tử không hiểu.",
            "The part that is understood is not sound, but elements were left out: see the notes."};
  if (!c.verdict.findings.empty()) return in_words(m, c.verdict.findings[0]);
  if (c.verdict.verdict == soundness::unsound)
    return {"Không đúng đắn; chưa tìm được ví dụ trong giới hạn.",
            "It is not sound; a run that shows it was not found within the bound."};
  if (c.verdict.verdict == soundness::sound)
    return {"Mọi hồ sơ đều kết thúc được, kết thúc gọn, và mọi bước đều có thể xảy ra.",
            "Every case can end, ends cleanly, and every step can happen."};
  if (!m.understood)
    return {"Phần đọc được thì ổn, nhưng có phần tử không hiểu.",
            "The part that is understood is sound, but elements were left out: see the notes."};
  return {"Quá nhiều trạng thái: chưa khẳng định gì.",
          "More states than the bound (--max-states): nothing is claimed."};
}

constexpr std::string_view verdict_name(soundness s) noexcept {
  return s == soundness::unsound ? "not_sound" : name_of(s);
}

json run_of(const model& m, const std::vector<net_transition>& run) {
  json out = json::array();
  for (const net_transition t : run) out.push_back(m.net.name(t));
  return out;
}
json labels_of(const model& m, const std::vector<net_transition>& run, lang l) {
  json out = json::array();
  for (const net_transition t : run) out.push_back(label_of(m, t).in(l));
  return out;
}
json as_json(const model& m, const checked_model& c, lang l) {
  const net_verdict& v = c.verdict;
  json findings = json::array();
  for (const net_finding& f : v.findings) {
    json one{{"kind", name_of(f.kind)}, {"text", words(in_words(m, f))}};
    if (f.at) one["at"] = m.net.name(f.at);
    if (f.dead) one["at"] = m.net.name(f.dead);
    one["run"] = run_of(m, f.witness);
    one["run_labels"] = labels_of(m, f.witness, l);
    one["shortest"] = f.shortest;
    findings.push_back(std::move(one));
  }
  json out{{"file", m.file},
           {"format", m.format},
           {"id", m.id},
           {"name", m.name},
           {"verdict", verdict_name(v.verdict)},
           {"why", why(m, c).in(l)},
           {"witness", v.findings.empty() ? json(nullptr) : findings[0]["run"]},
           {"states", v.states},
           {"witness_states", v.witness_states},
           {"time_us", c.microseconds},
           {"method", name_of(v.method)},
           {"safe", name_of(v.safe)}};
  if (v.verdict == soundness::sound)
    for (const char* notion : {"weak", "relaxed", "lazy", "easy"}) out["notions"][notion] = "yes";
  else if (c.weaker)
    out["notions"] = {{"weak", name_of(c.weaker->weak)},
                      {"relaxed", name_of(c.weaker->relaxed)},
                      {"lazy", name_of(c.weaker->lazy)},
                      {"easy", name_of(c.weaker->easy)}};
  else
    for (const char* notion : {"weak", "relaxed", "lazy", "easy"}) out["notions"][notion] = "unknown";
  out["size"] = {{"places", m.net.place_count()}, {"transitions", m.net.transition_count()}, {"arcs", m.net.arc_count()}};
  out["findings"] = std::move(findings);
  out["notes"] = diagnostics_as_json(m.notes);
  return out;
}

std::string in_words(const model& m, const checked_model& c, lang l) {
  const bool vi = l == lang::vi;
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
  out += ", " + std::to_string(v.states) + (vi ? " trạng thái, " : " states, ") + std::to_string(c.microseconds) + " µs\n";
  if (v.verdict == soundness::undecided) out += "  " + why(m, c).in(l) + "\n";
  for (const net_finding& f : v.findings) {
    out += "  " + in_words(m, f).in(l) + "\n";
    if (f.witness.empty()) continue;
    out += vi ? "  Ví dụ: " : "  For example: ";
    for (std::size_t k = 0; k < f.witness.size(); ++k) out += (k == 0 ? "" : " → ") + label_of(m, f.witness[k]).in(l);
    out += f.shortest ? "\n" : vi ? " (có thể có cách ngắn hơn)\n" : " (there may be a shorter run)\n";
  }
  for (const auto& d : m.notes) out += "  " + describe(d, l) + "\n";
  return out;
}

int check_pack(const common_options& common, const check_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  bool all_sound = true;
  json list = json::array();
  std::string words = "pack " + p->id() + " " + p->version() + ": " + std::to_string(p->rules().rules().size()) +
                      (common.language == lang::vi ? " quy tắc, không có lỗi\n" : " rules, no faults\n");
  for (const pack_layer& l : p->layers()) words += "layer " + l.id + " " + l.version + "\n";
  if (!p->findings().empty()) words += describe(p->findings(), common.language) + "\n";
  for (const procedure& q : p->procedures()) {
    const verification v = verify(q);
    all_sound = all_sound && v.verdict == soundness::sound;
    if (o.quiet && v.verdict == soundness::sound) continue;
    if (common.as_json)
      list.push_back(json::parse(verification_as_json(q, v)));
    else
      words += print_verification(q, v, common.language);
  }
  const std::string out =
      common.as_json ? json{{"pack", p->id()}, {"version", p->version()}, {"procedures", list}}.dump(2) + "\n" : words;
  std::fputs(out.c_str(), stdout);
  return all_sound ? 0 : 1;
}

}  // namespace

int run_check(const common_options& common, const check_options& o) {
  if (o.files.empty()) return check_pack(common, o);
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
    for (model& m : *models) {
      m.options.most_states = o.most_states;
      const checked_model c = check(m);
      ++counts[static_cast<std::size_t>(c.verdict.verdict)];
      const bool sound = c.verdict.verdict == soundness::sound;
      all_sound = all_sound && sound;
      if (o.quiet && sound) continue;
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

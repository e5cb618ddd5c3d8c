#include "json_models.hpp"

#include "json_answers.hpp"
#include "json_writing.hpp"

#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/pnml.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/exchange/process_graph.hpp>
#include <dinh/procedure/verify.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

std::vector<text> in_both(const std::vector<std::string>& words) {
  std::vector<text> out;
  for (const auto& w : words) out.push_back({w, w});
  return out;
}

#ifndef DINH_HAS_XML
unexpected<diagnostics> no_xml(const std::string& where) {
  return refuse("xml/not-built-in", where,
                {"Thư viện này được biên dịch không có pugixml.", "This library was built without pugixml."},
                {"Biên dịch với DINH_WITH_XML=ON.", "Build with DINH_WITH_XML=ON."});
}
#else

checked<std::vector<model>> pnml_models(std::string_view content, const std::string& path) {
  auto nets = read_pnml(content, path);
  if (!nets) return unexpected{std::move(nets).error()};
  std::vector<model> out;
  for (pnml_net& n : *nets) {
    model m;
    m.file = path;
    m.format = "pnml";
    m.id = n.id;
    m.name = n.name;
    m.net = std::move(n.net);
    m.place_labels = in_both(n.place_labels);
    m.transition_labels = in_both(n.transition_labels);
    m.notes = std::move(n.notes);
    m.understood = n.understood;
    out.push_back(std::move(m));
  }
  return out;
}

checked<std::vector<model>> bpmn_models(std::string_view content, const std::string& path) {
  auto b = read_bpmn(content, path);
  if (!b) return unexpected{std::move(b).error()};
  std::vector<model> out(1);
  model& m = out[0];
  m.file = path;
  m.format = "bpmn";
  m.id = b->id;
  m.name = b->name;
  m.net = std::move(b->net);
  m.options = b->options;
  m.place_labels = in_both(b->place_labels);
  m.transition_labels = in_both(b->transition_labels);
  m.notes = std::move(b->notes);
  m.understood = b->understood;
  return out;
}

#endif

checked<std::vector<model>> json_models(std::string_view content, const std::string& path) {
  std::vector<model> out;
  if (content.find("\"gateways\"") != std::string_view::npos && content.find("\"steps\"") == std::string_view::npos) {
    auto g = read_process_graph(content, path);
    if (!g) return unexpected{std::move(g).error()};
    model m;
    m.file = path;
    m.format = "process-graph";
    m.id = std::filesystem::path(path).stem().string();
    m.name = g->name;
    m.net = std::move(g->net);
    m.transition_labels = in_both(g->transition_labels);
    out.push_back(std::move(m));
    return out;
  }
  const auto p = procedure_from_json(content, path);
  if (!p) return unexpected{p.error()};
  out.push_back(model_of(*p, path));
  return out;
}


text place_label_of(const model& m, net_place p) {
  if (!p) return {"-", "-"};
  const std::size_t i = p.index();
  if (i < m.place_labels.size() && !m.place_labels[i].empty()) return m.place_labels[i];
  return {m.net.name(p), m.net.name(p)};
}

constexpr std::string_view verdict_name(soundness s) noexcept {
  return s == soundness::unsound ? "not_sound" : name_of(s);
}

ordered_json run_of(const model& m, const std::vector<net_transition>& run) {
  ordered_json out = ordered_json::array();
  for (const net_transition t : run) out.push_back(m.net.name(t));
  return out;
}
ordered_json labels_of(const model& m, const std::vector<net_transition>& run, lang l) {
  ordered_json out = ordered_json::array();
  for (const net_transition t : run) out.push_back(label_of(m, t).in(l));
  return out;
}

}  // namespace

model model_of(const procedure& p, const std::string& file) {
  procedure_net n = net_of(p);
  model m;
  m.file = file;
  m.format = "procedure";
  m.id = p.id();
  m.name = p.title().in(lang::vi);
  m.net = std::move(n.net);
  m.options.must_be_safe = true;
  m.transition_labels = std::move(n.transition_labels);
  for (const step_id s : n.step_before) m.place_labels.push_back(s ? p[s].label : text{"kết thúc", "end"});
  m.source = p;
  return m;
}

checked<std::vector<model>> models_in(std::string_view content, const std::string& path) {
  std::string_view start = content;
  if (start.substr(0, 3) == "\xEF\xBB\xBF") start.remove_prefix(3);
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.substr(0, 1) == "{") return json_models(content, path);
  if (start.substr(0, 1) != "<" && start.find('<') == std::string_view::npos)
    return refuse("model/unknown", path,
                  {"Không nhận ra mô hình trong tệp này.", "No model is recognised in this file."},
                  {"Chọn tệp BPMN, PNML, JSON hoặc thư mục gói.", "Choose a BPMN, PNML or JSON file, or the folder of a pack."});
#ifdef DINH_HAS_XML
  // the root element decides; what is neither is refused by the reader of BPMN
  return is_pnml(content) ? pnml_models(content, path) : bpmn_models(content, path);
#else
  return no_xml(path);
#endif
}

text label_of(const model& m, net_transition t) {
  const std::size_t i = t.index();
  if (i < m.transition_labels.size() && !m.transition_labels[i].empty()) return m.transition_labels[i];
  return {m.net.name(t), m.net.name(t)};
}

checked_model judged(const model& m, net_verdict verdict) {
  checked_model out{std::move(verdict), {}, {}};
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

text finding_in_words(const model& m, const net_finding& f) {
  const text at = f.dead ? label_of(m, f.dead) : place_label_of(m, f.at);
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

namespace {

// Why nothing is claimed. A larger bound is named where it would help.
text bound_in_words(const model& m, const net_verdict& v) {
  switch (v.bound) {
    case search_bound::tokens: {
      const std::string most = std::to_string(most_tokens_on_a_place);
      const text at = place_label_of(m, v.bound_at);
      return {"Tại " + (v.bound_at ? "\"" + at.vi + "\"" : "một vị trí") + " có thể có hơn " + most +
                  " token, không tìm xa hơn: chưa khẳng định gì. Hãy giảm trọng số hay số token, hoặc chặn sự tích tụ.",
              "More than " + most + " tokens can come to " + (v.bound_at ? "\"" + at.en + "\"" : "one place") +
                  ", and no search goes beyond that: nothing is claimed. Use fewer tokens or smaller weights, or keep them from piling up."};
    }
    case search_bound::memory:
      return {"Các trạng thái cần hơn 512 MiB bộ nhớ: chưa khẳng định gì. Hãy chia nhỏ mô hình.",
              "The states take more than 512 MiB: nothing is claimed. Divide the model."};
    case search_bound::work:
      return {"Quá nhiều bước phải xem xét: chưa khẳng định gì. Hãy chia nhỏ mô hình.",
              "More steps had to be looked at than the search may: nothing is claimed. Divide the model."};
    case search_bound::none:
    case search_bound::states:
      break;
  }
  return {"Quá nhiều trạng thái (--max-states): chưa khẳng định gì.", "More states than the bound (--max-states): nothing is claimed."};
}

}  // namespace

text verdict_in_words(const model& m, const checked_model& c) {
  if (!m.understood && !c.verdict.findings.empty())
    return {"Phần đọc được không đúng đắn, nhưng có phần tử không hiểu.",
            "The part that is understood is not sound, but elements were left out: see the notes."};
  if (!c.verdict.findings.empty()) return finding_in_words(m, c.verdict.findings[0]);
  if (c.verdict.verdict == soundness::unsound)
    return {"Không đúng đắn; chưa tìm được ví dụ trong giới hạn.",
            "It is not sound; a run that shows it was not found within the bound."};
  if (c.verdict.verdict == soundness::sound)
    return {"Mọi hồ sơ đều kết thúc được, kết thúc gọn, và mọi bước đều có thể xảy ra.",
            "Every case can end, ends cleanly, and every step can happen."};
  if (!m.understood)
    return {"Phần đọc được thì ổn, nhưng có phần tử không hiểu.",
            "The part that is understood is sound, but elements were left out: see the notes."};
  return bound_in_words(m, c.verdict);
}

ordered_json model_json(const model& m, const checked_model& c, lang l) {
  const net_verdict& v = c.verdict;
  ordered_json findings = ordered_json::array();
  for (const net_finding& f : v.findings) {
    ordered_json one{{"kind", name_of(f.kind)}, {"text", words(finding_in_words(m, f))}};
    if (f.at) one["at"] = m.net.name(f.at);
    if (f.dead) one["at"] = m.net.name(f.dead);
    one["run"] = run_of(m, f.witness);
    one["run_labels"] = labels_of(m, f.witness, l);
    one["shortest"] = f.shortest;
    findings.push_back(std::move(one));
  }
  ordered_json out{{"file", m.file},
           {"format", m.format},
           {"id", m.id},
           {"name", m.name},
           {"verdict", verdict_name(v.verdict)},
           {"why", verdict_in_words(m, c).in(l)},
           {"witness", v.findings.empty() ? ordered_json(nullptr) : findings[0]["run"]},
           {"states", v.states},
           {"witness_states", v.witness_states}};
  if (c.microseconds) out["time_us"] = *c.microseconds;
  out["method"] = name_of(v.method);
  out["safe"] = name_of(v.safe);
  if (v.verdict == soundness::sound)
    out["notions"] = {{"weak", "yes"}, {"relaxed", "yes"}, {"lazy", "yes"}, {"easy", "yes"}};
  else if (c.weaker)
    out["notions"] = {{"weak", name_of(c.weaker->weak)},
                      {"relaxed", name_of(c.weaker->relaxed)},
                      {"lazy", name_of(c.weaker->lazy)},
                      {"easy", name_of(c.weaker->easy)}};
  else
    out["notions"] = {{"weak", "unknown"}, {"relaxed", "unknown"}, {"lazy", "unknown"}, {"easy", "unknown"}};
  out["size"] = {{"places", m.net.place_count()}, {"transitions", m.net.transition_count()}, {"arcs", m.net.arc_count()}};
  out["findings"] = std::move(findings);
  out["notes"] = faults_json(m.notes);
  return out;
}

checked<std::string> model_as_pnml([[maybe_unused]] const model& m, [[maybe_unused]] lang l) {
#ifdef DINH_HAS_XML
  pnml_net n;
  n.id = m.id;
  n.name = m.name;
  n.net = m.net;
  for (const text& t : m.place_labels) n.place_labels.push_back(t.in(l));
  for (const text& t : m.transition_labels) n.transition_labels.push_back(t.in(l));
  return write_pnml(n);
#else
  return no_xml(m.file);
#endif
}

diagnostics pnml_notes([[maybe_unused]] const model& m) {
  diagnostics out;
#ifdef DINH_HAS_XML
  if (m.format == "pnml") return out;
  const std::string where = m.file.empty() ? m.id : m.file;
  const std::size_t ends = m.net.sinks().size();
  if (ends > 1 && m.options.ends == completion::all_sinks) {
    const std::string n = std::to_string(ends);
    out.add({severity::warning, "pnml/several-ends", where,
             {"Mô hình có " + n + " điểm cuối, trong PNML thành " + n + " vị trí cuối: đọc lại thì lưới này không phải lưới quy trình.",
              "The model has " + n + " ends, which become " + n + " sinks: read back, the PNML is no workflow net."},
             {"Kiểm chứng chính mô hình, hoặc dẫn các nhánh về một điểm cuối.", "Check the model itself, or lead its ways to one end."}});
    return out;
  }
  const auto written = model_as_pnml(m, lang::en);
  if (!written) return out;
  const auto read = read_pnml(*written, where);
  if (!read || read->empty()) return out;
  const auto decide = [](const workflow_net& net, net_options how) {
    how.most_states = std::min(how.most_states, 20'000U);  // an export must not take as long as a check
    how.with_witness = false;
    return verify_net(net, how);
  };
  const auto given_up = [](const net_verdict& v) {  // a longer search may know more; beyond so many tokens none does
    return v.verdict == soundness::undecided && v.bound != search_bound::tokens;
  };
  const net_verdict of_net = decide(read->front().net, {}), of_model = decide(m.net, m.options);
  if (given_up(of_net) || (m.understood && given_up(of_model))) return out;
  const soundness as_net = of_net.verdict, own = m.understood ? of_model.verdict : soundness::undecided;
  if (own == as_net) return out;
  const auto in_words = [](soundness s) -> text {
    if (s == soundness::undecided) return {"chưa quyết định được", "undecided"};
    return s == soundness::sound ? text{"đúng đắn", "sound"} : text{"không đúng đắn", "not sound"};
  };
  const text a = in_words(own), b = in_words(as_net);
  out.add({severity::warning, "pnml/read-otherwise", where,
           {"Mô hình " + a.vi + ", PNML của nó đọc lại thì " + b.vi +
                ": PNML không hỏi một bước có thể làm hai lần cùng lúc không, không ghi những gì đã bị bỏ qua và coi thông điệp như vị trí thường.",
            "The model is " + a.en + ", its PNML read back is " + b.en +
                ": PNML does not ask whether a step can be done twice at once, does not say what was left out and takes messages for ordinary places."},
           {"Kiểm chứng chính mô hình.", "Check the model itself."}});
#endif
  return out;
}

checked<std::string> procedure_as_pnml(const procedure& p, lang l) {
  procedure_net n = net_of(p);
  model m;
  m.id = p.id();
  m.name = p.title().in(l);
  m.net = std::move(n.net);
  m.transition_labels = std::move(n.transition_labels);
  return model_as_pnml(m, l);
}

checked<std::string> procedure_as_bpmn([[maybe_unused]] const procedure& p, [[maybe_unused]] const pack& law,
                                       [[maybe_unused]] lang l) {
#ifdef DINH_HAS_XML
  bpmn_options how;
  how.labels = l;
  how.carried = procedure_to_json(p);
  for (const auto& s : p.steps())
    if (!s.actor.empty()) how.role_names.emplace_back(s.actor, law.role_name(s.actor));
  return write_bpmn(p, how);
#else
  return no_xml(p.id());
#endif
}

}  // namespace dinh::inline v1::exchange

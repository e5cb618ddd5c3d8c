#include <cli/print_procedure.hpp>
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>
#include <dinh/exchange/procedure_json.hpp>

#include <vector>

namespace dinh::cli {
namespace {

using exchange::limit_in_words;
using exchange::when_in_words;

std::string provision(const pack& law, const std::string& rule_id, lang l) {
  const rule* r = law.rules().find(rule_id);
  if (r == nullptr) return rule_id;
  return rule_id + " (" + to_text(r->source, l) + ", " + letter(r->known_by) + ")";
}

class printer {
public:
  printer(const procedure& p, const pack& law, lang l) : p_{p}, law_{law}, l_{l}, vi_{l == lang::vi} {}

  std::string run() {
    head();
    for (std::uint32_t i = 0; i < p_.steps().size(); ++i) step_lines(step_id{i});
    clocks();
    repeats();
    changes_of_law();
    reminders();
    documents();
    return std::move(out_);
  }

private:
  void say(const char* vi, const char* en, const std::string& what) {
    if (!what.empty()) out_ += std::string{"    "} + (vi_ ? vi : en) + what + "\n";
  }
  [[nodiscard]] std::string role(const std::string& id) const { return law_.role_name(id).in(l_); }
  [[nodiscard]] std::string list(const std::vector<std::string>& ids) const {
    std::string out;
    for (const auto& id : ids) out += (out.empty() ? "" : ", ") + provision(law_, id, l_);
    return out;
  }

  void head() {
    const procedure_facts& f = p_.facts();
    out_ += f.title.in(l_) + " (" + p_.id() + ")\n";
    if (!f.source.empty()) out_ += to_text(f.source, l_) + ", " + letter(f.known_by);
    for (const citation& c : f.also) out_ += "; " + to_text(c, l_);
    out_ += "\n";
    if (!f.valid.from.is_special()) out_ += (vi_ ? "áp dụng từ " : "in use from ") + to_text(f.valid.from);
    if (!f.valid.until.is_special()) out_ += (vi_ ? " đến trước " : " until before ") + to_text(f.valid.until);
    if (!f.valid.from.is_special() || !f.valid.until.is_special()) out_ += "\n";
    if (!f.remark.empty()) out_ += f.remark.in(l_) + "\n";
    out_ += "\n";
  }

  void step_lines(step_id id) {
    const step& s = p_[id];
    out_ += s.key + "  " + std::string{name_of(s.kind)} + "  " + s.label.in(l_) + "\n";
    std::string who = s.actor.empty() ? std::string{} : role(s.actor);
    for (const auto& r : s.with) who += (vi_ ? " cùng " : " with ") + role(r);
    for (const auto& r : s.or_else) who += (vi_ ? " hoặc " : " or ") + role(r);
    say("ai: ", "who: ", who);
    say("quy tắc: ", "rules: ", list(s.rules));
    say("gọi: ", "runs: ", s.calls);
    if (s.vote) say("biểu quyết: ", "vote: ", std::string{name_of(s.vote->kind)} + ", " + list(s.vote->rules));
    std::string papers;
    for (const auto& d : s.documents)
      if (const document* known = p_.document_named(d))
        papers += (papers.empty() ? "" : "; ") + known->label.in(l_);
    say("văn bản: ", "documents: ", papers);
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i)
      if (p_.graph().to(edge_id<deadline>{i}) == id) period(i);
    if (s.time != time_said::unsaid) say("thời gian: ", "time: ", describe(s.time).in(l_));
    std::string ways;
    for (const auto& link : p_.graph().out<flows_to>(id)) {
      const flows_to& f = p_.graph()[link.edge];
      ways += ways.empty() ? "" : "; ";
      if (!f.branch.empty()) {
        ways += f.branch;
        if (f.label.in(l_) != f.branch) ways += " \"" + f.label.in(l_) + "\"";
        if (!f.when.empty()) ways += (vi_ ? " khi " : " when ") + when_in_words(p_, f.when).in(l_);
        ways += " → ";
      }
      ways += p_[link.node].key;
    }
    say("tiếp: ", "next: ", ways);
  }

  void period(std::uint32_t i) {
    const deadline& d = p_.deadline_at(i);
    const bool is_lead = d.time && d.time->way == direction::not_later_than_before;
    const std::string& from = p_[p_.graph().from(edge_id<deadline>{i})].key;
    std::string line = limit_in_words(d).in(l_);
    line += is_lead ? (vi_ ? ", tính cho " : ", counted for ") + from : (vi_ ? " sau " : " after ") + from;
    line += "  [" + (d.source.empty() ? d.rule : to_text(d.source, l_)) + ", " + letter(d.known_by) +
            (d.rule.empty() ? "" : ", " + d.rule) + "]";
    say("hạn: ", "limit: ", line);
    say("  nếu lỡ: ", "  if missed: ",
        d.consequence.empty() ? std::string{vi_ ? "luật không nêu" : "none in law"}
                              : d.consequence.in(l_) + (d.leads_to.empty() ? "" : " → " + d.leads_to) + "  [" +
                                    d.consequence_rule + "]");
  }

  void clocks() {
    if (p_.facts().clocks.empty()) return;
    out_ += vi_ ? "\nDừng, gia hạn, mất quyền\n" : "\nClocks\n";
    for (const clock_rule& c : p_.facts().clocks)
      out_ += "    " + std::string{name_of(c.how)} + "  " + c.from + (c.to.empty() ? "" : " → " + c.to) + "  " +
              c.effect.in(l_) + "  [" + to_text(c.source, l_) + ", " + letter(c.known_by) + ", " + c.rule + "]\n";
  }

  void repeats() {
    if (p_.facts().repeats.empty()) return;
    out_ += vi_ ? "\nLặp lại\n" : "\nComes back\n";
    for (const repetition& r : p_.facts().repeats)
      out_ += "    " + std::to_string(r.times) + (vi_ ? " lần mỗi " : " in every ") + describe(r.every).in(l_) +
              (r.step.empty() ? "" : " (" + r.step + ")") + (r.remark.empty() ? "" : ": " + r.remark.in(l_)) + "  [" +
              to_text(r.source, l_) + ", " + letter(r.known_by) + ", " + r.rule + "]\n";
  }

  void changes_of_law() {
    if (p_.facts().transitions.empty()) return;
    out_ += vi_ ? "\nChuyển tiếp khi luật thay đổi\n" : "\nOpen cases when the law changes\n";
    for (const transition& t : p_.facts().transitions) {
      out_ += "    " + to_text(t.on) + "  " + std::string{name_of(t.open_cases)};
      for (const auto& rule : t.affects) out_ += " " + rule;
      out_ += ": " + t.remark.in(l_) + "  [" + to_text(t.source, l_) + ", " + letter(t.known_by) + "]\n";
    }
  }

  void reminders() {
    if (p_.facts().reminders.empty()) return;
    out_ += vi_ ? "\nNhắc việc\n" : "\nReminders\n";
    for (const reminder& r : p_.facts().reminders) {
      const bool before = r.when == reminder::moment::before;
      out_ += "    " + describe(r.by).in(l_) + (before ? (vi_ ? " trước hạn" : " before") : (vi_ ? " sau hạn" : " after"));
      for (const auto& rule : r.affects) out_ += " " + rule;
      if (!r.to.empty()) out_ += (vi_ ? ", báo " : ", to ") + r.to;
      if (!r.source.empty()) out_ += "  [" + to_text(r.source, l_) + ", " + letter(r.known_by) + "]";
      out_ += "\n";
    }
  }

  void documents() {
    if (p_.facts().facts.empty()) return;
    out_ += vi_ ? "\nDữ kiện\n" : "\nFacts\n";
    for (const fact_type& f : p_.facts().facts)
      out_ += "    " + f.name + "  " + std::string{name_of(f.kind)} + "  " + f.label.in(l_) + "\n";
  }

  const procedure& p_;
  const pack& law_;
  lang l_;
  bool vi_;
  std::string out_;
};

}  // namespace

std::string print_procedure(const procedure& p, const pack& law, lang l) { return printer{p, law, l}.run(); }

std::string print_procedures(const pack& law, lang l) {
  std::string out;
  for (const procedure& p : law.procedures()) out += p.id() + "  " + p.title().in(l) + "\n";
  return out;
}

std::string procedure_as_json(const procedure& p, const pack& law) { return pretty(exchange::procedure_json(p, law)); }

std::string procedures_as_json(const pack& law) { return pretty(exchange::procedures_json(law)); }

}  // namespace dinh::cli

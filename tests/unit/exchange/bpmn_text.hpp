#pragma once
// Short BPMN files as text, and what is decided about them.

#include <catch.hpp>

#include <dinh/exchange/bpmn.hpp>

#include <string>

namespace bpmn_text {

// A process with these elements inside.
inline std::string process_of(const std::string& inside, const std::string& beside = {}) {
  return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\">" + beside + "<process id=\"p\">\n" + inside +
         "</process></definitions>";
}
inline std::string flow(const std::string& from, const std::string& to) {
  return "<sequenceFlow id=\"" + from + "-" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>\n";
}
struct outcome {
  dinh::soundness verdict;
  std::string kind;
  bool understood;
};
inline outcome decide(const std::string& content) {
  const auto m = dinh::read_bpmn(content, "t.bpmn");
  if (!m) FAIL(describe(m.error()));
  const auto v = dinh::verify_net(m->net, m->options);
  return {v.verdict, v.findings.empty() ? "" : std::string{name_of(v.findings[0].kind)}, m->understood};
}

}  // namespace bpmn_text

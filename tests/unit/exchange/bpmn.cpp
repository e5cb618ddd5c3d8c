#include "../found_in.hpp"
#include "bpmn_text.hpp"
#include "models.hpp"

#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/pnml.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/exchange/process_graph.hpp>

#include <algorithm>

namespace test_of_bpmn {

using namespace dinh;
using namespace bpmn_text;
using test::has_code;

TEST_CASE("all industrial models as BPMN and as process graphs are decided as their verdicts say") {
  const auto expected = models::industrial_verdicts();
  for (const auto& [model, sound] : expected) {
    INFO(model);
    const std::string bpmn = models::root + "ibm-industrial-bpmn/" + model + ".bpmn";
    const auto m = read_bpmn(test::content_of(bpmn), bpmn);
    REQUIRE(m);
    CHECK(m->understood);
    CHECK(m->notes.empty());
    CHECK(verify_net(m->net, m->options).verdict == (sound ? soundness::sound : soundness::unsound));
    const std::string graph = models::root + "ibm-industrial-jbpt-json/" + model + ".json";
    const auto g = read_process_graph(test::content_of(graph), graph);
    REQUIRE(g);
    CHECK(verify_net(g->net).verdict == (sound ? soundness::sound : soundness::unsound));
  }
  CHECK(expected.size() == 282);
}

TEST_CASE("models of others: the properties that come with them") {
  const std::string folder = models::root + "rust-bpmn-analyzer/core/tests/resources/";
  const std::pair<const char*, bool> expected[] = {
      {"unit/properties/proper_completion/no-proper-completion-1.bpmn", false},
      {"unit/properties/proper_completion/no-proper-completion-2.bpmn", false},
      {"unit/properties/proper_completion/no-proper-completion-3-unsafe.bpmn", false},
      {"unit/properties/proper_completion/proper-completion-2.bpmn", true},
      {"unit/properties/safeness/unsafe.bpmn", false},
      {"integration/pools-message-flows.bpmn", true},
      {"integration/e020.bpmn", true},
      {"../../../cli/benchmark_input/400.bpmn", true},
      {"../../../cli/benchmark_input/500.bpmn", true},
      {"../../../cli/benchmark_input/p17x01.bpmn", true}};
  for (const auto& [file, sound] : expected) {
    INFO(file);
    CHECK((decide(test::content_of(folder + file)).verdict == soundness::sound) == sound);
  }
  for (const auto& file : models::files("kraeuter-bpm2024/parallel-branches", ".bpmn")) {
    INFO(file.string());
    CHECK(decide(test::content_of(file)).verdict == soundness::sound);
  }
}

TEST_CASE("every model of the collections is read, or refused with its place") {
  std::size_t read = 0, refused = 0;
  for (const char* folder : {"miwg-reference", "miwg-tools", "camunda-bpmn-for-research", "kraeuter-bpm2024", "rust-bpmn-analyzer",
                             "pm4py-nets-logs"})
    for (const auto& file : models::files(folder, ".bpmn")) {
      INFO(file.string());
      auto m = read_bpmn(test::content_of(file), file.string());
      if (!m) {
        ++refused;
        for (const auto& d : m.error()) CHECK(d.where.find(file.filename().string() + ":") != std::string::npos);
        continue;
      }
      ++read;
      m->options.most_states = 3'000;
      m->options.most_witness_states = 500;
      (void)verify_net(m->net, m->options);
      for (const auto& d : m->notes) CHECK(d.where.find(':') != std::string::npos);
    }
  CHECK(read > 340);
  CHECK(refused < 10);
}

TEST_CASE("a boundary timer takes the token away, or gives a second one") {
  const auto with = [&](const char* interrupts) {
    return process_of("<startEvent id=\"s\"/><task id=\"t\"/><boundaryEvent id=\"b\" attachedToRef=\"t\" cancelActivity=\"" +
                      std::string{interrupts} + "\"><timerEventDefinition/></boundaryEvent><task id=\"u\"/><endEvent id=\"e\"/><endEvent id=\"f\"/>" +
                      flow("s", "t") + flow("t", "e") + flow("b", "u") + flow("u", "f"));
  };
  CHECK(decide(with("true")).verdict == soundness::sound);
  CHECK(decide(with("false")).verdict == soundness::sound);
}

TEST_CASE("a terminate end takes away what is left, an ordinary end of one of two branches into a join does not") {
  const auto with = [&](const std::string& definition) {
    return process_of("<startEvent id=\"s\"/><parallelGateway id=\"g\"/><task id=\"a\"/><exclusiveGateway id=\"x\"/><endEvent id=\"stop\">" +
                      definition + "</endEvent><task id=\"b\"/><parallelGateway id=\"j\"/><endEvent id=\"e\"/>" + flow("s", "g") + flow("g", "a") + flow("g", "b") +
                      flow("a", "x") + flow("x", "stop") + flow("x", "j") + flow("b", "j") + flow("j", "e"));
  };
  CHECK(decide(with("<terminateEventDefinition/>")).verdict == soundness::sound);
  const auto without = decide(with(""));
  CHECK(without.verdict == soundness::unsound);
  CHECK(without.kind == "stuck");
}

TEST_CASE("inclusive gateways in pairs are sound; an inclusive split before a parallel join is not") {
  const auto with = [&](const char* join) {
    return process_of(std::string{"<startEvent id=\"s\"/><inclusiveGateway id=\"g\"/><task id=\"a\"/><task id=\"b\"/><task id=\"c\"/><"} + join +
                      " id=\"j\"/><endEvent id=\"e\"/>" + flow("s", "g") + flow("g", "a") + flow("g", "b") + flow("g", "c") + flow("a", "j") +
                      flow("b", "j") + flow("c", "j") + flow("j", "e"));
  };
  CHECK(decide(with("inclusiveGateway")).verdict == soundness::sound);
  CHECK(decide(with("parallelGateway")).kind == "stuck");
  CHECK(decide(with("exclusiveGateway")).verdict == soundness::unsound);
  CHECK(decide(with("inclusiveGateway")).understood);
  const auto complex = decide(with("complexGateway"));
  CHECK_FALSE(complex.understood);
}

TEST_CASE("two pools wait for each other's message: a deadlock; in the other order they are sound") {
  const auto with = [&](bool crossed) {
    const std::string messages =
        "<collaboration id=\"c\"><participant id=\"A\" processRef=\"p\"/><participant id=\"B\" processRef=\"q\"/>"
        "<messageFlow id=\"m1\" sourceRef=\"send1\" targetRef=\"get1\"/><messageFlow id=\"m2\" sourceRef=\"send2\" targetRef=\"get2\"/></collaboration>";
    const std::string second = "<process id=\"q\"><startEvent id=\"s2\"/><receiveTask id=\"get1\"/><sendTask id=\"send2\"/><endEvent id=\"e2\"/>" +
                               flow("s2", "get1") + flow("get1", "send2") + flow("send2", "e2") + "</process>";
    const std::string first = crossed ? flow("s", "get2") + flow("get2", "send1") + flow("send1", "e")
                                      : flow("s", "send1") + flow("send1", "get2") + flow("get2", "e");
    return process_of("<startEvent id=\"s\"/><receiveTask id=\"get2\"/><sendTask id=\"send1\"/><endEvent id=\"e\"/>" + first, messages + second);
  };
  CHECK(decide(with(false)).verdict == soundness::sound);
  const auto crossed = decide(with(true));
  CHECK(crossed.verdict == soundness::unsound);
  CHECK(crossed.kind == "stuck");
}

TEST_CASE("sub-processes, their errors and their parallel ends") {
  const std::string inside = "<startEvent id=\"is\"/><parallelGateway id=\"ig\"/><task id=\"ia\"/><task id=\"ib\"/><endEvent id=\"ie\"/><endEvent id=\"if\">";
  const auto with = [&](const std::string& definition) {
    return process_of("<startEvent id=\"s\"/><subProcess id=\"sub\">" + inside + definition + "</endEvent>" + flow("is", "ig") + flow("ig", "ia") +
                      flow("ig", "ib") + flow("ia", "ie") + flow("ib", "if") +
                      "</subProcess><boundaryEvent id=\"b\" attachedToRef=\"sub\"><errorEventDefinition/></boundaryEvent><endEvent id=\"e\"/><endEvent id=\"f\"/>" +
                      flow("s", "sub") + flow("sub", "e") + flow("b", "f"));
  };
  CHECK(decide(with("")).verdict == soundness::sound);
  CHECK(decide(with("<terminateEventDefinition/>")).verdict == soundness::sound);
  const auto error = decide(with("<errorEventDefinition/>"));  // the normal way out is dead then
  CHECK(error.verdict == soundness::unsound);
  CHECK(error.kind == "dead-transition");
}

TEST_CASE("steps of a sub-process that nothing leads to begin together, and all of them must end") {
  const auto with = [&](const std::string& last) {
    return process_of("<startEvent id=\"s\"/><subProcess id=\"sub\"><task id=\"a\"/><task id=\"b\"/>" + last + "</subProcess><endEvent id=\"e\"/>" +
                      flow("s", "sub") + flow("sub", "e"));
  };
  CHECK(decide(with("")).verdict == soundness::sound);
  // one end reached by both is reached twice
  CHECK(decide(with("<endEvent id=\"ie\"/>" + flow("a", "ie") + flow("b", "ie"))).verdict == soundness::unsound);
}

TEST_CASE("a sub-process without a flow onward keeps the one around it open until it is done") {
  const auto m = read_bpmn(process_of("<startEvent id=\"s\"/><subProcess id=\"outer\"><startEvent id=\"os\"/><subProcess id=\"inner\"><startEvent id=\"is\"/>"
                                      "<task id=\"t\"/>" + flow("is", "t") + "</subProcess>" + flow("os", "inner") +
                                      "</subProcess><endEvent id=\"e\"/>" + flow("s", "outer") + flow("outer", "e")),
                           "t.bpmn");
  REQUIRE(m);
  CHECK(m->net.sinks().size() == 1);  // what ends inside is no end of the process
  CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
}

TEST_CASE("a flow to or from an event that takes no token by a flow is left out") {
  const std::string timer = "<timerEventDefinition/>", undo = "<compensateEventDefinition/>";
  const auto with = [&](const std::string& definition, const std::string& flows) {
    return process_of("<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><task id=\"a\"/><boundaryEvent id=\"b\" attachedToRef=\"a\">" + definition +
                      "</boundaryEvent><task id=\"u\"/><endEvent id=\"e\"/><endEvent id=\"f\"/>" + flow("s", "g") + flow("g", "a") + flow("a", "e") + flow("u", "f") + flows);
  };
  CHECK_FALSE(decide(with(timer, flow("g", "b") + flow("b", "u"))).understood);
  CHECK(decide(with(timer, flow("b", "u"))).verdict == soundness::sound);
  CHECK(decide(with(undo, flow("b", "u"))).kind == "dead-transition");  // compensation is not in the normal flow
}

TEST_CASE("an event beside an activity that only a message opens, and an inclusive gateway reached twice from one event gateway") {
  const auto opened = read_bpmn(
      process_of("<receiveTask id=\"r\" instantiate=\"true\"/><boundaryEvent id=\"b\" attachedToRef=\"r\" cancelActivity=\"false\">"
                 "<timerEventDefinition/></boundaryEvent><endEvent id=\"e\"/><endEvent id=\"f\"/>" + flow("r", "e") + flow("b", "f"),
                 "<collaboration id=\"c\"><messageFlow id=\"m\" sourceRef=\"x\" targetRef=\"r\"/></collaboration><process id=\"q\">"
                 "<startEvent id=\"qs\"/><sendTask id=\"x\"/><endEvent id=\"qe\"/>" + flow("qs", "x") + flow("x", "qe") + "</process>"),
      "t.bpmn");
  REQUIRE(opened);
  CHECK(verify_net(opened->net, opened->options).verdict == soundness::unsound);  // the event can never happen
  const auto twice = decide(process_of("<startEvent id=\"s\"/><eventBasedGateway id=\"g\"/><inclusiveGateway id=\"i\"/><endEvent id=\"e\"/>" + flow("s", "g") +
                                       "<sequenceFlow id=\"f1\" sourceRef=\"g\" targetRef=\"i\"/><sequenceFlow id=\"f2\" sourceRef=\"g\" targetRef=\"i\"/>" +
                                       flow("i", "e")));
  CHECK(twice.verdict == soundness::sound);
}

TEST_CASE("what cannot be understood is named with its line and never called sound") {
  const auto m = read_bpmn(process_of("<startEvent id=\"s\"/>\n<endEvent id=\"e\"/>" + flow("s", "e") +
                                      "\n<subProcess id=\"ev\" triggeredByEvent=\"true\"/>\n<hologram id=\"h\"/>\n<sequenceFlow id=\"loose\" sourceRef=\"s\" targetRef=\"gone\"/>"),
                           "t.bpmn");
  REQUIRE(m);
  CHECK_FALSE(m->understood);
  CHECK(m->notes.size() == 3);
  CHECK(has_code(m->notes, "bpmn/event-sub-process"));
  CHECK(has_code(m->notes, "bpmn/unknown-element"));
  CHECK(has_code(m->notes, "bpmn/loose-flow"));
  for (const auto& d : m->notes) CHECK(d.where.rfind("t.bpmn:", 0) == 0);
}

TEST_CASE("hostile XML is refused with its place") {
  const auto refused = [](const std::string& content, const std::string& code) {
    const auto m = read_bpmn(content, "t.bpmn");
    REQUIRE_FALSE(m);
    CHECK(m.error().list()[0].code == code);
  };
  refused("", "xml/malformed");
  refused("<definitions", "xml/malformed");
  refused("<a/>", "bpmn/not-bpmn");
  refused("<a/><b/>", "xml/malformed");
  refused("<!DOCTYPE d [<!ENTITY a \"b\">]>" + process_of(""), "xml/doctype");
  refused(process_of(""), "bpmn/no-way");
  std::string deep;
  for (int k = 0; k < 500; ++k) deep += "<subProcess id=\"s" + std::to_string(k) + "\">";
  std::string back;
  for (int k = 0; k < 500; ++k) back += "</subProcess>";
  refused(process_of(deep + back), "xml/too-deep");
  refused(process_of("<task id=\"a\"/><task id=\"a\"/>"), "bpmn/id-twice");
  // millions of elements: said before the tree of them is built, and before what else is wrong with the text
  std::string elements;
  for (int n = 0; n < 4'000'001; ++n) elements += "<a>";
  refused(elements, "xml/too-large");
}

TEST_CASE("a second root, an attribute given twice and bytes that are not UTF-8 are refused with their line") {
  const std::string whole = process_of("<startEvent id=\"s\"/>\n<task id=\"t\" name=\"\xC3\xA9\"/>\n<endEvent id=\"e\"/>" + flow("s", "t") + flow("t", "e"));
  const auto refused = [](const std::string& content, const std::string& code, const std::string& where) {
    const auto m = read_bpmn(content, "t.bpmn");
    REQUIRE_FALSE(m);
    REQUIRE(m.error().size() == 1);
    const auto& d = m.error().list()[0];
    CHECK(d.code == code);
    CHECK(d.where.rfind(where, 0) == 0);
    CHECK_FALSE(d.remedy.vi.empty());
    CHECK_FALSE(d.remedy.en.empty());
  };
  REQUIRE(read_bpmn("\xEF\xBB\xBF<!-- before -->" + whole + "<!-- behind -->", "t.bpmn"));
  const auto lines = std::to_string(1 + std::count(whole.begin(), whole.end(), '\n'));
  refused(whole + whole, "xml/malformed", "t.bpmn:" + lines + ": <definitions");
  refused(whole + "<?xml version=\"1.0\"?>" + whole, "xml/malformed", "t.bpmn:" + lines + ": <definitions");
  const auto changed = [&](const std::string& what, const std::string& to) {
    std::string out = whole;
    out.replace(out.find(what), what.size(), to);
    return out;
  };
  refused(changed("id=\"t\"", "id=\"t\" id=\"u\""), "xml/malformed", "t.bpmn:3: <task");
  refused(changed("id=\"t\"", "x:id=\"t\" name=\"\""), "xml/malformed", "t.bpmn:3: <task");
  CHECK(read_bpmn(changed("id=\"t\"", "id=\"t\" x:id=\"u\""), "t.bpmn"));  // two names
  refused(changed("\xC3\xA9", "\xE9"), "xml/not-utf8", "t.bpmn:3");
  refused(changed("\xC3\xA9", "\xED\xA0\x80"), "xml/not-utf8", "t.bpmn:3");
  const auto latin = read_bpmn("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + changed("\xC3\xA9", "\xE9"), "t.bpmn");
  REQUIRE(latin);
  CHECK(std::find(latin->transition_labels.begin(), latin->transition_labels.end(), "\xC3\xA9") != latin->transition_labels.end());
}

TEST_CASE("procedures of the pack as BPMN: sound again, the same steps and flows, nothing carried is lost") {
  const auto p = packs::vietnam();
  REQUIRE(p);
  REQUIRE_FALSE(p->procedures().empty());
  for (const auto& q : p->procedures()) {
    INFO(q.id());
    bpmn_options o;
    o.carried = "{\"id\": \"" + q.id() + "\", \"text\": \"<&>]]> – ổn\"}";
    const std::string written = write_bpmn(q, o);
    CHECK(written == write_bpmn(q, o));
    const auto m = read_bpmn(written, "w.bpmn");
    REQUIRE(m);
    CHECK(m->understood);
    CHECK(m->notes.empty());
    CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
    const auto carried = carried_json(written, "w.bpmn");
    REQUIRE(carried);
    CHECK(*carried == o.carried);
    const auto differences = compare_with_diagram(q, written, "w.bpmn");
    REQUIRE(differences);
    CHECK(describe(*differences) == "");
    bpmn_options whole;
    whole.carried = procedure_to_json(q);
    const auto back = procedure_from_bpmn(write_bpmn(q, whole), "w.bpmn");
    REQUIRE(back);
    CHECK(*back == q);
    CHECK_FALSE(procedure_from_bpmn(written, "w.bpmn"));  // what this one carries is no procedure
    // a changed diagram is noticed
    std::string changed = written;
    const auto at = changed.find("<userTask");
    REQUIRE(at != std::string::npos);
    changed.replace(changed.find("id=\"", at) + 4, 1, "Z");
    const auto noticed = compare_with_diagram(q, changed, "w.bpmn");
    REQUIRE(noticed);
    CHECK(noticed->has_errors());
    // every element of the picture is an element of the model
    for (const step& s : q.steps()) CHECK(written.find("bpmnElement=\"" + s.key + "\"") != std::string::npos);
  }
}

TEST_CASE("nets written as PNML are read back equal, with weights, final marking, inhibitor and reset arcs") {
  for (const auto& file : models::files("pm4py-nets-logs", ".pnml")) {
    const auto nets = read_pnml(test::content_of(file), file.string());
    REQUIRE(nets);
    CHECK(verify_net(nets->front().net).verdict == soundness::sound);
    const auto again = read_pnml(write_pnml(nets->front()), "w.pnml");
    REQUIRE(again);
    CHECK(write_pnml(again->front()) == write_pnml(nets->front()));
  }
  net_builder b;
  const auto i = b.place("i", 1), k = b.place("k", 2), o = b.place("o");
  const auto t = b.transition("t"), u = b.transition("not an id");
  b.input(t, i).output(t, o, 3).empty(t, k).hold_back(u, o).input(u, k).output(u, i);
  pnml_net n;
  n.id = "n";
  n.net = *b.build();
  n.transition_labels = {"first", "thứ hai"};
  const auto again = read_pnml(write_pnml(n), "w.pnml");
  REQUIRE(again);
  const workflow_net& r = again->front().net;
  CHECK(r.outputs(t)[0].weight == 3);
  CHECK(r.tokens(k) == 2);
  CHECK(r.empties(t).size() == 1);
  CHECK(r.held_back_by(u).size() == 1);
  CHECK(again->front().transition_labels[1] == "thứ hai");
  CHECK(r.name(i) == "i");
}

TEST_CASE("faults of PNML come at once, each with its line") {
  const auto n = read_pnml(
      "<pnml>\n<net id=\"n\">\n<place id=\"p\"/>\n<place id=\"p\"/>\n<transition/>\n<transition id=\"t\"/>\n"
      "<arc id=\"a\" source=\"p\" target=\"gone\"/>\n<arc id=\"b\" source=\"p\" target=\"t\"><inscription><text>x</text></inscription></arc>\n"
      "<arc id=\"c\" source=\"p\" target=\"t\"><type value=\"magic\"/></arc></net></pnml>",
      "t.pnml");
  REQUIRE_FALSE(n);
  for (const char* code : {"pnml/id-twice", "pnml/no-id", "pnml/unknown-node", "pnml/number", "pnml/arc-type"})
    CHECK(has_code(n.error(), code));
  for (const auto& d : n.error()) CHECK(d.where.rfind("t.pnml:", 0) == 0);
  CHECK_FALSE(read_pnml("<pnml><net id=\"n\" type=\"http://www.pnml.org/version-2009/grammar/symmetricnet\"/></pnml>", "t.pnml"));
}

}  // namespace test_of_bpmn

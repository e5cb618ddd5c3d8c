// Errors, escalations, event sub-processes, ends of sub-processes, conditions: cases found by comparing with an independent
// token game over thousands of generated models.
#include "../found_in.hpp"
#include "bpmn_text.hpp"

namespace test_of_bpmn_scopes {

using namespace dinh;
using namespace bpmn_text;
using test::has_code;

namespace {

std::string start(const std::string& id) { return "<startEvent id=\"" + id + "\"/>"; }
std::string end(const std::string& id, const std::string& definition = {}) {
  return "<endEvent id=\"" + id + "\">" + definition + "</endEvent>";
}
std::string task(const std::string& id) { return "<task id=\"" + id + "\"/>"; }
std::string error(const std::string& code) { return "<errorEventDefinition errorRef=\"" + code + "\"/>"; }
std::string escalation(const std::string& code) { return "<escalationEventDefinition escalationRef=\"" + code + "\"/>"; }
std::string boundary(const std::string& host, const std::string& definition, const char* cancels = "true") {
  return "<boundaryEvent id=\"b\" attachedToRef=\"" + host + "\" cancelActivity=\"" + cancels + "\">" + definition + "</boundaryEvent>";
}
std::string sub(const std::string& id, const std::string& inside) { return "<subProcess id=\"" + id + "\">" + inside + "</subProcess>"; }
std::string handler(const std::string& definition, const char* interrupts, const std::string& last = end("he")) {
  return "<subProcess id=\"h\" triggeredByEvent=\"true\"><startEvent id=\"hs\" isInterrupting=\"" + std::string{interrupts} + "\">" +
         definition + "</startEvent>" + last + flow("hs", "he") + "</subProcess>";
}

}  // namespace

TEST_CASE("an error goes to the nearest scope around it that catches it") {
  const auto with = [&](const std::string& caught) {
    const std::string inner = sub("i", start("is") + "<exclusiveGateway id=\"ix\"/>" + end("ie") + end("err", error("E1")) + flow("is", "ix") +
                                           flow("ix", "ie") + flow("ix", "err"));
    return process_of(start("s") + sub("o", start("os") + inner + end("oe") + flow("os", "i") + flow("i", "oe")) + boundary("o", error(caught)) + end("e") + end("f") +
                      flow("s", "o") + flow("o", "e") + flow("b", "f"));
  };
  CHECK(decide(with("E1")).verdict == soundness::sound);
  // the boundary event happens where the error is thrown, not by itself: two errors into a join of both ways out
  const std::string always = sub("i", start("is") + end("err", error("E1")) + flow("is", "err"));
  const auto only = decide(process_of(start("s") + sub("o", start("os") + always + end("oe") + flow("os", "i") + flow("i", "oe")) + boundary("o", error("x:E1")) +
                                      end("e") + end("f") + flow("s", "o") + flow("o", "e") + flow("b", "f")));
  CHECK(only.verdict == soundness::unsound);
  CHECK(only.kind == "dead-transition");
}

TEST_CASE("an escalation that does not interrupt gives a second token, one that interrupts takes the first") {
  const auto with = [&](const char* cancels, const char* join) {
    return process_of(start("s") + sub("o", start("os") + "<intermediateThrowEvent id=\"x\">" + escalation("X") + "</intermediateThrowEvent>" + end("oe") + flow("os", "x") + flow("x", "oe")) +
                      boundary("o", escalation("X"), cancels) + "<" + join + " id=\"j\"/>" + end("e") + flow("s", "o") + flow("o", "j") + flow("b", "j") + flow("j", "e"));
  };
  CHECK(decide(with("false", "parallelGateway")).verdict == soundness::sound);
  CHECK(decide(with("false", "exclusiveGateway")).verdict == soundness::unsound);
  CHECK(decide(with("true", "parallelGateway")).kind == "stuck");
  CHECK(decide(with("true", "exclusiveGateway")).kind == "dead-transition");  // it always escalates: its own end never comes
}

TEST_CASE("an event sub-process that interrupts ends what is under way in its scope, the other runs beside it") {
  const std::string message = "<messageEventDefinition/>";
  const std::string body = start("s") + "<parallelGateway id=\"g\"/>" + task("t") + task("u") + "<parallelGateway id=\"j\"/>" + end("e") + flow("s", "g") + flow("g", "t") +
                           flow("g", "u") + flow("t", "j") + flow("u", "j") + flow("j", "e");
  for (const char* interrupts : {"true", "false"}) {
    const auto of_process = decide(process_of(body + handler(message, interrupts)));
    CHECK(of_process.understood);
    CHECK(of_process.verdict == soundness::sound);
    CHECK(decide(process_of(start("ps") + sub("o", body + handler(message, interrupts)) + end("pe") + flow("ps", "o") + flow("o", "pe"))).verdict == soundness::sound);
    // what is wrong inside shows
    const std::string two_for_one = "<exclusiveGateway id=\"he\"/><parallelGateway id=\"hj\"/>" + end("hf") + "<sequenceFlow id=\"1\" sourceRef=\"he\" targetRef=\"hj\"/>"
                                    "<sequenceFlow id=\"2\" sourceRef=\"he\" targetRef=\"hj\"/>" + flow("hj", "hf");
    CHECK(decide(process_of(body + handler(message, interrupts, two_for_one))).kind == "stuck");
  }
}

TEST_CASE("an event sub-process catches the errors of its scope before those around it") {
  const auto with = [&](const std::string& code) {
    return process_of(start("s") + sub("o", start("os") + "<exclusiveGateway id=\"x\"/>" + end("oe") + end("err", error("E1")) + flow("os", "x") + flow("x", "oe") + flow("x", "err") +
                                                handler(error(code), "true")) +
                      boundary("o", error("E1")) + end("e") + end("f") + flow("s", "o") + flow("o", "e") + flow("b", "f"));
  };
  CHECK(decide(with("E2")).verdict == soundness::sound);  // each may happen: E2 in any task, E1 where it is thrown
  CHECK(decide(with("E1")).verdict == soundness::sound);
  // and what it throws itself leaves the scope
  const auto rethrown = decide(process_of(start("s") + sub("o", start("os") + end("err", error("E1")) + flow("os", "err") + handler(error("E1"), "true", end("he", error("E1")))) +
                                          boundary("o", error("E1")) + end("f") + task("dead") + end("e") + flow("s", "o") + flow("o", "dead") + flow("dead", "e") + flow("b", "f")));
  CHECK(rethrown.kind == "dead-transition");
  const auto without_start = decide(process_of(start("s") + end("e") + flow("s", "e") + "<subProcess id=\"h\" triggeredByEvent=\"true\"/>"));
  CHECK_FALSE(without_start.understood);
}

TEST_CASE("an event sub-process directly inside another one may begin while the outer one is under way") {
  const auto inside = [&](const std::string& id, const std::string& definition, const char* interrupts, const std::string& last, const std::string& more = {}) {
    return "<subProcess id=\"" + id + "\" triggeredByEvent=\"true\"><startEvent id=\"" + id + "s\" isInterrupting=\"" + interrupts + "\">" + definition + "</startEvent>" +
           task(id + "t") + end(id + "e", last) + flow(id + "s", id + "t") + flow(id + "t", id + "e") + more + "</subProcess>";
  };
  const std::string timer = "<timerEventDefinition/>", any_error = "<errorEventDefinition/>", any_escalation = "<escalationEventDefinition/>";
  const std::string body = start("s") + task("a") + end("e") + flow("s", "a") + flow("a", "e");
  for (const char* outer : {"true", "false"}) {
    for (const char* inner : {"true", "false"}) {
      CHECK(decide(process_of(body + inside("x", timer, outer, "", inside("y", timer, inner, "")))).verdict == soundness::sound);
      CHECK(decide(process_of(body + inside("x", timer, outer, "", inside("y", timer, inner, "", inside("z", timer, inner, ""))))).verdict == soundness::sound);
      // of a sub-process as of a process
      CHECK(decide(process_of(start("ps") + sub("o", body + inside("x", timer, outer, "", inside("y", timer, inner, ""))) + end("pe") + flow("ps", "o") + flow("o", "pe"))).verdict ==
            soundness::sound);
      // an outer one that is itself begun by what is thrown
      CHECK(decide(process_of(start("s") + task("a") + end("e", any_escalation) + flow("s", "a") + flow("a", "e") +
                              inside("x", any_escalation, "true", "", inside("y", timer, inner, "")))).verdict == soundness::sound);
    }
    CHECK(decide(process_of(body + inside("x", timer, outer, any_error, inside("y", any_error, "true", "")))).verdict == soundness::sound);
  }
  // what is wrong in the inner one shows
  CHECK(decide(process_of(body + inside("x", timer, "false", "", inside("y", timer, "false", "", task("never") + flow("never", "yt"))))).kind == "dead-transition");
}

TEST_CASE("a boundary event is attached to an activity beside it, and to nothing else") {
  const std::string timer = "<timerEventDefinition/>";
  const auto attached_to = [&](const std::string& host) {
    return read_bpmn(process_of(start("s") + "<exclusiveGateway id=\"g\"/>" + sub("o", start("os") + task("ot") + end("oe") + flow("os", "ot") + flow("ot", "oe")) + handler(timer, "false") +
                                end("e") + end("f") + "\n" + boundary(host, timer) + flow("s", "g") + flow("g", "o") + flow("o", "e") + flow("b", "f")),
                     "t.bpmn");
  };
  CHECK(attached_to("o"));
  for (const char* host : {"g", "e", "s", "b", "ot", "h", "nothing"}) {
    INFO(host);
    const auto m = attached_to(host);
    REQUIRE_FALSE(m);
    const auto& d = m.error().list()[0];
    CHECK(d.code == "bpmn/unknown-node");
    CHECK(d.message.en.find("attached to") != std::string::npos);
    CHECK(d.where.rfind("t.bpmn:", 0) == 0);
    CHECK(d.where.find("id=\"b\"") != std::string::npos);
    CHECK_FALSE(d.remedy.en.empty());
  }
}

TEST_CASE("what names nothing is told with its place, and changes no verdict") {
  const auto noted = [&](const std::string& content, const std::string& what) {
    INFO(what);
    const auto m = read_bpmn(content, "t.bpmn");
    REQUIRE(m);
    CHECK(m->understood);
    CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
    REQUIRE(m->notes.size() == 1);
    const auto& d = m->notes.list()[0];
    CHECK(d.code == "bpmn/unknown-reference");
    CHECK(d.where.rfind("t.bpmn:", 0) == 0);
    CHECK(d.message.en.find(what) != std::string::npos);
    CHECK(d.message.vi.find(what) != std::string::npos);
    CHECK_FALSE(d.remedy.en.empty());
    CHECK_FALSE(d.remedy.vi.empty());
  };
  const std::string body = start("s") + task("a") + end("e") + flow("s", "a") + flow("a", "e");
  const auto pools = [](const std::string& inside) {
    return "<collaboration id=\"c\"><participant id=\"own\" processRef=\"t:p\"/><participant id=\"outside\"/>" + inside + "</collaboration>";
  };
  noted(process_of(body, pools("<messageFlow id=\"m\" sourceRef=\"a\" targetRef=\"gone\"/>")), "gone");
  noted(process_of(body, pools("<messageFlow id=\"m\" sourceRef=\"gone\" targetRef=\"a\"/>")), "gone");
  noted(process_of(body, pools("<participant id=\"q\" processRef=\"gone\"/>")), "gone");
  const auto silent = read_bpmn(process_of(body, pools("<messageFlow id=\"m\" sourceRef=\"a\" targetRef=\"t:outside\"/><messageFlow id=\"n\" sourceRef=\"own\" targetRef=\"outside\"/>")), "t.bpmn");
  REQUIRE(silent);
  CHECK(silent->notes.empty());
  const auto with_default = [&](const std::string& named) {
    return process_of(start("s") + "<exclusiveGateway id=\"g\" default=\"" + named + "\"/>" + task("a") + task("b") + end("e") + end("f") + flow("s", "g") + flow("g", "a") + flow("g", "b") +
                      flow("a", "e") + flow("b", "f"));
  };
  noted(with_default("gone"), "gone");
  noted(with_default("a-e"), "a-e");  // a flow, of another node
  CHECK(read_bpmn(with_default(" g-b "), "t.bpmn")->notes.empty());
}

TEST_CASE("a message flow without one of its ends is told with its place, and changes no verdict") {
  for (const char* flow_of : {R"(<messageFlow id="m" sourceRef="a"/>)", R"(<messageFlow id="m" targetRef="a"/>)"}) {
    INFO(flow_of);
    const auto m = read_bpmn(process_of(start("s") + task("a") + end("e") + flow("s", "a") + flow("a", "e"), "<collaboration id=\"c\">" + std::string{flow_of} + "</collaboration>"),
                             "t.bpmn");
    REQUIRE(m);
    CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
    REQUIRE(m->notes.size() == 1);
    CHECK(m->notes.list()[0].code == "bpmn/missing-reference");
    CHECK(m->notes.list()[0].where.rfind("t.bpmn:", 0) == 0);
  }
}

TEST_CASE("white space around an id or a reference does not count") {
  const auto m = read_bpmn(process_of(start("s") + "<task id=\" t \"/>" + boundary("\n t\n", "<timerEventDefinition/>", " true ") + end("e") + end("f") +
                                          "<sequenceFlow id=\"f1\" sourceRef=\" s \" targetRef=\"t\"/><sequenceFlow id=\"f2\" sourceRef=\"t\t\" targetRef=\" e\"/>" + flow("b", "f"),
                                      "<collaboration id=\"c\"><participant id=\"o\" processRef=\" p \"/><messageFlow id=\"m\" sourceRef=\" o \" targetRef=\" t \"/></collaboration>"),
                           "t.bpmn");
  REQUIRE(m);
  CHECK(describe(m->notes) == "");
  CHECK(m->understood);
  CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
}

TEST_CASE("a sub-process is not done while anything is under way inside, however many ends it has") {
  const auto with = [&](const std::string& back, const std::string& beside) {
    return process_of(start("s") + sub("o", start("os") + "<parallelGateway id=\"g\"/>" + task("l") + task("u") + end("oe") + flow("os", "g") + flow("g", "l") + flow("g", "u") +
                                                flow("u", "oe") + back) +
                      beside + end("e") + flow("s", "o") + flow("o", "e"));
  };
  const std::string forever = flow("l", "l");
  CHECK(decide(with(forever, "")).kind == "cannot-end");
  // a timer ends the loop, and nothing is left over
  CHECK(decide(with(forever, boundary("o", "<timerEventDefinition/>") + end("f") + flow("b", "f"))).verdict == soundness::unsound);  // e is dead
  CHECK(decide(with(forever, boundary("o", "<timerEventDefinition/>") + flow("b", "o-end")) ).understood == false);
  // two tokens into one end event are two ends, as in a process
  CHECK(decide(process_of(start("s") + sub("o", start("os") + task("p") + task("q") + end("oe") + flow("os", "p") + flow("os", "q") + flow("p", "oe") + flow("q", "oe")) + end("e") +
                          flow("s", "o") + flow("o", "e"))).kind == "improper-end");
  // no end at all inside: it goes on for ever, it is not over at once
  const auto endless = decide(process_of(start("s") + sub("o", start("os") + "<exclusiveGateway id=\"x\"/>" + task("l") + flow("os", "x") + flow("x", "l") + flow("l", "x")) + end("e") +
                                         flow("s", "o") + flow("o", "e")));
  CHECK(endless.kind == "cannot-end");
}

TEST_CASE("the default flow is taken only where no condition holds") {
  const std::string when = "<conditionExpression>c</conditionExpression>";
  const auto with = [&](const std::string& chooser, const char* join) {
    return process_of(start("s") + chooser + "<" + join + " id=\"j\"/>" + end("e") + flow("s", "t") + "<sequenceFlow id=\"d\" sourceRef=\"t\" targetRef=\"j\"/>" +
                      "<sequenceFlow id=\"c\" sourceRef=\"t\" targetRef=\"j\">" + when + "</sequenceFlow>" + flow("j", "e"));
  };
  for (const char* chooser : {"<task id=\"t\" default=\"d\"/>", "<inclusiveGateway id=\"t\" default=\"d\"/>"}) {
    CHECK(decide(with(chooser, "exclusiveGateway")).verdict == soundness::sound);  // never both
    CHECK(decide(with(chooser, "parallelGateway")).kind == "stuck");
  }
  CHECK(decide(with("<inclusiveGateway id=\"t\"/>", "exclusiveGateway")).verdict == soundness::unsound);
}

TEST_CASE("an inclusive join waits for a token inside an exclusive gateway that joins and splits") {
  CHECK(decide(process_of(start("s") + "<inclusiveGateway id=\"g\"/><exclusiveGateway id=\"x\"/>" + task("u") + "<inclusiveGateway id=\"j\"/>" + end("e") + flow("s", "g") +
                          "<sequenceFlow id=\"gj\" sourceRef=\"g\" targetRef=\"j\"/>" + flow("g", "x") + flow("x", "u") + flow("u", "x") + flow("x", "j") + flow("j", "e")))
            .verdict == soundness::sound);
}

TEST_CASE("references may bear a prefix, a flow may not cross a border, ids are not used twice") {
  CHECK(decide(process_of(start("s") + task("t") + boundary("tns:t", "<timerEventDefinition/>") + end("e") + end("f") + flow("s", "t") + flow("t", "e") + flow("b", "f"))).verdict ==
        soundness::sound);
  const auto crossing = read_bpmn(process_of(start("s") + sub("o", start("os") + task("t") + flow("os", "t")) + end("e") + flow("s", "o") + flow("t", "e")), "t.bpmn");
  REQUIRE(crossing);
  CHECK_FALSE(crossing->understood);
  CHECK(has_code(crossing->notes, "bpmn/loose-flow"));
  const auto twice = read_bpmn(process_of(start("s") + end("e") + flow("s", "e") + flow("s", "e")), "t.bpmn");
  REQUIRE_FALSE(twice);
  CHECK(twice.error().list()[0].code == "bpmn/id-twice");
}

TEST_CASE("processes that nothing begins are not sound, and one that an event gateway begins is") {
  const std::string message = "<messageEventDefinition/>";
  CHECK(decide(process_of("<startEvent id=\"s\">" + message + "</startEvent>" + end("e") + flow("s", "e"),
                          "<collaboration id=\"c\"><messageFlow id=\"m\" sourceRef=\"e2\" targetRef=\"s\"/><messageFlow id=\"n\" sourceRef=\"e\" targetRef=\"s2\"/></collaboration>"
                          "<process id=\"q\"><startEvent id=\"s2\">" + message + "</startEvent>" + end("e2", message) + flow("s2", "e2") + "</process>"))
            .verdict == soundness::unsound);
  CHECK(decide(process_of("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"a\"/><receiveTask id=\"b\"/>" + start("s") + "<exclusiveGateway id=\"j\"/>" + end("e") +
                          flow("g", "a") + flow("g", "b") + flow("a", "j") + flow("b", "j") + flow("s", "j") + flow("j", "e")))
            .verdict == soundness::sound);
  CHECK_FALSE(decide(process_of(start("s") + "<eventBasedGateway id=\"g\" eventGatewayType=\"Parallel\"/><receiveTask id=\"a\"/>" + end("e") + flow("s", "g") + flow("g", "a") + flow("a", "e")))
                  .understood);
}

TEST_CASE("processes without messages between them are decided one by one") {
  std::string many = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\">";
  for (const std::string p : {"a", "b", "c", "d"}) {
    std::string inside = start(p + "s") + "<inclusiveGateway id=\"" + p + "g\"/><inclusiveGateway id=\"" + p + "j\"/>" + end(p + "e") + flow(p + "s", p + "g") + flow(p + "j", p + "e");
    for (const std::string t : {"1", "2", "3", "4", "5"}) inside += task(p + t) + flow(p + "g", p + t) + flow(p + t, p + "j");
    if (p == "c") inside += task("cx") + flow("c1", "cx");  // a second end on one way: fine for a process
    if (p == "d") inside += "<parallelGateway id=\"dj\"/>";
    many += "<process id=\"" + p + "\">" + (p == "d" ? start("ds") + "<exclusiveGateway id=\"dg\"/><parallelGateway id=\"dj\"/>" + end("de") + flow("ds", "dg") +
                                                         "<sequenceFlow id=\"d1\" sourceRef=\"dg\" targetRef=\"dj\"/><sequenceFlow id=\"d2\" sourceRef=\"dg\" targetRef=\"dj\"/>" + flow("dj", "de")
                                                       : inside) +
            "</process>";
  }
  const auto m = read_bpmn(many + "</definitions>", "t.bpmn");
  REQUIRE(m);
  net_options few = m->options;
  few.most_states = 5'000;  // all together have hundreds of thousands
  const auto v = verify_net(m->net, few);
  CHECK(v.verdict == soundness::unsound);
  REQUIRE_FALSE(v.findings.empty());
  CHECK(v.findings[0].kind == net_defect::stuck);
  REQUIRE(v.findings[0].witness.size() == 2);  // ds, then one way of dg, in the numbers of the whole
  CHECK(m->net.name(v.findings[0].witness[0]) == "ds");
  CHECK(m->net.name(v.findings[0].witness[1]) == "dg");
}

TEST_CASE("UTF-16 in both orders, with and without a mark, is read with its lines") {
  const std::string ascii = process_of(start("s") + "\n" + end("e") + flow("s", "e") + "<hologram/>");
  for (const bool little : {true, false})
    for (const bool marked : {true, false}) {
      std::string wide = !marked ? "" : little ? "\xFF\xFE" : "\xFE\xFF";
      for (const char c : ascii) wide += little ? std::string{c, '\0'} : std::string{'\0', c};
      const auto m = read_bpmn(wide, "t.bpmn");
      REQUIRE(m);
      CHECK(verify_net(m->net, m->options).verdict == soundness::sound);
      REQUIRE(m->notes.size() == 1);
      CHECK(m->notes.list()[0].where == read_bpmn(ascii, "t.bpmn")->notes.list()[0].where);
    }
  // names outside the first plane, and half a pair
  std::string name;
  for (const char16_t c : std::u16string{u"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" name=\"\u1ED5\U0001F600\"><process><task id=\"t\"/></process></definitions>"}) {
    name += static_cast<char>(c & 0xFF);
    name += static_cast<char>(c >> 8);
  }
  const auto m = read_bpmn(name, "t.bpmn");
  REQUIRE(m);
  CHECK(m->name == "\xE1\xBB\x95\xF0\x9F\x98\x80");
}

}  // namespace test_of_bpmn_scopes

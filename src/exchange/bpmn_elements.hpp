#pragma once
// BPMN elements by name.

#include "exchange/xml_reading.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace dinh::inline v1::bpmn {

inline constexpr std::string_view model_namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
// Of the beta of 2009, which some tools went on to write; the elements are the same.
inline constexpr std::string_view beta_namespace = "http://schema.omg.org/spec/BPMN/2.0";
[[nodiscard]] constexpr bool is_model_namespace(std::string_view n) noexcept { return n == model_namespace || n == beta_namespace; }

template <std::size_t N>
[[nodiscard]] constexpr bool among(std::string_view name, const std::array<std::string_view, N>& names) noexcept {
  return std::find(names.begin(), names.end(), name) != names.end();
}

inline constexpr std::array<std::string_view, 9> tasks{"task",       "userTask",   "serviceTask",      "sendTask", "receiveTask",
                                                       "manualTask", "scriptTask", "businessRuleTask", "callActivity"};
inline constexpr std::array<std::string_view, 3> sub_processes{"subProcess", "transaction", "adHocSubProcess"};
inline constexpr std::array<std::string_view, 5> gateways{"exclusiveGateway", "parallelGateway", "inclusiveGateway",
                                                          "eventBasedGateway", "complexGateway"};
inline constexpr std::array<std::string_view, 6> events{"startEvent",        "endEvent",      "intermediateCatchEvent",
                                                        "intermediateThrowEvent", "boundaryEvent", "implicitThrowEvent"};
// What stands in a process and moves no token.
inline constexpr std::array<std::string_view, 29> silent{
    "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference",
    "textAnnotation", "association", "group", "ioSpecification", "property", "dataInputAssociation",
    "dataOutputAssociation", "incoming", "outgoing", "auditing", "monitoring", "performer", "humanPerformer",
    "potentialOwner", "resourceRole", "correlationSubscription", "supports", "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics", "script", "dataInput", "dataOutput", "categoryValueRef"};

[[nodiscard]] inline bool is_activity(std::string_view k) noexcept { return among(k, tasks) || among(k, sub_processes); }
[[nodiscard]] inline bool is_flow_node(std::string_view k) noexcept {
  return is_activity(k) || among(k, gateways) || among(k, events);
}
// "timer", "message", "terminate" …, the first event definition; empty for a plain event.
[[nodiscard]] inline std::string_view trigger_of(pugi::xml_node event) noexcept {
  constexpr std::string_view suffix = "EventDefinition";
  for (const auto c : event.children()) {
    const std::string_view k = local_name(c);
    if (k.size() > suffix.size() && k.substr(k.size() - suffix.size()) == suffix)
      return k.substr(0, k.size() - suffix.size());
    if (k == "eventDefinitionRef") return "referenced";
  }
  return {};
}
[[nodiscard]] inline bool is_true(pugi::xml_attribute a, bool if_absent) noexcept {
  if (!a) return if_absent;
  const std::string_view v = trimmed(a.value());
  return v == "true" || v == "1";
}

}  // namespace dinh::inline v1::bpmn

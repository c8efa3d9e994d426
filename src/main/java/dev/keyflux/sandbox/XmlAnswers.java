package dev.keyflux.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers of the query protocol: the XML envelope in which STS answers. */
final class XmlAnswers {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private XmlAnswers() {}

    /** A success. A member of {@code result} is a text, or a map of members. */
    static Answer ok(String operation, Map<String, ?> result, String requestId) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put(operation + "Result", result);
        envelope.put("ResponseMetadata", Map.of("RequestId", requestId));
        return answer(200, operation + "Response", envelope, requestId);
    }

    static Answer error(ServiceError error, String requestId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("Type", error.status() < 500 ? "Sender" : "Receiver");
        members.put("Code", error.type());
        members.put("Message", error.text());
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("Error", members);
        envelope.put("RequestId", requestId);
        return answer(error.status(), "ErrorResponse", envelope, requestId);
    }

    private static Answer answer(int status, String root, Map<String, ?> envelope, String requestId) {
        var xml = new StringBuilder();
        xml.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
        appendMembers(xml, envelope);
        xml.append("</").append(root).append(">\n");
        return new Answer(status, "text/xml", Map.of("x-amzn-RequestId", requestId), xml.toString());
    }

    private static void appendMembers(StringBuilder xml, Map<?, ?> members) {
        members.forEach((name, value) -> {
            xml.append('<').append(name).append('>');
            if (value instanceof Map<?, ?> nested) {
                appendMembers(xml, nested);
            } else {
                appendText(xml, String.valueOf(value));
            }
            xml.append("</").append(name).append('>');
        });
    }

    /** Messages quote what a client sent, which can be anything: what XML cannot carry even escaped is replaced. */
    private static void appendText(StringBuilder xml, String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '\r' -> xml.append("&#13;");
                default -> xml.appendCodePoint(isXmlCharacter(c) ? c : '\uFFFD');
            }
        });
    }

    private static boolean isXmlCharacter(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x1_0000;
    }
}

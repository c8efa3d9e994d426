package dev.keyflux.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value in JSON and where it stands, for messages that say where.
 *
 * @param line counted from 1
 * @param field its path, for example {@code rules[1].fault}; empty for the whole
 * @param value a String, a BigDecimal, a Boolean, a {@code List<JsonTree>}, a {@code Map<String, JsonTree>}, or for null the
 *     token
 */
record JsonTree(int line, String field, Object value) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads the one value that {@code json} has to hold; a member may not be named twice. */
    static JsonTree parse(byte[] json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new UnreadableFaultPlanException(1, "", "there is nothing in it", null);
            }
            var tree = read(parser, "");
            if (parser.nextToken() != null) {
                throw new UnreadableFaultPlanException(line(parser), "", "there is more after its end", null);
            }
            return tree;
        } catch (JacksonException e) {
            var location = e.getLocation();
            var line = location == null ? 1 : Math.max(1, location.getLineNr());
            throw new UnreadableFaultPlanException(line, "", "not JSON: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    UnreadableFaultPlanException wrong(String trouble) {
        return new UnreadableFaultPlanException(line, field, trouble, null);
    }

    /** What {@code make} makes of it; what it refuses as an argument is said to be wrong here. */
    <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new UnreadableFaultPlanException(line, field, e.getMessage(), e);
        }
    }

    private static JsonTree read(JsonParser parser, String field) {
        var line = line(parser);
        var value = switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, field);
            case START_ARRAY -> elements(parser, field);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.currentToken();
        };
        return new JsonTree(line, field, value);
    }

    private static Map<String, JsonTree> members(JsonParser parser, String field) {
        var members = new LinkedHashMap<String, JsonTree>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var path = field.isEmpty() ? name : field + "." + name;
            var line = line(parser);
            parser.nextToken();
            if (members.put(name, read(parser, path)) != null) {
                throw new UnreadableFaultPlanException(line, path, "given twice", null);
            }
        }
        return members;
    }

    private static List<JsonTree> elements(JsonParser parser, String field) {
        var elements = new ArrayList<JsonTree>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser, field + "[" + elements.size() + "]"));
        }
        return elements;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}

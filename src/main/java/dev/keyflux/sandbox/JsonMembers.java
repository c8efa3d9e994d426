package dev.keyflux.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The members of a request in AWS JSON 1.1. As in AWS, null is as good as absent and unknown members are ignored. */
final class JsonMembers {
    private static final JsonFactory JSON = new JsonFactory();

    /** By name: a String or a Boolean, or the token of something that no operation here takes. */
    private final Map<String, Object> members;

    private JsonMembers(Map<String, Object> members) {
        this.members = members;
    }

    static JsonMembers parse(String body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ServiceError.unreadable("Start of structure or map found where not expected.");
            }
            var members = new HashMap<String, Object>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    members.put(name, value(parser, token));
                }
            }
            if (parser.nextToken() != null) {
                throw ServiceError.unreadable("Unexpected content after the end of the structure.");
            }
            return new JsonMembers(members);
        } catch (JacksonException e) {
            throw ServiceError.unreadable(e.getOriginalMessage());
        }
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> {
                parser.skipChildren();
                yield token;
            }
        };
    }

    /** A string that has to be there. */
    String required(String name) {
        var value = optional(name);
        if (value == null) {
            throw ServiceError.missingMember(name);
        }
        return value;
    }

    @Nullable
    String optional(String name) {
        var value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw ServiceError.unreadable(shown(value) + " cannot be converted to String");
    }

    /** A flag, false if it is absent. */
    boolean flag(String name) {
        var value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw ServiceError.unreadable(shown(value) + " cannot be converted to Boolean");
    }

    private static String shown(Object value) {
        if (value instanceof String) {
            return JsonToken.VALUE_STRING.name();
        }
        return value instanceof Boolean flag
                ? (flag ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE).name()
                : value.toString();
    }
}

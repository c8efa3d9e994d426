package dev.keyflux.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * Writes what one account holds in one region as the shapes of Lightsail's API.
 *
 * @see <a href="https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_Types.html">Data types</a>
 */
record LightsailShapes(Place place) {

    void writeKeyPair(JsonGenerator json, SandboxKeyPair pair) {
        var uuid = uuid(place.accountId() + '/' + place.region() + '/' + pair.name() + '/' + pair.createdAt());
        json.writeStartObject();
        json.writeStringProperty("name", pair.name());
        json.writeStringProperty(
                "arn", "arn:aws:lightsail:" + place.region() + ':' + place.accountId() + ":KeyPair/" + uuid);
        json.writeStringProperty("supportCode", place.accountId() + '/' + pair.name());
        JsonAnswers.writeTime(json, "createdAt", pair.createdAt());
        writeLocation(json);
        json.writeStringProperty("resourceType", "KeyPair");
        json.writeArrayPropertyStart("tags");
        json.writeEndArray();
        json.writeStringProperty("fingerprint", pair.fingerprint());
        json.writeEndObject();
    }

    void writeOperation(JsonGenerator json, ShelfOperation operation) {
        json.writeStartObject();
        json.writeStringProperty("id", operation.id());
        json.writeStringProperty("resourceName", operation.keyPairName());
        json.writeStringProperty("resourceType", "KeyPair");
        JsonAnswers.writeTime(json, "createdAt", operation.createdAt());
        writeLocation(json);
        json.writeBooleanProperty("isTerminal", operation.isTerminal());
        json.writeStringProperty("operationDetails", "");
        json.writeStringProperty("operationType", operation.type());
        json.writeStringProperty("status", operation.status());
        JsonAnswers.writeTime(json, "statusChangedAt", operation.statusChangedAt());
        json.writeStringProperty(
                "errorCode", operation.isFailed() ? operation.course().code() : null);
        json.writeStringProperty(
                "errorDetails", operation.isFailed() ? operation.course().details() : null);
        json.writeEndObject();
    }

    /** Zones are an empty list, not absent, in an answer that was not asked for them. */
    static void writeRegion(JsonGenerator json, LightsailRegion region, boolean zones, boolean databaseZones) {
        json.writeStartObject();
        json.writeStringProperty("continentCode", region.continentCode());
        json.writeStringProperty("description", region.description());
        json.writeStringProperty("displayName", region.displayName());
        json.writeStringProperty("name", region.name());
        writeZones(json, "availabilityZones", zones ? region.zones() : List.of());
        writeZones(json, "relationalDatabaseAvailabilityZones", databaseZones ? region.zones() : List.of());
        json.writeEndObject();
    }

    private void writeLocation(JsonGenerator json) {
        json.writeObjectPropertyStart("location");
        json.writeStringProperty("availabilityZone", "all");
        json.writeStringProperty("regionName", place.region());
        json.writeEndObject();
    }

    private static void writeZones(JsonGenerator json, String name, List<String> zones) {
        json.writeArrayPropertyStart(name);
        for (var zone : zones) {
            json.writeStartObject();
            json.writeStringProperty("zoneName", zone);
            json.writeStringProperty("state", "available");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.keyflux.sandbox;

import dev.keyflux.key.KeyPairName;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Lightsail's operations on key pairs, and those that tell what is where.
 *
 * @see <a href="https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_Operations.html">Lightsail's API</a>
 */
final class LightsailService {
    private final Shelves shelves;
    private final int pageSize;

    LightsailService(Shelves shelves, int pageSize) {
        this.shelves = shelves;
        this.pageSize = pageSize;
    }

    Answer answer(AwsRequest request, Twist twist) {
        return switch (request.call().operation()) {
            case "ImportKeyPair" -> importKeyPair(request, twist);
            case "GetKeyPair" -> getKeyPair(request);
            case "GetKeyPairs" -> getKeyPairs(request, twist);
            case "DeleteKeyPair" -> deleteKeyPair(request, twist);
            case "GetOperation" -> getOperation(request);
            case "GetRegions" -> getRegions(request);
            case "GetActiveNames" -> getActiveNames(request, twist);
            default -> throw ServiceError.unknownOperation();
        };
    }

    private Answer importKeyPair(AwsRequest request, Twist twist) {
        var members = JsonMembers.parse(request.body());
        var name = name(members);
        var key = key(members.required("publicKeyBase64"));
        return operation(request, shelf(request).importKeyPair(name, key, twist));
    }

    private Answer deleteKeyPair(AwsRequest request, Twist twist) {
        var members = JsonMembers.parse(request.body());
        var name = name(members);
        return operation(request, shelf(request).deleteKeyPair(name, members.optional("expectedFingerprint"), twist));
    }

    private Answer getOperation(AwsRequest request) {
        var id = JsonMembers.parse(request.body()).required("operationId");
        return operation(request, shelf(request).operation(id));
    }

    private Answer getKeyPair(AwsRequest request) {
        var pair = shelf(request).keyPair(name(JsonMembers.parse(request.body())));
        var shapes = shapes(request);
        return JsonAnswers.ok(request.id(), json -> {
            json.writeName("keyPair");
            shapes.writeKeyPair(json, pair);
        });
    }

    private Answer getKeyPairs(AwsRequest request, Twist twist) {
        var members = JsonMembers.parse(request.body());
        // Read for its type only: accounts here have no default key pair that could be left out.
        members.flag("includeDefaultKeyPair");
        var after = PageToken.nameIn(members.optional("pageToken"));
        if (twist.emptyPage()) {
            return emptyPage(request, "keyPairs", after);
        }
        var page = shelf(request).keyPairs(after, pageSize);
        return page(request, "keyPairs", page, SandboxKeyPair::name, shapes(request)::writeKeyPair);
    }

    private Answer getActiveNames(AwsRequest request, Twist twist) {
        var token = JsonMembers.parse(request.body()).optional("pageToken");
        var after = PageToken.nameIn(token);
        if (twist.emptyPage()) {
            return emptyPage(request, "activeNames", after);
        }
        var page = shelf(request).activeNames(after, pageSize);
        return page(request, "activeNames", page, Function.identity(), JsonGenerator::writeString);
    }

    private static Answer getRegions(AwsRequest request) {
        var members = JsonMembers.parse(request.body());
        var zones = members.flag("includeAvailabilityZones");
        var databaseZones = members.flag("includeRelationalDatabaseAvailabilityZones");
        return JsonAnswers.ok(request.id(), json -> {
            json.writeArrayPropertyStart("regions");
            for (var region : LightsailRegion.ALL) {
                LightsailShapes.writeRegion(json, region, zones, databaseZones);
            }
            json.writeEndArray();
        });
    }

    private static Answer operation(AwsRequest request, ShelfOperation operation) {
        return JsonAnswers.ok(request.id(), json -> {
            json.writeName("operation");
            shapes(request).writeOperation(json, operation);
        });
    }

    private static <T> Answer page(
            AwsRequest request,
            String member,
            RegionShelf.Slice<T> slice,
            Function<T, String> name,
            BiConsumer<JsonGenerator, T> write) {
        return JsonAnswers.ok(request.id(), json -> {
            json.writeArrayPropertyStart(member);
            slice.items().forEach(item -> write.accept(json, item));
            json.writeEndArray();
            if (slice.hasMore()) {
                json.writeStringProperty("nextPageToken", PageToken.after(name.apply(last(slice.items()))));
            }
        });
    }

    private static Answer emptyPage(AwsRequest request, String member, String after) {
        return JsonAnswers.ok(request.id(), json -> {
            json.writeArrayPropertyStart(member);
            json.writeEndArray();
            // Never the same token twice, by which a client might take the listing for one that goes in circles.
            json.writeStringProperty("nextPageToken", PageToken.again(after, request.id()));
        });
    }

    private static <T> T last(List<T> items) {
        return items.get(items.size() - 1);
    }

    private static String name(JsonMembers members) {
        var name = members.required("keyPairName");
        if (!KeyPairName.isValid(name)) {
            throw ServiceError.invalidName(name);
        }
        return name;
    }

    private static ImportedKey key(String text) {
        try {
            return ImportedKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw ServiceError.invalidKey();
        }
    }

    private RegionShelf shelf(AwsRequest request) {
        return shelves.at(Place.of(request.call()));
    }

    private static LightsailShapes shapes(AwsRequest request) {
        return new LightsailShapes(Place.of(request.call()));
    }
}

package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import dev.keyflux.key.KeyInput;
import dev.keyflux.key.KeyPolicy;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.KeyType;
import dev.keyflux.key.NameTemplate;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which keys, and how they are judged and named. */
final class KeyOptions {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "A key file, a folder (searched recursively for *.pub, authorized_keys*, *.pem and"
                    + " *.rfc4716), a manifest (.csv with the columns name,key or name,file), or - for standard"
                    + " input.")
    List<String> sources = List.of();

    @Option(
            names = "--name-template",
            paramLabel = "T",
            description =
                    "How key pairs are named, from {stem} (the file's name without its ending), {comment}, {index}"
                            + " (within its file), {n} (over all sources) and {fp8} (the first 8 hex digits of the"
                            + " SHA-256 fingerprint). Default: {stem}, or {stem}-{index} for a file with several keys.")
    @Nullable
    String nameTemplate;

    @Option(
            names = "--sanitize-names",
            converter = FlagConverter.class,
            description =
                    "Replace what Lightsail does not take in a name: each run of characters other than A-Z a-z 0-9"
                            + " _ - becomes one hyphen, and hyphens at either end are dropped. Default: such a key is rejected.")
    boolean sanitizeNames;

    @Option(
            names = "--allow",
            paramLabel = "TYPES",
            split = ",",
            converter = KeyTypeConverter.class,
            defaultValue = "ssh-rsa,ssh-ed25519",
            description = "The key types to send, separated by commas. Default: ssh-rsa,ssh-ed25519.")
    List<KeyType> allow = List.of();

    @Option(
            names = "--min-rsa-bits",
            paramLabel = "N",
            defaultValue = "2048",
            description = "The smallest RSA key to send, in bits. Default: 2048.")
    int minRsaBits;

    /** The sources, to be read under the policy that was asked for. */
    KeySource source(InputStream standardInput) {
        if (sources.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new UsageException("SOURCE -: standard input can be read only once");
        }
        return KeySource.read(
                sources.stream().map(source -> input(source, standardInput)).toList(), policy());
    }

    /** Whether each source can be read as often as need be: standard input and pipes cannot. */
    boolean areRereadable() {
        return sources.stream().allMatch(source -> !source.equals(STANDARD_INPUT) && isFileOrFolder(path(source)));
    }

    private static boolean isFileOrFolder(Path path) {
        return Files.isRegularFile(path) || Files.isDirectory(path);
    }

    private static KeyInput input(String source, InputStream standardInput) {
        if (source.equals(STANDARD_INPUT)) {
            return KeyInput.stream(source, () -> standardInput);
        }
        return KeyInput.path(path(source));
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new UsageException("SOURCE '" + source + "': " + FileTrouble.of(e), e);
        }
    }

    private KeyPolicy policy() {
        if (allow.isEmpty()) {
            throw UsageException.of("--allow", ": no key type is named");
        }
        if (minRsaBits < 1) {
            throw UsageException.of("--min-rsa-bits", " " + minRsaBits + ": must be 1 or more");
        }
        return KeyPolicy.defaults()
                .withAllowed(Set.copyOf(allow))
                .withMinRsaBits(minRsaBits)
                .withNames(names());
    }

    private NameTemplate names() {
        var names = nameTemplate == null ? NameTemplate.defaults() : template(nameTemplate);
        return sanitizeNames ? names.withSanitizing() : names;
    }

    private static NameTemplate template(String text) {
        try {
            return new NameTemplate(text);
        } catch (IllegalArgumentException e) {
            throw UsageException.of("--name-template", ": " + e.getMessage(), e);
        }
    }
}

package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whatever the readers are given, they say what is wrong with it or yield a key that reads back as itself.
 *
 * <p>A build runs each test on the inputs below {@code src/test/resources}, the profile {@code fuzz} on inputs that Jazzer
 * makes up to reach every branch.
 */
final class KeyReadingFuzzTest {

    /** Says yes to all it can, so that no verdict hides what a reader did. */
    private static final KeyPolicy POLICY = KeyPolicy.defaults()
            .withAllowed(EnumSet.complementOf(EnumSet.of(KeyType.DSA)))
            .withMinRsaBits(1)
            .withNames(new NameTemplate("key-{n}"));

    private static final Path NOWHERE = Path.of("no-such-folder");

    /** Room for a name or a type in quotes, the places of a clash, and advice. */
    private static final int LONGEST_MESSAGE = 1000;

    @FuzzTest
    void line_ofAnyText_isRefusedOrReadsBackAsTheSameKey(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        key(() -> SshPublicKey.parse(text)).ifPresent(key -> {
            assertThat(text).startsWith(key.type().wireName()).contains(key.base64());
            RoundTrip.check(key);
        });
    }

    @FuzzTest
    void file_ofAnyBytes_yieldsSoundKeysAndShowableMessages(byte[] data) {
        var entries = entries(latin1(data));

        assertThat(entries).isNotEmpty();
        entries.forEach(KeyReadingFuzzTest::check);
    }

    @FuzzTest
    void manifest_ofAnyBytes_yieldsSoundKeysAndShowableMessages(byte[] data) {
        var entries = rows(latin1(data));

        assertThat(entries).isNotEmpty();
        entries.forEach(KeyReadingFuzzTest::check);
    }

    @FuzzTest
    void der_ofAnyBytes_isRefusedOrTheOneEncodingOfItsKey(byte[] data) {
        key(() -> DerPublicKey.ofSubjectPublicKeyInfo(data)).ifPresent(key -> {
            RoundTrip.check(key);
            assertThat(RoundTrip.subjectPublicKeyInfo(key)).contains(data);
        });
        key(() -> DerPublicKey.ofPkcs1(data)).ifPresent(RoundTrip::check);
    }

    /** The data chooses what surrounds a private key, and of which of its lines only some are left. */
    @FuzzTest
    void privateKey_amidAnything_isNeverShown(byte[] data) {
        var text = latin1(data);
        int middle = text.length() / 2;
        int choice = data.length == 0 ? -1 : data[0];
        var secret = Secret.linesOf(choice);

        var around = text.substring(0, middle) + "\n" + secret + text.substring(middle);

        for (var content : List.of(around, secret + text)) {
            var entries = new ArrayList<>(entries(content));
            entries.addAll(rows(content));
            assertThat(entries).noneMatch(Secret::isShownIn);
            if (choice == -1) {
                assertThat(entries)
                        .allMatch(entry -> entry instanceof RejectedKey rejected
                                && rejected.reason() == RejectionReason.PRIVATE_KEY);
            }
        }
    }

    /** The first line is the template, the rest a comment. */
    @FuzzTest
    void nameTemplate_ofAnyText_isRefusedOrSanitizedToAName(byte[] data) {
        var lines = new String(data, StandardCharsets.UTF_8).split("\n", 2);
        var comment = lines[lines.length - 1];
        NameTemplate template;
        try {
            template = new NameTemplate(lines[0]);
        } catch (IllegalArgumentException e) {
            assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("name template");
            checkShowable(Objects.requireNonNull(e.getMessage()));
            return;
        }
        var name = template.fill(Map.of("stem", "stem", "comment", comment, "index", "1", "n", "1", "fp8", "01234567"));
        var sanitized = KeyPairName.sanitize(name);
        assertThat(sanitized).matches("[A-Za-z0-9_-]*").doesNotStartWith("-").doesNotEndWith("-");
        assertThat(KeyPairName.sanitize(sanitized)).isEqualTo(sanitized);
        if (KeyPairName.isValid(name)) {
            assertThat(sanitized).isEqualTo(name);
        } else {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> KeyPairName.check(name))
                    .satisfies(e -> checkShowable(Objects.requireNonNull(e.getMessage())));
        }
    }

    private static List<KeyEntry> entries(String content) {
        return list(new KeyFile("fuzz", KeyText.of(content)).entries(new KeyCheck(POLICY), new Naming(POLICY.names())));
    }

    private static List<KeyEntry> rows(String content) {
        return list(
                new Manifest("fuzz.csv", NOWHERE, content).entries(new KeyCheck(POLICY), new Naming(POLICY.names())));
    }

    private static List<KeyEntry> list(Iterator<KeyEntry> entries) {
        var all = new ArrayList<KeyEntry>();
        entries.forEachRemaining(all::add);
        return all;
    }

    private static void check(KeyEntry entry) {
        assertThat(entry.source().line()).isPositive();
        if (entry instanceof NamedKey named) {
            POLICY.check(named.key());
            RoundTrip.check(named.key());
            named.notes().forEach(KeyReadingFuzzTest::checkShowable);
        } else if (entry instanceof RejectedKey rejected) {
            checkShowable(rejected.message());
        }
    }

    private static Optional<SshPublicKey> key(Supplier<SshPublicKey> reader) {
        try {
            return Optional.of(reader.get());
        } catch (RefusedKeyException e) {
            checkShowable(Objects.requireNonNull(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void checkShowable(String message) {
        assertThat(message).isEqualTo(Printable.escape(message)).hasSizeBetween(10, LONGEST_MESSAGE);
    }

    private static String latin1(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    /** A private key whose lines can be told from anything else. */
    private static final class Secret {

        private static final List<String> LINES =
                Pem.block("PRIVATE KEY", pkcs8()).lines().toList();
        private static final List<String> BODY = LINES.subList(1, LINES.size() - 1);

        private static byte[] pkcs8() {
            var digits = "9d61b19deffd5a60ba844af492ec2cc4";
            return Der.hex("3053020101300506032b657004220420" + digits.repeat(2) + "a123032100" + digits.repeat(2));
        }

        /** The lines that {@code choice} has a bit for. */
        static String linesOf(int choice) {
            var chosen = new StringBuilder();
            for (int i = 0; i < LINES.size(); i++) {
                if ((choice >> i & 1) != 0) {
                    chosen.append(LINES.get(i)).append('\n');
                }
            }
            return chosen.toString();
        }

        static boolean isShownIn(KeyEntry entry) {
            var shown = entry.toString().toLowerCase(Locale.ROOT);
            return BODY.stream().anyMatch(line -> shown.contains(line.toLowerCase(Locale.ROOT)));
        }
    }
}

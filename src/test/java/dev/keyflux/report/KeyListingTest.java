package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.key.KeyType;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyListingTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void json_keyAndRejectedEntry_hasEveryKeyOfTheContract() {
        var listing = new JsonKeyListing(out);
        listing.key(SampleRuns.key("alice"));
        listing.end(List.of(SampleRuns.rejectedKey("a private key")));

        assertThat(written()).isEqualTo("""
                        {"keys":[{"key":"alice","source":"keys/alice.pub:1","type":"ssh-ed25519","bits":256,\
                        "comment":"of alice","fingerprint":"SHA256:fingerprint","md5":"MD5:aa:bb",\
                        "lightsailFingerprint":null}],\
                        "rejected":[{"source":"keys/bad.pub:3","reason":"private_key","message":"a private key"}]}
                        """);
    }

    @Test
    void json_nothing_isTwoEmptyLists() {
        new JsonKeyListing(out).end(List.of());

        assertThat(written()).isEqualTo("{\"keys\":[],\"rejected\":[]}\n");
    }

    @Test
    void text_keyAndRejectedEntry_isATableAndAList() {
        var listing = text(200);
        listing.key(SampleRuns.key("alice"));
        listing.end(List.of(SampleRuns.rejectedKey("bad\u0007")));

        assertThat(written().lines())
                .containsExactly(
                        "NAME                      TYPE                  BITS  FINGERPRINT                             "
                                + "            AT LIGHTSAIL                                     VERDICT",
                        "alice                     ssh-ed25519            256  SHA256:fingerprint                      "
                                + "            not known                                        good",
                        "",
                        "REJECTED",
                        "keys/bad.pub:3: private_key: bad\\x07",
                        "",
                        "1 key good, 1 rejected");
    }

    @Test
    void text_onANarrowTerminal_hasTheFingerprintsBelowTheKey() {
        var listing = text(80);
        listing.key(SampleRuns.key("alice"));
        listing.key(new NamedKey(
                "bob",
                new SshPublicKey(KeyType.RSA, 2048, "AAAA", "", "SHA256:of-bob", "MD5:aa:bb", "cc:dd"),
                new SourceLine("bob.pub", 1)));
        listing.end(List.of());

        assertThat(written().lines())
                .containsExactly(
                        "NAME                      TYPE                  BITS  VERDICT",
                        "alice                     ssh-ed25519            256  good",
                        "    SHA256:fingerprint",
                        "bob                       ssh-rsa               2048  good",
                        "    SHA256:of-bob",
                        "    cc:dd at Lightsail",
                        "",
                        "2 keys good, 0 rejected")
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @Test
    void text_nothing_saysSo() {
        text(80).end(List.of());

        assertThat(written().strip()).isEqualTo("0 keys good, 0 rejected");
    }

    private TextKeyListing text(int columns) {
        return new TextKeyListing(new PrintStream(out, false, StandardCharsets.UTF_8), false, columns);
    }
}

package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;

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
        var listing = new TextKeyListing(new PrintStream(out, false, StandardCharsets.UTF_8), false);
        listing.key(SampleRuns.key("alice"));
        listing.end(List.of(SampleRuns.rejectedKey("bad\u0007")));

        assertThat(written().lines())
                .containsExactly(
                        "NAME                      TYPE          BITS  FINGERPRINT                                     "
                                + "    VERDICT",
                        "alice                     ssh-ed25519    256  SHA256:fingerprint                              "
                                + "    good",
                        "",
                        "REJECTED",
                        "keys/bad.pub:3: private_key: bad\\x07",
                        "",
                        "1 key good, 1 rejected");
    }
}
